import { LIMITS } from '@/lib/limits';

/** What is known of things by their names or ids. */
export interface Lookup<Value> {
  /** @returns undefined where it is not known, and where there is no such thing */
  get(key: string): Value | undefined;
  /** Asks for those that nobody has answered for yet; all that come in one turn go together. */
  need(keys: string[]): void;
  subscribe(listener: () => void): () => void;
}

/**
 * Remembers what the server says of things that the page speaks of.
 * @param known what it has said already; undefined for what there is not
 * @param ask for those of these that exist, at most 100 at a time
 */
export function createLookup<Value>(
  known: Iterable<[key: string, value: Value | undefined]>,
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Value>>,
): Lookup<Value> {
  const answered = new Map(known);
  const wanted = new Set<string>();
  const listeners = new Set<() => void>();
  let isWaiting = false;

  const askForAll = async () => {
    isWaiting = false;
    const keys = [...wanted];
    for (let from = 0; from < keys.length; from += LIMITS.pageMax) {
      const some = keys.slice(from, from + LIMITS.pageMax);
      try {
        const values = await ask(some);
        for (const key of some) answered.set(key, values.get(key));
        for (const listener of listeners) listener();
      } catch {
        // Offline, or signed out: it stays unknown, and is asked for again when it is next needed.
      } finally {
        for (const key of some) wanted.delete(key);
      }
    }
  };
  return {
    get: (key) => answered.get(key),
    need(keys) {
      const unknown = keys.filter((key) => !answered.has(key) && !wanted.has(key));
      if (unknown.length === 0) return;
      for (const key of unknown) wanted.add(key);
      if (isWaiting) return;
      isWaiting = true;
      queueMicrotask(() => void askForAll());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
