/** Why a comment did not arrive. */
export interface SendProblem {
  /** What the server says, or null where none answered. */
  sentence: string | null;
  /** The network was away. */
  isOffline: boolean;
  /** The text itself was refused: the same again would be as well. */
  isFinal: boolean;
}

/** A comment that was sent and of which the server has not said that it is there. */
export interface OutgoingComment {
  /** Idempotency key: sent again it is the same comment. */
  key: string;
  /** Key of the draft it was, for when it becomes one again. */
  draftKey: string;
  parentId: string | null;
  body: string;
  /** ISO 8601, by this browser's clock. */
  sentAt: string;
  /** Null while it is on its way. */
  problem: SendProblem | null;
}

/** Where comments wait that a reload or a crash must not lose; all tabs of a browser see the same ones. */
export interface OutgoingStorage {
  load(): OutgoingComment[];
  save(comment: OutgoingComment): void;
  remove(key: string): void;
  /** Hears of another tab's: null when it has arrived or was taken back. */
  onChange(listener: (key: string, comment: OutgoingComment | null) => void): () => void;
}

/** @param slot whose comments and where: person and post */
export function browserStorage(slot: string): OutgoingStorage {
  const prefix = `tingting.outgoing.${slot}.`;
  return {
    load: () =>
      attempt(() => {
        const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
        return names.flatMap((name) => parsed(localStorage.getItem(name)) ?? []);
      }) ?? [],
    save: (comment) =>
      void attempt(() => localStorage.setItem(prefix + comment.key, JSON.stringify(comment))),
    remove: (key) => void attempt(() => localStorage.removeItem(prefix + key)),
    onChange(listener) {
      const onStorage = ({ key, newValue }: StorageEvent) => {
        if (key?.startsWith(prefix)) listener(key.slice(prefix.length), parsed(newValue));
      };
      window.addEventListener('storage', onStorage);
      return () => window.removeEventListener('storage', onStorage);
    },
  };
}

function parsed(json: string | null): OutgoingComment | null {
  return attempt(() => JSON.parse(json ?? 'null') as OutgoingComment | null) ?? null;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    // Storage that is forbidden, full or was tampered with: the comment then waits in this page alone.
    return undefined;
  }
}
