import type { CommentView } from '@/lib/comments/schema';

export function idOf(n: number): string {
  return String(n).padStart(24, '0');
}

/** A comment of Lan's, who has the id 0; the number is its place in time. */
export function comment(n: number, change: Partial<CommentView> & { parent?: number } = {}): CommentView {
  const { parent, ...rest } = change;
  return {
    id: idOf(n),
    postId: idOf(0),
    parentId: parent === undefined ? null : idOf(parent),
    author: { id: idOf(0), name: 'lan', displayName: 'Lan', avatar: null },
    body: `c${n}`,
    createdAt: new Date(n).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...rest,
  };
}

export const minh = { id: 'b'.repeat(24), name: 'minh', displayName: 'Minh', avatar: null };

export const AT = new Date(1_000_000).toISOString();
