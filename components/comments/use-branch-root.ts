'use client';

import { useCallback, useState } from 'react';
import { rootFor } from '@/lib/comments/branch';
import type { CommentView } from '@/lib/comments/schema';
import { pathTo } from '@/lib/comments/tree';

/**
 * The comment whose branch is read as a thread of its own, or null for the whole thread.
 * @param asked.rootId what the address asks for, if anything
 * @param asked.linkedId a comment that must be among what is shown
 */
export function useBranchRoot(asked: {
  rootId: string | null;
  linkedId: string | null;
  comments: ReadonlyMap<string, CommentView>;
}) {
  const [rootId, setRootId] = useState(() => {
    const { linkedId, comments } = asked;
    const known = asked.rootId !== null && comments.has(asked.rootId) ? asked.rootId : null;
    return linkedId ? rootFor(pathTo(linkedId, comments), known) : known;
  });
  /** Shows what has to be shown for the last comment of a path to be among it. */
  const showPath = useCallback((path: string[]) => setRootId((now) => rootFor(path, now)), []);
  return { rootId, setRootId, showPath };
}
