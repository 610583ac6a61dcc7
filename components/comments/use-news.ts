'use client';

import { type Dispatch, useCallback, useMemo } from 'react';
import type { ThreadEvent, ThreadState } from '@/components/comments/thread-state';
import { useSeen } from '@/components/comments/use-seen';
import type { ThreadRow } from '@/lib/comments/tree';

/**
 * What others have written since the page was opened: shown as new when it comes into view, and counted until then.
 * @returns what was not seen yet, in reading order, and where the first of it is
 */
export function useNews(deps: {
  postId: string;
  thread: ThreadState;
  latest(): ThreadState;
  dispatch: Dispatch<ThreadEvent>;
  all: ThreadRow[];
  /** Those that are not in a collapsed branch. */
  rows: ThreadRow[];
  blocked: string[];
  light(ids: string[]): void;
}) {
  const { postId, thread, latest, dispatch, all, rows, blocked, light } = deps;
  const { arrivals, comments } = thread;
  const news = useMemo(
    () => arrivals.filter((id) => !blocked.includes(comments.get(id)?.author.id ?? '')),
    [arrivals, comments, blocked],
  );
  const onSeen = useCallback(
    (ids: string[]) => {
      const { arrivals: unseen } = latest();
      light(ids.filter((id) => unseen.includes(id)));
      dispatch({ kind: 'seen', ids });
    },
    [light, dispatch, latest],
  );
  const places = useSeen(postId, news, rows, onSeen);
  const isUnseen = (id: string) => places.has(id) && places.get(id) !== 'in view';
  const unseen = all.filter(({ comment }) => isUnseen(comment.id)).map(({ comment }) => comment.id);
  return { unseen, isAbove: unseen[0] !== undefined && places.get(unseen[0]) === 'above' };
}
