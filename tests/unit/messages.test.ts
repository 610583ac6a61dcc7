import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { localeOf } from '@/i18n/locale';
import en from '@/messages/en.json';
import vi from '@/messages/vi.json';

const keysOf = (messages: object): string[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [key] : keysOf(value as object).map((inner) => `${key}.${inner}`),
  );

test('both languages have the same messages', () => {
  expect(keysOf(vi)).toEqual(keysOf(en));
});

test('every error code of the code has a sentence', () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const used = files.flatMap(
    (name) => readFileSync(path.join('lib', name), 'utf8').match(/'errors\.\w+'/g) ?? [],
  );
  const missing = used.map((code) => code.slice(1, -1)).filter((code) => !keysOf(en).includes(code));
  expect(new Set(used).size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('the bell says the count, and 100 as more than 99', () => {
  const t = createTranslator({ locale: 'en', messages: en });
  expect([0, 1, 3, 100].map((count) => t('notifications.bell', { count }))).toEqual([
    'Notifications',
    'Notifications, 1 unread',
    'Notifications, 3 unread',
    'Notifications, more than 99 unread',
  ]);
});

test('the language is what was chosen, else what the browser prefers', () => {
  expect(localeOf('vi', 'en')).toBe('vi');
  expect(localeOf(undefined, 'fr, vi;q=0.8, en;q=0.5')).toBe('vi');
  expect(localeOf('xx', null)).toBe('en');
});
