/** Doubts are looked at this much later, when messages that overtook each other have come in. */
const DOUBT_MS = 250;
const LONGEST_MS = 30_000;

export interface SnapshotAsker {
  /** Asks at a random moment within so many milliseconds; wishes before that become one question. */
  askWithin(ms: number): void;
  /** Asks in a moment, if there is still a reason to. */
  askIfNeeded(): void;
  stop(): void;
}

/**
 * Decides when a tab asks for its snapshot: one question at a time, spread at random where many tabs have the same
 * reason at once, and ever more seldom while the answers do not help.
 * @param deps.ask resolves true with an answer applied, false without one
 * @param deps.isNeeded whether what is held may differ from what the server has
 */
export function createSnapshotAsker(deps: {
  ask(): Promise<boolean>;
  isNeeded(): boolean;
  random?: () => number;
}): SnapshotAsker {
  const random = deps.random ?? Math.random;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  /** Somebody wished for an answer, whether or not anything seems to be missing. */
  let isOwed = false;
  let isAsking = false;
  let vainly = 0;
  let isStopped = false;

  const schedule = (delayMs: number) => {
    const at = Date.now() + delayMs;
    if (isStopped || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void due(), delayMs);
  };
  const inAMoment = () =>
    schedule(DOUBT_MS + random() * Math.min(LONGEST_MS, DOUBT_MS * 2 ** Math.min(vainly, 10)));

  const due = async () => {
    dueAt = Infinity;
    if (isAsking) return inAMoment();
    if (!isOwed && !deps.isNeeded()) return;
    isOwed = false;
    isAsking = true;
    const hasAnswer = await deps.ask();
    isAsking = false;
    isOwed ||= !hasAnswer;
    vainly = isOwed || deps.isNeeded() ? vainly + 1 : 0;
    if (vainly > 0) inAMoment();
  };
  return {
    askWithin(ms) {
      isOwed = true;
      vainly = 0;
      schedule(random() * ms);
    },
    askIfNeeded() {
      if (dueAt === Infinity && deps.isNeeded()) inAMoment();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
