/** Text that has not been sent yet, with the idempotency key of its submission: every tab of a browser shares it. */
export interface Draft {
  key: string;
  body: string;
}

const PREFIX = 'tingting.draft.';

/** @param slot whose draft and where: person, post, and the comment that is replied to */
export function loadDraft(slot: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + slot) ?? 'null') as Draft | null;
  } catch {
    // Storage that is forbidden or was tampered with: the text then lives in its field alone.
    return null;
  }
}

/** Keeps a draft; one without text is forgotten. */
export function saveDraft(slot: string, draft: Draft): void {
  try {
    if (draft.body.trim() === '') localStorage.removeItem(PREFIX + slot);
    else localStorage.setItem(PREFIX + slot, JSON.stringify(draft));
  } catch {
    // As above; or the storage is full.
  }
}

/** Hears when another tab changes a draft; null when it was sent or emptied there. */
export function onDraftChange(slot: string, listener: (draft: Draft | null) => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === PREFIX + slot) listener(loadDraft(slot));
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
