import { expect, test } from 'vitest';
import { registerInput } from '@/lib/auth/schema';
import { commentInput } from '@/lib/comments/schema';
import { invalidInput } from '@/lib/invalid';
import { readInput } from '@/lib/notifications/schema';
import type { postInput } from '@/lib/posts/schema';

const ID = 'a'.repeat(24);
const codesOf = (schema: typeof commentInput | typeof registerInput | typeof postInput, input: unknown) => {
  const parsed = schema.safeParse(input);
  return parsed.success ? {} : invalidInput(parsed.error).fields;
};

test.each([
  ['an empty body', { postId: ID, body: '   ' }, { body: 'errors.commentEmpty' }],
  ['a body past the limit', { postId: ID, body: 'x'.repeat(5001) }, { body: 'errors.commentLong' }],
  ['an operator for a body', { postId: ID, body: { $gt: '' } }, { body: 'errors.commentEmpty' }],
  ['an id that is none', { postId: 'abc', body: 'x' }, { postId: 'errors.idInvalid' }],
  ['an unknown field', { postId: ID, body: 'x', admin: true }, { admin: 'errors.unexpectedField' }],
  ['a good comment', { postId: ID, body: 'x'.repeat(5000), clientKey: 'k' }, {}],
])('comment: %s', (_, input, expected) => {
  expect(codesOf(commentInput, input)).toEqual(expected);
});

test.each([
  ['a short name', { name: 'ab', password: 'x'.repeat(8) }, { name: 'errors.nameInvalid' }],
  ['capitals', { name: 'Lan', password: 'x'.repeat(8) }, { name: 'errors.nameInvalid' }],
  ['a short password', { name: 'lan', password: 'x'.repeat(7) }, { password: 'errors.passwordLength' }],
  [
    'a bidirectional override',
    { name: 'lan', password: 'x'.repeat(8), displayName: 'a\u202Eb' },
    { displayName: 'errors.displayNameInvalid' },
  ],
])('register: %s', (_, input, expected) => {
  expect(codesOf(registerInput, input)).toEqual(expected);
});

test('read takes ids, a cut-off or all, and nothing else', () => {
  expect(readInput.safeParse({ ids: [ID] }).success).toBe(true);
  expect(readInput.safeParse({ all: true }).success).toBe(true);
  expect(readInput.safeParse({ all: true, ids: [ID] }).success).toBe(false);
  expect(readInput.safeParse({ ids: [] }).success).toBe(false);
});
