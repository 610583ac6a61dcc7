'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { fetchChanges } from '@/components/comments/fetch-comments';
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
  const [follower] = useState(() =>
    createThreadFollower({
      readAt: Date.parse(readAt),
      apply: (told) => dispatch({ kind: 'told', comments: told }),
      fetchChanges: (since) => fetchChanges(postId, since),
      onGone: () => dispatch({ kind: 'gone' }),
    }),
  );
  useThreadEvents(postId, follower);
  // For what is done on a click: it needs no drawing anew when the thread changes.
  const drawn = useRef(thread);
  useEffect(() => {
    drawn.current = thread;
  });
  const latest = useCallback(() => drawn.current, []);
  return { thread, dispatch, latest };
}
