import { expect, test } from 'vitest';
import { summaryOf } from '@/lib/posts/summary';

test.each([
  ['Tea cools too fast. What can I do?', 'Tea cools too fast.'],
  ['Trà nguội nhanh quá! Làm sao đây?', 'Trà nguội nhanh quá!'],
  ['  A heading without a stop\n\nThe text.', 'A heading without a stop'],
  ['', ''],
])('the summary of %j is its first sentence', (body, summary) => {
  expect(summaryOf(body)).toBe(summary);
});

test('a long sentence is cut between words', () => {
  const summary = summaryOf('word '.repeat(100));
  expect(summary).toMatch(/^(word )+word…$/);
  expect(summary.length).toBeLessThanOrEqual(160);
});

test('a long word is cut between what a reader sees as characters', () => {
  expect(summaryOf('👩‍👩‍👧‍👦'.repeat(30))).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
});
