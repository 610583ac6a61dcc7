import type { CommentView } from '@/lib/comments/schema';
import { idOf } from '@/preview/data/id';
import { minutesAgo } from '@/preview/data/now';
import { HOA, LAN, LONGEST, MINH, PEOPLE } from '@/preview/data/people';
import { POSTS } from '@/preview/data/posts';
import { TEXTS } from '@/preview/data/texts';

let count = 0;
export const comment = (written: Partial<CommentView> = {}): CommentView => ({
  id: idOf('comment', ++count),
  postId: POSTS.usual.id,
  parentId: null,
  author: MINH,
  body: TEXTS.usual,
  createdAt: minutesAgo(300 - count),
  editedAt: null,
  deletedAt: null,
  ...written,
});

export const OTHERS = comment();
export const OWN = comment({ author: LAN, body: TEXTS.mention });
export const DELETED = comment({ body: '', deletedAt: minutesAgo(10) });

/** A conversation that has everything: depth past the last indentation, an edit, a deletion, every kind of text. */
export const THREAD = conversation();

function conversation(): CommentView[] {
  const authors = [MINH, LAN, HOA, LONGEST, PEOPLE['right to left'], PEOPLE.emoji, PEOPLE['one character']];
  const first = comment({ body: TEXTS.mention });
  const branch = [first];
  for (const [index, body] of Object.values(TEXTS).entries()) {
    branch.push(
      comment({ author: authors[(index + 1) % authors.length], body, parentId: branch.at(-1)?.id }),
    );
  }
  const deleted = comment({ body: '', deletedAt: minutesAgo(20) });
  const below = comment({ author: HOA, body: TEXTS.short, parentId: deleted.id, editedAt: minutesAgo(2) });
  return [
    ...branch,
    deleted,
    below,
    comment({ author: LAN, body: TEXTS.vietnamese, editedAt: minutesAgo(1) }),
  ];
}
