import { expect, test } from 'vitest';
import { foldedOf, mixesAlphabets, skeletonOf } from '@/lib/auth/look-alike';

test.each([
  ['paypal', 'paypa1'],
  ['boo', 'b00'],
  ['mark', 'rnark'],
  ['Ivan', 'lvan'],
  ['Paul', 'Pаul'],
  ['scope', 'ѕсоре'],
])('%s and %s look alike', (one, other) => {
  expect(skeletonOf(one)).toBe(skeletonOf(other));
  expect(foldedOf(one)).not.toBe(foldedOf(other));
});

test.each([
  ['lan', 'lam'],
  ['Lan', 'Lán'],
  ['minh', 'minh_'],
  ['hoa', 'hao'],
])('%s and %s do not', (one, other) => {
  expect(skeletonOf(one)).not.toBe(skeletonOf(other));
});

test('the same name in another case or width is the same and no likeness', () => {
  expect(foldedOf('ＬＡＮ')).toBe(foldedOf('lan'));
});

test.each([
  ['Nguyễn Văn Ân', false],
  ['Иван Петров', false],
  ['Lan 阮', false],
  ['たろう 太郎', false],
  ['Lan 😀 7', false],
  ['Pаul', true],
  ['Μichael', true],
  ['Иван 太郎', true],
])('%s mixes alphabets: %s', (name, expected) => {
  expect(mixesAlphabets(name)).toBe(expected);
});
