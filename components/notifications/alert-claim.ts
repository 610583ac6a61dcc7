/**
 * Of all tabs of a browser one alerts: a visible one where there is one, else whichever is first. Tabs agree by
 * Web Locks, which a browser takes back from a tab that crashes; pages on plain http have none and agree by
 * messages. https://www.w3.org/TR/web-locks/
 */
const VISIBLE_LOCK = 'tingting.visible';
const TURN_LOCK = 'tingting.catch-up';
const CHANNEL = 'tingting.alerts';

/** How long an alert stays claimed: other tabs may hear of it only when they have reconnected. */
const HELD_MS = 60_000;
/** How much later a tab that is not looked at raises its hand. */
const UNFOCUSED_MS = 50;
const HIDDEN_MS = 300;
/** How long to listen for others where there are no locks. */
const LISTEN_MS = 100;
const REMEMBERED = 500;

export interface AlertClaims {
  /** @returns whether this tab is the one to alert of a notification */
  claim(notificationId: string): Promise<boolean>;
  /** Lets no other tab claim the same way meanwhile: what belongs together is won together. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Takes part in the election of this browser. */
export function joinAlertElection(): AlertClaims {
  if (navigator.locks) return claimByLocks(navigator.locks);
  if (typeof BroadcastChannel === 'function') return claimByMessages(new BroadcastChannel(CHANNEL));
  // Neither: tabs cannot talk, so each one that is looked at alerts for itself.
  return { claim: () => Promise.resolve(isVisible()), inTurn: (work) => work(), stop: () => undefined };
}

function claimByLocks(locks: LockManager): AlertClaims {
  const stopShowing = holdWhileVisible(locks);
  const held = new Set<() => void>();
  return {
    async claim(notificationId) {
      await pause(isVisible() ? (document.hasFocus() ? 0 : UNFOCUSED_MS) : HIDDEN_MS);
      if (!isVisible() && (await isAnyVisible(locks))) return false;
      return new Promise<boolean>((resolve) => {
        void locks.request(`tingting.alert.${notificationId}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (!lock) return;
          return new Promise<void>((release) => {
            held.add(release);
            setTimeout(() => {
              held.delete(release);
              release();
            }, HELD_MS);
          });
        });
      });
    },
    inTurn: (work) => locks.request(TURN_LOCK, work),
    stop() {
      stopShowing();
      for (const release of held) release();
    },
  };
}

/** Every visible tab shares one lock, so that the hidden ones can see that there is one. */
function holdWhileVisible(locks: LockManager): () => void {
  let release: (() => void) | undefined;
  const update = () => {
    if (isVisible() && !release) {
      const shown = new Promise<void>((resolve) => (release = resolve));
      void locks.request(VISIBLE_LOCK, { mode: 'shared' }, () => shown);
    } else if (!isVisible()) {
      release?.();
      release = undefined;
    }
  };
  update();
  document.addEventListener('visibilitychange', update);
  return () => {
    document.removeEventListener('visibilitychange', update);
    release?.();
  };
}

async function isAnyVisible(locks: LockManager): Promise<boolean> {
  const { held = [] } = await locks.query();
  return held.some(({ name }) => name === VISIBLE_LOCK);
}

interface Claim {
  id: string;
  /** Lower goes first: focused, visible, hidden; then any order that all tabs agree on. */
  rank: string;
}

function claimByMessages(channel: BroadcastChannel): AlertClaims {
  const tab = Math.random().toString(36).slice(2);
  const best = new Map<string, { rank: string; since: number }>();
  const note = ({ id, rank }: Claim) => {
    const known = best.get(id);
    if (!known || rank < known.rank) best.set(id, { rank, since: known?.since ?? Date.now() });
    const oldest = best.keys().next().value;
    if (best.size > REMEMBERED && oldest !== undefined) best.delete(oldest);
  };
  channel.onmessage = ({ data }: MessageEvent<Claim>) => note(data);
  return {
    async claim(id) {
      const known = best.get(id);
      // Too late to be heard by who was first: it has the alert.
      if (known && Date.now() - known.since > LISTEN_MS / 2) return false;
      const rank = `${isVisible() ? (document.hasFocus() ? 0 : 1) : 2}${tab}`;
      note({ id, rank });
      channel.postMessage({ id, rank } satisfies Claim);
      await pause(LISTEN_MS);
      return best.get(id)?.rank === rank;
    },
    // The best rank wins each of them, so they go together anyway.
    inTurn: (work) => work(),
    stop: () => channel.close(),
  };
}

export function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

function pause(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
