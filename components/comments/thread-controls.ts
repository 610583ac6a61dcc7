'use client';

import { createContext, useContext } from 'react';
import type { Draft } from '@/components/comments/draft-store';
import type { UserView } from '@/lib/auth/schema';
import type { CommentView } from '@/lib/comments/schema';

/** What can be open below a comment; `person` is what concerns its author. */
export type FormKind = 'reply' | 'edit' | 'delete' | 'person';

/** What a row of the thread can do. Stays the same while comments come and go, so that only rows that changed are drawn. */
export interface ThreadControls {
  postId: string;
  /** Who may write here, or null for a visitor. */
  user: UserView | null;
  /** Nothing can be written any more: the post is deleted. */
  isGone: boolean;
  /** The form whose buttons ask the server for this page with a form open, before any script has run. */
  formsId: string;
  openForm(kind: FormKind, commentId: string): void;
  closeForm(commentId: string): void;
  /** Hides or shows what hangs below a comment. */
  toggle(commentId: string): void;
  /** Hides a branch that a comment is in: that of its parent (0), of the one above it (1), and so on. */
  collapseAbove(comment: CommentView, steps: number): void;
  /** Shows what somebody wrote who is blocked. */
  unfold(commentId: string): void;
  send(draft: Draft, parentId: string | null): void;
  retry(key: string): void;
  /** Makes a comment that did not arrive a draft again. */
  editAgain(key: string): void;
  /** One's own comment was edited or deleted. */
  onChanged(comment: CommentView): void;
}

export const ThreadControlsContext = createContext<ThreadControls | null>(null);

export function useThreadControls(): ThreadControls {
  const controls = useContext(ThreadControlsContext);
  if (!controls) throw new Error('a comment stands outside of a thread');
  return controls;
}
