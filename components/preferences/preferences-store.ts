import type { ClientSocket } from '@/components/notifications/inbox-events';
import type { Preferences } from '@/lib/preferences/schema';
import { preferencesFromWire } from '@/lib/preferences/wire';
import type { ThreadLevel } from '@/lib/realtime/events';

export interface PreferencesStore {
  preferences(): Preferences;
  /** Levels of threads that were chosen or told since the page was opened, by post id. */
  levels(): ReadonlyMap<string, ThreadLevel>;
  /** Takes an answer or a message; one that is older than what is held is dropped. */
  apply(next: Preferences): void;
  applyLevel(postId: string, level: ThreadLevel): void;
  /** Asks for a level; what was chosen or told meanwhile is newer than the answer. */
  refreshLevel(postId: string, ask: () => Promise<ThreadLevel>): Promise<void>;
  subscribe(listener: () => void): () => void;
  /** Hears what other devices change. */
  attach(socket: ClientSocket): void;
}

/** Keeps what this person wishes to hear, the same on every device. */
export function createPreferencesStore(initial: Preferences): PreferencesStore {
  const listeners = new Set<() => void>();
  let preferences = initial;
  let levels: ReadonlyMap<string, ThreadLevel> = new Map();
  /** How often the level of a thread was told. */
  const tellings = new Map<string, number>();
  const tell = () => listeners.forEach((listener) => listener());

  const apply = (next: Preferences) => {
    if (next.version <= preferences.version) return;
    preferences = next;
    tell();
  };
  const applyLevel = (postId: string, level: ThreadLevel) => {
    tellings.set(postId, (tellings.get(postId) ?? 0) + 1);
    if (levels.get(postId) === level) return;
    levels = new Map(levels).set(postId, level);
    tell();
  };
  return {
    preferences: () => preferences,
    levels: () => levels,
    apply,
    applyLevel,
    async refreshLevel(postId, ask) {
      const before = tellings.get(postId);
      const level = await ask();
      if (tellings.get(postId) === before) applyLevel(postId, level);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(socket) {
      socket.on('preferences', (next) => apply(preferencesFromWire(next)));
      socket.on('subscription', ({ post_id, level }) => applyLevel(post_id, level));
    },
  };
}
