/**
 * Asks at most once in `ms`: whoever asks meanwhile, or while the answer is still to come, gets the same one. A probe that
 * is called by anybody costs no more than one that is called once.
 * @param ms how long an answer is held after it came; a failure is not held
 */
export function heldFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  let staleAt = Infinity;
  return () => {
    if (held && Date.now() < staleAt) return held;
    staleAt = Infinity;
    const asked = ask();
    held = asked;
    asked.then(
      () => {
        staleAt = Date.now() + ms;
      },
      () => {
        held = undefined;
      },
    );
    return asked;
  };
}
