import type { PostView } from '@/lib/posts/schema';
import { idOf } from '@/preview/data/id';
import { minutesAgo } from '@/preview/data/now';
import { HOA, LAN, LONGEST, MINH, PEOPLE } from '@/preview/data/people';
import { TEXTS } from '@/preview/data/texts';

let count = 0;
const post = (written: Partial<PostView>): PostView => ({
  id: idOf('post', ++count),
  author: MINH,
  title: 'Where do you buy mangoes?',
  body: TEXTS.usual,
  commentCount: 12,
  createdAt: minutesAgo(3 * 24 * 60),
  lastActivityAt: minutesAgo(4),
  ...written,
});

export const POSTS = {
  usual: post({}),
  'no comments': post({ title: 'A', body: TEXTS.short, author: PEOPLE['one character'], commentCount: 0 }),
  'one comment': post({
    title: 'Chợ nào mở sớm nhất?',
    body: TEXTS.vietnamese,
    author: HOA,
    commentCount: 1,
  }),
  longest: post({ title: 'W'.repeat(200), body: TEXTS.unbroken, author: LONGEST, commentCount: 123_456 }),
  'right to left': post({
    title: 'מתי יוצאת הרכבת?',
    body: TEXTS.rightToLeft,
    author: PEOPLE['right to left'],
  }),
  emoji: post({ title: '🥭 🥭 🥭', body: TEXTS.emoji, author: PEOPLE.emoji }),
  'many lines': post({ author: LAN, body: `${TEXTS.lines}\n\n${TEXTS.link}\n\n${TEXTS.long}` }),
};
