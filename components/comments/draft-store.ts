/** Text that has not been sent yet, with the idempotency key of its submission: every tab of a browser shares it. */
export interface Draft {
  key: string;
  body: string;
}

const PREFIX = 'tingting.draft.';
/** Fields of this tab: a browser tells a change to the other tabs only. */
const fields = new Map<string, Set<(draft: Draft) => void>>();

/** Whose draft and where: person, post, and the comment that is replied to. */
export function draftSlot(userId: string, postId: string, parentId: string | null): string {
  return `${userId}.${postId}.${parentId ?? ''}`;
}

/** @param slot as `draftSlot` says */
export function loadDraft(slot: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + slot) ?? 'null') as Draft | null;
  } catch {
    // Storage that is forbidden or was tampered with: the text then lives in its field alone.
    return null;
  }
}

/** All that a person was writing on a post. */
export function draftsOf(userId: string, postId: string): string[] {
  try {
    const slots = Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX + draftSlot(userId, postId, null)))
      .map((name) => name.slice(PREFIX.length));
    return slots.flatMap((slot) => loadDraft(slot)?.body ?? []);
  } catch {
    // Storage that is forbidden: then there are none.
    return [];
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

/** Gives a text back to its field, above what has been typed there meanwhile. */
export function returnDraft(slot: string, { key, body }: Draft): void {
  const meanwhile = loadDraft(slot)?.body ?? '';
  const draft = { key, body: meanwhile.trim() === '' ? body : `${body}\n\n${meanwhile}` };
  saveDraft(slot, draft);
  fields.get(slot)?.forEach((adopt) => adopt(draft));
}

/** Hears when another tab changes a draft, or a text comes back; null when it was sent or emptied elsewhere. */
export function onDraftChange(slot: string, listener: (draft: Draft | null) => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === PREFIX + slot) listener(loadDraft(slot));
  };
  const here = fields.get(slot) ?? new Set();
  fields.set(slot, here.add(listener));
  window.addEventListener('storage', onStorage);
  return () => {
    here.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}
