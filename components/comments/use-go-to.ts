'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { commentRow } from '@/components/notifications/seen-comments';
import type { CommentView } from '@/lib/comments/schema';

/** `go`: to its top, with the focus. `focus`: there already, or nearly. `show`: only so that it is seen. */
export type Way = 'go' | 'focus' | 'show';

/**
 * Leads to comments: those that the address names, those that a link on this page names, and those asked for here.
 * One that is not on the page yet is gone to when it comes.
 * @param deps.linked what the address named when the server made the page
 * @param deps.reveal opens what hides a comment
 * @param deps.onReached is told of each one that was gone to
 * @param deps.onReply is told where a link wants an answer
 */
export function useGoTo(deps: {
  postId: string;
  linked: string | null;
  latest(): { comments: ReadonlyMap<string, CommentView> };
  reveal(id: string, way: Way): void;
  onReached(id: string): void;
  onReply(id: string): void;
}) {
  const { postId, linked, latest, reveal, onReached, onReply } = deps;
  const [wanted, setWanted] = useState<{ id: string; way: Way } | null>(
    linked ? { id: linked, way: 'go' } : null,
  );
  const [lastLinked, setLastLinked] = useState(linked);
  const [target, setTarget] = useState(linked);
  const goTo = useCallback(
    (id: string, way: Way = 'go') => {
      reveal(id, way);
      setWanted({ id, way });
      if (way === 'go') setTarget(id);
    },
    [reveal],
  );
  if (linked !== lastLinked) {
    setLastLinked(linked);
    setTarget(linked);
    // Where a link on this page has led already, the server's page follows it only later.
    if (linked && linked !== target) goTo(linked);
  }

  // After every change of the page: what is wanted may have come with it.
  const reached = useRef<typeof wanted>(null);
  useEffect(() => {
    const row = wanted && wanted !== reached.current && commentRow(wanted.id);
    if (!row) return;
    reached.current = wanted;
    if (wanted.way === 'go') row.scrollIntoView({ block: 'start' });
    else row.scrollIntoView({ block: 'nearest', behavior: gently() });
    // A reply that was begun has the focus already.
    const isWriting = row.contains(document.activeElement);
    if (wanted.way !== 'show' && !isWriting) row.querySelector('article')?.focus({ preventScroll: true });
    if (wanted.way === 'go') onReached(wanted.id);
  });

  // A link to a comment that is here needs no server, and leads to it again however often it is clicked.
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a');
      const isPlain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!link || !isPlain || event.defaultPrevented) return;
      const { origin, pathname, searchParams, href } = new URL(link.href, location.href);
      const id = searchParams.get('comment');
      if (origin !== location.origin || pathname !== `/posts/${postId}` || !id) return;
      const { comments } = latest();
      if (!comments.has(id) || comments.get(id)?.deletedAt) return;
      event.preventDefault();
      if (href !== location.href) history.pushState(null, '', href);
      goTo(id);
      if (searchParams.get('reply') === id) onReply(id);
    };
    document.addEventListener('click', onClick, { capture: true });
    return () => document.removeEventListener('click', onClick, { capture: true });
  }, [postId, latest, goTo, onReply]);

  return { goTo, target };
}

function gently(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
