import { expect, test } from 'vitest';
import { type CommentFacts, recipientsOf, type Wishes } from '@/lib/notifications/recipients';

const [LAN, MINH, HOA, TAM] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(24)) as [
  string,
  string,
  string,
  string,
];
const ALL_ON: Wishes = {
  kinds: { NEW_COMMENT: true, NEW_REPLY: true, NEW_MENTION: true },
  level: null,
  hasBlockedAuthor: false,
};
const without = (...kinds: (keyof Wishes['kinds'])[]): Partial<Wishes> => ({
  kinds: { ...ALL_ON.kinds, ...Object.fromEntries(kinds.map((kind) => [kind, false])) },
});

/** Lan writes on Minh's post, unless a row says otherwise. */
const hears = (facts: Partial<CommentFacts>, wishes: Record<string, Partial<Wishes> | null> = {}) =>
  recipientsOf(
    { authorId: LAN, postAuthorId: MINH, parentAuthorId: null, mentionedIds: [], followerIds: [], ...facts },
    (userId) => (wishes[userId] === null ? null : { ...ALL_ON, ...wishes[userId] }),
  ).map(({ userId, type }) => [userId, type]);

test.each<[string, Partial<CommentFacts>, [string, string][]]>([
  ['a comment on somebody’s post', {}, [[MINH, 'NEW_COMMENT']]],
  ['a comment on one’s own post', { postAuthorId: LAN }, []],
  [
    'a reply between two others',
    { parentAuthorId: HOA },
    [
      [HOA, 'NEW_REPLY'],
      [MINH, 'NEW_COMMENT'],
    ],
  ],
  ['a reply to the owner of the post', { parentAuthorId: MINH }, [[MINH, 'NEW_REPLY']]],
  ['a reply to oneself on another’s post', { parentAuthorId: LAN }, [[MINH, 'NEW_COMMENT']]],
  ['a reply to oneself on one’s own post', { postAuthorId: LAN, parentAuthorId: LAN }, []],
  ['a mention of oneself', { postAuthorId: LAN, mentionedIds: [LAN] }, []],
  ['a mention of the post’s owner', { mentionedIds: [MINH] }, [[MINH, 'NEW_MENTION']]],
  [
    'a mention of somebody else',
    { mentionedIds: [HOA] },
    [
      [HOA, 'NEW_MENTION'],
      [MINH, 'NEW_COMMENT'],
    ],
  ],
  [
    'a reply that mentions its parent’s author',
    { parentAuthorId: HOA, mentionedIds: [HOA] },
    [
      [HOA, 'NEW_REPLY'],
      [MINH, 'NEW_COMMENT'],
    ],
  ],
  [
    'a follower',
    { followerIds: [TAM] },
    [
      [MINH, 'NEW_COMMENT'],
      [TAM, 'NEW_COMMENT'],
    ],
  ],
  [
    'a follower who is mentioned',
    { followerIds: [TAM], mentionedIds: [TAM] },
    [
      [TAM, 'NEW_MENTION'],
      [MINH, 'NEW_COMMENT'],
    ],
  ],
  ['the owner who follows', { followerIds: [MINH] }, [[MINH, 'NEW_COMMENT']]],
])('%s', (_, facts, expected) => {
  expect(hears(facts)).toEqual(expected);
});

test.each<[string, Partial<CommentFacts>, Partial<Wishes> | null, [string, string][]]>([
  ['an account that is gone hears nothing', {}, null, []],
  ['a muted thread is silent', {}, { level: 'muted' }, []],
  ['a mention does not override mute', { mentionedIds: [MINH] }, { level: 'muted' }, []],
  ['a reply does not override mute', { parentAuthorId: MINH }, { level: 'muted' }, []],
  ['an owner who unfollows hears of no comment', {}, { level: 'normal' }, []],
  ['a mention overrides unfollow', { mentionedIds: [MINH] }, { level: 'normal' }, [[MINH, 'NEW_MENTION']]],
  ['a reply is addressed, too', { parentAuthorId: MINH }, { level: 'normal' }, [[MINH, 'NEW_REPLY']]],
  ['somebody blocked is not heard', {}, { hasBlockedAuthor: true }, []],
  ['a mention does not override a block', { mentionedIds: [MINH] }, { hasBlockedAuthor: true }, []],
  ['a reply does not override a block', { parentAuthorId: MINH }, { hasBlockedAuthor: true }, []],
  ['following does not override a block', {}, { hasBlockedAuthor: true, level: 'following' }, []],
  ['a kind that is off', {}, without('NEW_COMMENT'), []],
  [
    'the next strongest reason, where the strongest is off',
    { parentAuthorId: MINH },
    without('NEW_REPLY'),
    [[MINH, 'NEW_COMMENT']],
  ],
  [
    'a mention where replies are off',
    { parentAuthorId: MINH, mentionedIds: [MINH] },
    without('NEW_REPLY'),
    [[MINH, 'NEW_MENTION']],
  ],
  [
    'an unfollowed thread where mentions are off',
    { mentionedIds: [MINH] },
    { level: 'normal', ...without('NEW_MENTION') },
    [],
  ],
  ['everything off', { parentAuthorId: MINH }, without('NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION'), []],
])('%s', (_, facts, wishes, expected) => {
  expect(hears(facts, { [MINH]: wishes })).toEqual(expected);
});
