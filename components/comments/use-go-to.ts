'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { commentRow } from '@/components/notifications/seen-comments';
import { exitOf } from '@/lib/comments/branch';
import type { CommentView } from '@/lib/comments/schema';
import { ancestorsOf, pathTo } from '@/lib/comments/tree';

/** `go`: to its top, with the focus. `focus`: there already, or nearly. `show`: only so that it is seen. */
export type Way = 'go' | 'focus' | 'show';

/**
 * Leads to comments: those that the address names, those that a link on this page names, and those asked for here.
 * One that is not on the page yet is gone to when it comes. An address with `thread` shows one branch as a thread of
 * its own.
 * @param deps.linked what the address named when the server made the page
 * @param deps.comments those of this drawing; `latest` are those of the last one, for what is done on a click
 * @param deps.rootId the branch that is shown; null is the whole thread
 * @param deps.reveal opens what hides a comment
 * @param deps.onReached is told of each one that was gone to
 * @param deps.onReply is told where a link wants an answer
 */
export function useGoTo(deps: {
  postId: string;
  linked: string | null;
  comments: ReadonlyMap<string, CommentView>;
  latest(): { comments: ReadonlyMap<string, CommentView> };
  rootId: string | null;
  setRootId(id: string | null): void;
  reveal(id: string, way: Way, comments: ReadonlyMap<string, CommentView>): void;
  onReached(id: string): void;
  onReply(id: string): void;
}) {
  const { postId, linked, comments, latest, rootId, setRootId, reveal, onReached, onReply } = deps;
  const [wanted, setWanted] = useState<{ id: string; way: Way } | null>(
    linked ? { id: linked, way: 'go' } : null,
  );
  const [lastLinked, setLastLinked] = useState(linked);
  const [target, setTarget] = useState(linked);
  const goTo = useCallback(
    (id: string, way: Way = 'go', held = latest().comments) => {
      reveal(id, way, held);
      setWanted({ id, way });
      if (way === 'go') setTarget(id);
    },
    [reveal, latest],
  );
  // What came with the server's page is held from the second of two drawings on.
  if (linked !== lastLinked && (linked === null || comments.has(linked))) {
    setLastLinked(linked);
    setTarget(linked);
    // Where a link on this page has led already, the server's page follows it only later.
    if (linked && linked !== target) goTo(linked, 'go', comments);
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
      // Within the page: past the header, for example.
      if (link.getAttribute('href')?.startsWith('#')) return;
      const { origin, pathname, searchParams, href } = new URL(link.href, location.href);
      const thread = searchParams.get('thread');
      const id = searchParams.get('comment') ?? thread;
      if (origin !== location.origin || pathname !== `/posts/${postId}` || !id) return;
      const { comments } = latest();
      if (!comments.has(id) || (thread && !comments.has(thread))) return;
      // A deleted one has a place only above its replies; the server says that there is none.
      if (comments.get(id)?.deletedAt && !hasReplies(id, comments)) return;
      event.preventDefault();
      if (href !== location.href) history.pushState(null, '', href);
      setRootId(thread);
      goTo(id);
      if (searchParams.get('reply') === id) onReply(id);
    };
    document.addEventListener('click', onClick, { capture: true });
    return () => document.removeEventListener('click', onClick, { capture: true });
  }, [postId, latest, setRootId, goTo, onReply]);

  // The browser's own way out of a branch leads to where it goes on from.
  const address = useRef('');
  useEffect(() => {
    address.current = location.pathname + location.search;
  });
  useEffect(() => {
    const onPopState = () => {
      const { pathname, search, searchParams } = new URL(location.href);
      // Only what is behind the # has changed, or it is another page.
      if (pathname + search === address.current || pathname !== `/posts/${postId}`) return;
      address.current = pathname + search;
      const next = searchParams.get('thread');
      const left = rootId ? pathTo(rootId, latest().comments) : [];
      const isOut = left.length > 0 && (next === null || left.includes(next));
      const place = searchParams.get('comment') ?? (isOut ? exitOf(left, next) : next);
      setRootId(next);
      if (place) goTo(place);
    };
    addEventListener('popstate', onPopState);
    return () => removeEventListener('popstate', onPopState);
  }, [postId, rootId, latest, setRootId, goTo]);

  return { goTo, target };
}

function hasReplies(id: string, comments: ReadonlyMap<string, CommentView>): boolean {
  return [...comments.values()].some((each) => !each.deletedAt && ancestorsOf(each, comments).includes(id));
}

function gently(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
