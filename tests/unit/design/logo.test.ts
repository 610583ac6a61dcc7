import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the header and the tab show the same mark', () => {
  const [, bell] = /BELL =\s*'([^']+)'/.exec(readFileSync('components/layout/logo.tsx', 'utf8')) ?? [];
  const drawn = [...readFileSync('app/icon.svg', 'utf8').matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
  expect(drawn).toEqual([bell, bell]);
});
