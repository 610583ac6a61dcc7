import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { problem } from '@/lib/api/problem';

const api = new Hono().get('/', (c) => problem(c, 'errors.postGone'));

test.each([
  ['English without a wish', {}, 'en', 'This post does not exist, or not any more.'],
  ['what the browser prefers', { 'accept-language': 'vi,en;q=0.5' }, 'vi', 'Bài này không tồn tại'],
  ['what the person chose', { 'accept-language': 'vi', cookie: 'locale=en' }, 'en', 'This post'],
])('a problem speaks %s', async (_, headers, language, detail) => {
  const answer = await api.request('/', { headers: headers as Record<string, string> });
  expect(answer.headers.get('content-language')).toBe(language);
  const body = (await answer.json()) as { detail: string; code: string };
  expect(body.detail).toContain(detail);
  expect(body.code).toBe('postGone');
});
