'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { fetchChanges } from '@/components/comments/fetch-comments';
import { leaveRows } from '@/components/comments/leave-rows';
import { createThreadFollower } from '@/components/comments/thread-follower';
import { threadOf, threadReducer } from '@/components/comments/thread-state';
import { useThreadEvents } from '@/components/notifications/use-inbox';
import type { CommentView } from '@/lib/comments/schema';

/** The thread as it is now: what the page came with, what was loaded since, and what is told. */
export function useThread(props: {
  postId: string;
  comments: CommentView[];
  nextCursor: string | null;
  readAt: string;
  userId: string | null;
}) {
  const { postId, comments, nextCursor, readAt } = props;
  const [thread, dispatch] = useReducer(threadReducer, props, threadOf);
  // After a navigation the server's list is newer, and may reach further.
  const [given, setGiven] = useState(comments);
  if (given !== comments) {
    setGiven(comments);
    dispatch({ kind: 'page', comments, cursor: nextCursor });
  }
  // For what is done on a click or an event: it needs no drawing anew when the thread changes.
  const drawn = useRef(thread);
  useEffect(() => {
    drawn.current = thread;
  });
  const latest = useCallback(() => drawn.current, []);
  const tell = useCallback(
    (told: CommentView[]) => {
      leaveRows(told, latest().comments);
      dispatch({ kind: 'told', comments: told });
    },
    [latest],
  );
  const [openedAt] = useState(readAt);
  const follow = useCallback(
    () =>
      createThreadFollower({
        readAt: Date.parse(openedAt),
        apply: tell,
        fetchChanges: (since) => fetchChanges(postId, since),
        onGone: () => dispatch({ kind: 'gone' }),
      }),
    [openedAt, tell, postId],
  );
  useThreadEvents(postId, follow);
  return { thread, dispatch, latest, tell };
}
