'use client';

import { useCallback, useEffect, useRef } from 'react';
import { newClientKey } from '@/components/comments/client-key';
import { type Draft, loadDraft, onDraftChange, saveDraft } from '@/components/comments/draft-store';

/**
 * Keeps the text of a field across reloads and tabs. A tab whose text nobody has touched since follows the others,
 * so that what was sent in one does not stand ready to be sent again in the next.
 * @param initialKey the key of a form that is sent before any script runs
 * @param initialText what stands in the field of a form that has just been opened
 */
export function useDraft(slot: string, initialKey: string, initialText = '') {
  const field = useRef<HTMLTextAreaElement>(null);
  const key = useRef(initialKey);
  const shared = useRef(initialText);

  useEffect(() => {
    const adopt = (body: string) => {
      if (!field.current || field.current.value !== shared.current) return;
      field.current.value = body;
      shared.current = body;
    };
    const draft = loadDraft(slot);
    if (draft) {
      adopt(draft.body);
      key.current = draft.key;
    }
    return onDraftChange(slot, (changed) => {
      adopt(changed?.body ?? initialText);
      key.current = changed?.key ?? newClientKey();
    });
  }, [slot, initialText]);

  const save = useCallback(
    (body: string) => {
      shared.current = body;
      saveDraft(slot, { key: key.current, body });
    },
    [slot],
  );
  /** Empties the field: its text is on its way, and what is typed next is another comment. */
  const take = useCallback((): Draft => {
    const taken = { key: key.current, body: field.current?.value ?? '' };
    key.current = newClientKey();
    if (field.current) field.current.value = '';
    save('');
    return taken;
  }, [save]);
  return { field, save, take };
}
