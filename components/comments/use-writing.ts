'use client';

import { useTranslations } from 'next-intl';
import { type Dispatch, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import toast from 'react-hot-toast/headless';
import { type Draft, draftSlot, loadDraft, returnDraft } from '@/components/comments/draft-store';
import type { OutgoingComment } from '@/components/comments/outgoing-storage';
import type { FormKind } from '@/components/comments/thread-controls';
import type { ThreadEvent, ThreadState } from '@/components/comments/thread-state';
import { outgoingId, outgoingView, useOutgoing } from '@/components/comments/use-outgoing';
import { commentRow } from '@/components/notifications/seen-comments';
import type { UserView } from '@/lib/auth/schema';
import type { CommentView } from '@/lib/comments/schema';
import type { Problem } from '@/lib/result';

/**
 * What one writes in a thread: a comment stands in it at once, becomes the real one when it has arrived, and says so
 * when it has not. What the server refuses goes back to its field, with the reason beside it.
 * @param deps its functions must stay the same
 */
export function useWriting(deps: {
  postId: string;
  user: UserView | null;
  thread: ThreadState;
  latest(): ThreadState;
  dispatch: Dispatch<ThreadEvent>;
  openForm(kind: FormKind, commentId: string): void;
  closeForm(commentId: string): void;
  goTo(id: string, way: 'focus' | 'show'): void;
}) {
  const { postId, user, thread, latest, dispatch, openForm, closeForm, goTo } = deps;
  const { comments, readAt } = thread;
  const userId = user?.id ?? '';
  const t = useTranslations('thread');
  const [refusal, setRefusal] = useState<{ parentId: string; problem: Problem } | null>(null);
  const [hasArrived, setHasArrived] = useState(false);

  /** Where a text can be written on: below its parent, or on the post when that is gone. */
  const parentOf = useCallback(
    ({ parentId }: OutgoingComment) => {
      const parent = parentId === null ? undefined : latest().comments.get(parentId);
      return parent && !parent.deletedAt ? parent.id : null;
    },
    [latest],
  );
  const giveBack = useCallback(
    (outgoing: OutgoingComment) => {
      const parentId = parentOf(outgoing);
      returnDraft(draftSlot(userId, postId, parentId), { key: outgoing.draftKey, body: outgoing.body });
      // Its branch may not be what is shown by now.
      if (parentId && !commentRow(parentId)) goTo(parentId, 'show');
      if (parentId) openForm('reply', parentId);
      else document.querySelector<HTMLTextAreaElement>('#comment textarea')?.focus();
    },
    [parentOf, userId, postId, openForm, goTo],
  );
  const { outgoing, waiting } = useOutgoing(userId, postId, {
    arrived(comment, sent) {
      dispatch({ kind: 'arrived', comment, sentAs: outgoingId(sent) });
      setHasArrived(true);
    },
    refused(sent) {
      const parentId = parentOf(sent);
      const isWritable = parentId === sent.parentId && !loadDraft(draftSlot(userId, postId, parentId));
      // Its field holds another text by now, or is gone: this one waits in the thread, with the reason.
      if (!isWritable) return false;
      giveBack(sent);
      const message = sent.problem?.sentence ?? '';
      setRefusal({
        parentId: parentId ?? '',
        problem: { code: 'refused', message, fields: { body: message } },
      });
      return true;
    },
    failed(sent) {
      const id = outgoingId(sent);
      // The reason takes more room than the comment had. Whoever reads somewhere else by now is not taken back to it.
      if (isOnScreen(id)) goTo(id, 'show');
      else toast.error(t('unsent'), { id });
    },
  });

  // Arrived although its answer was lost: the thread shows it, and must not show it twice even for a moment.
  const known = useRef<ReadonlyMap<string, CommentView> | null>(null);
  useLayoutEffect(() => {
    const before = known.current;
    known.current = comments;
    const own = [...comments.values()].filter(({ id, author }) => author.id === userId && !before?.has(id));
    for (const comment of own) outgoing.onShown(comment, before !== null && comment.createdAt >= readAt);
  }, [comments, readAt, outgoing, userId]);

  const controls = useMemo(
    () => ({
      send(draft: Draft, parentId: string | null) {
        const id = outgoingId(outgoing.send(draft, parentId));
        setRefusal(null);
        setHasArrived(false);
        if (parentId) closeForm(parentId);
        goTo(id, parentId ? 'focus' : 'show');
      },
      retry: outgoing.retry,
      editAgain(key: string) {
        const taken = outgoing.takeBack(key);
        if (taken) giveBack(taken);
      },
    }),
    [outgoing, closeForm, goTo, giveBack],
  );
  return {
    controls,
    hasArrived,
    pending: useMemo(
      () => (user ? waiting.map((each) => outgoingView(each, postId, user)) : []),
      [waiting, postId, user],
    ),
    waiting: useMemo(() => new Map(waiting.map((each) => [outgoingId(each), each])), [waiting]),
    refusalOf: useCallback(
      (parentId: string) => (refusal?.parentId === parentId ? refusal.problem : null),
      [refusal],
    ),
  };
}

function isOnScreen(commentId: string): boolean {
  const rect = commentRow(commentId)?.getBoundingClientRect();
  return rect !== undefined && rect.bottom > 0 && rect.top < window.innerHeight;
}
