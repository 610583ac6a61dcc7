import { expect, test } from 'vitest';
import { previewOf } from '@/lib/notifications/preview';

test('a short comment is its own preview, on one line', () => {
  expect(previewOf('  Xin chào\n\n các bạn ')).toBe('Xin chào các bạn');
});

test('a long comment is cut at 140 characters with an ellipsis', () => {
  const preview = previewOf('x'.repeat(500));
  expect(preview).toBe(`${'x'.repeat(139)}…`);
});

test('140 characters are not cut', () => {
  expect(previewOf('x'.repeat(140))).toBe('x'.repeat(140));
});

test('an emoji of several code points is kept or dropped whole', () => {
  const family = '👨‍👩‍👧‍👦';
  const preview = previewOf(`${'x'.repeat(133)}${family}${'y'.repeat(50)}`);
  expect(preview).toBe(`${'x'.repeat(133)}…`);
});

test('a letter keeps its combining marks', () => {
  const letter = 'e\u0302\u0323';
  expect(previewOf(letter.repeat(100))).toBe(`${letter.repeat(46)}…`);
});
