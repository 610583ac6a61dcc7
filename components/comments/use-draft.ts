'use client';

import { useEffect, useRef, useState } from 'react';
import { newClientKey } from '@/components/comments/client-key';
import { loadDraft, onDraftChange, saveDraft } from '@/components/comments/draft-store';

/**
 * Keeps the text of a field across reloads and tabs. A tab whose text nobody has touched since follows the others,
 * so that what was sent in one does not stand ready to be sent again in the next.
 * @param initialKey the key of a form that is sent before any script runs
 */
export function useDraft(slot: string, initialKey: string) {
  const [key, setKey] = useState(initialKey);
  const field = useRef<HTMLTextAreaElement>(null);
  const shared = useRef('');

  useEffect(() => {
    const adopt = (body: string) => {
      if (!field.current || field.current.value !== shared.current) return;
      field.current.value = body;
      shared.current = body;
    };
    const draft = loadDraft(slot);
    if (draft) {
      adopt(draft.body);
      // The page comes from a server that cannot know this browser's drafts, and must first be drawn as it was sent: the
      // draft's key can only follow, with one more drawing of this form.
      // eslint-disable-next-line react-hooks/set-state-in-effect -- see above
      setKey(draft.key);
    }
    return onDraftChange(slot, (changed) => {
      adopt(changed?.body ?? '');
      setKey(changed?.key ?? newClientKey());
    });
  }, [slot]);

  return {
    key,
    field,
    save(body: string) {
      shared.current = body;
      saveDraft(slot, { key, body });
    },
    /** A text was sent: the next one is another comment, and so is what has been typed on meanwhile. */
    settle(sent: FormDataEntryValue | null) {
      const next = newClientKey();
      setKey(next);
      if (field.current?.value === sent) field.current.value = '';
      shared.current = field.current?.value ?? '';
      saveDraft(slot, { key: next, body: shared.current });
    },
  };
}
