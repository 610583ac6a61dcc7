import { expect, test } from 'vitest';
import { isMeant, mentionQuery } from '@/components/comments/mention-query';

/** The query at the `|`. */
const at = (text: string) => mentionQuery(text.replace('|', ''), text.indexOf('|'));

test.each([
  ['@|', { from: 0, query: '' }],
  ['hỏi @la| nhé', { from: 4, query: 'la' }],
  ['hỏi @Nguyễ|', { from: 4, query: 'Nguyễ' }],
  ['@lan và @mi|', { from: 8, query: 'mi' }],
  ['@l|an', { from: 0, query: 'l' }],
])('somebody is looked for in %j', (text, query) => {
  expect(at(text)).toEqual(query);
});

test.each([
  ['|@lan', 'the caret stands before it'],
  ['@lan |', 'it is over'],
  ['lan@ex|', 'it is an e-mail address'],
  ['https://x.y/@la|', 'it is a web address'],
  ['`@la|`', 'it is code'],
  [`@${'x'.repeat(31)}|`, 'it is too long for a name'],
  ['lan|', 'there is no @'],
])('nobody is looked for in %j: %s', (text) => {
  expect(at(text)).toBeNull();
});

test.each([
  ['la', true],
  ['LA', true],
  ['nguyen', true],
  ['Nguyễ', true],
  ['đặ', true],
  ['dang', true],
  ['an', false],
  ['', true],
])('Lan Đặng Nguyễn is meant by %j: %s', (query, meant) => {
  const person = { id: '', name: 'lan_2', displayName: 'Lan Đặng Nguyễn', avatar: null };
  expect(isMeant(person, query)).toBe(meant);
});
