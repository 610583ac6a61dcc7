import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/log';

/** A process manager waits about 10 s before it kills. */
const STOP_WITHIN_MS = 9_000;
/** One step that hangs must leave time for those after it. */
const STEP_WITHIN_MS = 4_000;

export interface Stopper {
  /** Stops the process as a first signal does. */
  stop(exitCode: number): void;
}

/**
 * Stops a process step by step: at the first SIGINT or SIGTERM in order, at a second one at once.
 * A step that fails or hangs is logged and passed over; then the process ends with 1.
 */
export function stopGracefully(steps: [name: string, run: () => unknown][]): Stopper {
  let isStopping = false;
  const stop = (exitCode: number) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void runAll(steps).then((allWell) => process.exit(allWell ? exitCode : 1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  return { stop };
}

async function runAll(steps: [name: string, run: () => unknown][]): Promise<boolean> {
  let allWell = true;
  for (const [name, run] of steps) {
    try {
      await Promise.race([run(), tooLong(name)]);
    } catch (error) {
      allWell = false;
      log().error({ step: name, err: String(error) }, 'stop');
    }
  }
  return allWell;
}

async function tooLong(name: string): Promise<never> {
  await sleep(STEP_WITHIN_MS, undefined, { ref: false });
  throw new Error(`${name} took more than ${STEP_WITHIN_MS} ms`);
}
