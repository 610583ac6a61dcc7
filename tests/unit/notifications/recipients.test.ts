import { expect, test } from 'vitest';
import { recipientsOf } from '@/lib/notifications/recipients';

const [LAN, MINH, HOA] = ['a'.repeat(24), 'b'.repeat(24), 'c'.repeat(24)];

test.each([
  ['a comment on somebody’s post', LAN, MINH, null, [[MINH, 'NEW_COMMENT']]],
  ['a comment on one’s own post', LAN, LAN, null, []],
  [
    'a reply between two others',
    LAN,
    MINH,
    HOA,
    [
      [HOA, 'NEW_REPLY'],
      [MINH, 'NEW_COMMENT'],
    ],
  ],
  ['a reply to the owner of the post', LAN, MINH, MINH, [[MINH, 'NEW_REPLY']]],
  ['a reply to oneself on another’s post', LAN, MINH, LAN, [[MINH, 'NEW_COMMENT']]],
  ['a reply to somebody on one’s own post', LAN, LAN, MINH, [[MINH, 'NEW_REPLY']]],
  ['a reply to oneself on one’s own post', LAN, LAN, LAN, []],
])('%s', (_, authorId, postAuthorId, parentAuthorId, expected) => {
  const heard = recipientsOf({ authorId, postAuthorId, parentAuthorId });
  expect(heard.map(({ userId, type }) => [userId, type])).toEqual(expected);
});
