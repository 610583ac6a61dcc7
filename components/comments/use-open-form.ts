'use client';

import { useCallback, useState } from 'react';
import { newClientKey } from '@/components/comments/client-key';
import type { FormKind } from '@/components/comments/thread-controls';
import type { OpenForm } from '@/components/comments/thread-rows';
import { commentRow } from '@/components/notifications/seen-comments';

/**
 * Which of the thread's forms is open: one at a time, so that it is plain what is being written.
 * @param asked the one that the address names, and the key of what is written in it
 */
export function useOpenForm(asked: OpenForm | null) {
  const [form, setForm] = useState(asked);
  const name = asked && `${asked.kind} ${asked.commentId}`;
  const [lastName, setLastName] = useState(name);
  if (name !== lastName) {
    setLastName(name);
    if (asked) setForm(asked);
  }
  const openForm = useCallback((kind: FormKind, commentId: string) => {
    // A key for each opening: two replies to one comment are two replies.
    setForm((open) =>
      open?.kind === kind && open.commentId === commentId ? open : { kind, commentId, key: newClientKey() },
    );
  }, []);
  // By name: what is answered late must not close what was opened meanwhile.
  const closeForm = useCallback((commentId: string) => {
    // The button that opened it was away meanwhile: the focus goes back to the comment.
    const row = commentRow(commentId);
    if (row?.contains(document.activeElement)) row.querySelector('article')?.focus({ preventScroll: true });
    setForm((open) => (open?.commentId === commentId ? null : open));
  }, []);
  return { form, openForm, closeForm };
}
