'use client';

import { type RefObject, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { mentionQuery, type MentionQuery } from '@/components/comments/mention-query';

/** What moves the caret or changes the text before it. */
const EVENTS = ['input', 'keyup', 'click', 'focus', 'blur'];

/**
 * Follows the caret of a text field: which mention is being written, if any.
 * @returns it, and how to leave it alone until another one is begun
 */
export function useMentionQuery(field: RefObject<HTMLTextAreaElement | null>): {
  query: MentionQuery | null;
  close: () => void;
} {
  const subscribe = useCallback((listener: () => void) => onCaret(field, listener), [field]);
  const written = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(readQuery(field.current)),
    () => 'null',
  );
  const query = useMemo(() => JSON.parse(written) as MentionQuery | null, [written]);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  if (closedAt !== null && query?.from !== closedAt) setClosedAt(null);
  return {
    query: query?.from === closedAt ? null : query,
    close: () => setClosedAt(query?.from ?? null),
  };
}

function readQuery(textarea: HTMLTextAreaElement | null): MentionQuery | null {
  if (!textarea || document.activeElement !== textarea) return null;
  const { value, selectionStart, selectionEnd } = textarea;
  return selectionStart === selectionEnd ? mentionQuery(value, selectionEnd) : null;
}

function onCaret(field: RefObject<HTMLTextAreaElement | null>, listener: () => void): () => void {
  const textarea = field.current;
  for (const event of EVENTS) textarea?.addEventListener(event, listener);
  return () => EVENTS.forEach((event) => textarea?.removeEventListener(event, listener));
}
