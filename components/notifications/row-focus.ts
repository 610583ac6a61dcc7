import type { FocusEvent } from 'react';
import type { ListEntry } from '@/lib/notifications/grouping';

export interface RowFocus {
  /** For the list: its element, and in which of its entries the focus is. */
  attach(element: HTMLElement | null): void;
  onFocus(event: FocusEvent): void;
  onBlur(event: FocusEvent): void;
  /** Takes what is shown now. Where the focus was in something that has gone, it moves on. */
  show(entries: ListEntry[]): void;
  /** Notes what comes after an entry, before something is done to it. @returns how to go there */
  leave(key: string): () => void;
  /** Key of the entry that has the focus. */
  key(): string | null;
  list(): HTMLElement | null;
}

/** Keeps the focus in a list whose entries go away: it goes to the next one, else the one before, else the list. */
export function createRowFocus(): RowFocus {
  let list: HTMLElement | null = null;
  let shown: ListEntry[] = [];
  let current: string | null = null;

  const entryOf = (key: string) => list?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(key)}"]`);
  const goTo = (keys: string[]) => {
    for (const key of keys) {
      const main = entryOf(key)?.querySelector<HTMLElement>('[data-main]');
      if (main) return main.focus();
    }
    list?.focus();
  };
  return {
    attach(element) {
      list = element;
    },
    onFocus({ target }) {
      current = target.closest<HTMLElement>('[data-entry]')?.dataset.entry ?? null;
    },
    onBlur({ relatedTarget }) {
      // Without a target the element may have gone away under the focus.
      if (relatedTarget && !list?.contains(relatedTarget)) current = null;
    },
    show(entries) {
      const before = shown;
      shown = entries;
      const key = current;
      if (key === null || document.activeElement !== document.body) return;
      if (!entries.some((entry) => entry.key === key)) goTo(neighbours(before, key));
    },
    leave(key) {
      const keys = neighbours(shown, key);
      const own = entryOf(key);
      return () => {
        const active = document.activeElement;
        // Somebody who has gone elsewhere meanwhile stays there.
        if (active === document.body || active === list || own?.contains(active)) goTo(keys);
      };
    },
    key: () => current,
    list: () => list,
  };
}

/** Keys of what stands after an entry, then of what stands before it. The rows of a group go with it. */
function neighbours(entries: ListEntry[], key: string): string[] {
  const at = entries.findIndex((entry) => entry.key === key);
  const after = entries.slice(at + 1);
  const isGroup = entries[at]?.kind === 'group';
  const next = isGroup ? after.findIndex((entry) => entry.kind !== 'row' || !entry.isInGroup) : 0;
  return [...(next < 0 ? [] : after.slice(next)), ...entries.slice(0, Math.max(at, 0)).reverse()]
    .filter(({ kind }) => kind !== 'day')
    .map((entry) => entry.key);
}
