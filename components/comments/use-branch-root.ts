'use client';

import { useCallback, useState } from 'react';
import { rootFor } from '@/lib/comments/branch';
import type { CommentView } from '@/lib/comments/schema';
import { pathTo } from '@/lib/comments/tree';

/**
 * The comment whose branch is read as a thread of its own, or null for the whole thread.
 * @param asked.rootId what the address asks for, if it is there
 * @param asked.linkedId a comment that must be among what is shown
 */
export function useBranchRoot(asked: {
  rootId: string | null;
  linkedId: string | null;
  comments: ReadonlyMap<string, CommentView>;
}) {
  const { linkedId, comments } = asked;
  const [rootId, setRootId] = useState(
    linkedId ? rootFor(pathTo(linkedId, comments), asked.rootId) : asked.rootId,
  );
  // A navigation may ask for another one.
  const [lastAsked, setLastAsked] = useState(asked.rootId);
  if (asked.rootId !== lastAsked) {
    setLastAsked(asked.rootId);
    setRootId(asked.rootId);
  }
  /** Shows what has to be shown for the last comment of a path to be among it. */
  const showPath = useCallback((path: string[]) => setRootId((now) => rootFor(path, now)), []);
  return { rootId, setRootId, showPath };
}
