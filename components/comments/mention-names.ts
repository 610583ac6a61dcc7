import { parseMentions } from '@/lib/comments/mentions';
import { LIMITS } from '@/lib/limits';

export interface MentionNames {
  exists(name: string): boolean;
  /** Asks for those that nobody has answered for yet; all that come in one turn go together. */
  need(names: string[]): void;
  subscribe(listener: () => void): () => void;
}

/**
 * Remembers which of the names that comments speak to are names of people.
 * @param known what the server has said already: which names were looked for, and which of them exist
 * @param ask which of these exist
 */
export function createMentionNames(
  known: { asked: string[]; existing: string[] },
  ask: (names: string[]) => Promise<string[]>,
): MentionNames {
  const answered = new Map<string, boolean>();
  const wanted = new Set<string>();
  const listeners = new Set<() => void>();
  let isWaiting = false;

  const learn = (names: string[], existing: string[]) => {
    for (const name of names) answered.set(name, existing.includes(name));
  };
  learn(known.asked, known.existing);

  const askForAll = async () => {
    isWaiting = false;
    const names = [...wanted];
    for (let from = 0; from < names.length; from += LIMITS.pageMax) {
      const some = names.slice(from, from + LIMITS.pageMax);
      try {
        learn(some, await ask(some));
        for (const listener of listeners) listener();
      } catch {
        // Offline, or signed out: they stay text, and are asked for again with the next comment.
      } finally {
        for (const name of some) wanted.delete(name);
      }
    }
  };
  return {
    exists: (name) => answered.get(name) ?? false,
    need(names) {
      const unknown = names.filter((name) => !answered.has(name) && !wanted.has(name));
      if (unknown.length === 0) return;
      for (const name of unknown) wanted.add(name);
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

export function namesIn(text: string): string[] {
  return [...new Set(parseMentions(text).map(({ name }) => name))];
}
