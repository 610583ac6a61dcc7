import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/log';

/** A process manager waits about 10 s before it kills; what a drain takes comes on top, and it has to be told so. */
const STOP_WITHIN_MS = 9_000;
/** One step that hangs must leave time for those after it. */
const STEP_WITHIN_MS = 4_000;

export interface Stopper {
  /** Stops the process as a first signal does, but at once: there is nothing left to serve with. */
  stop(exitCode: number): void;
}

export interface Drain {
  /** Called at the first signal: from now on new work should go elsewhere. */
  begin(): void;
  /** How long all goes on as before after it, for whoever sends the work to notice; in milliseconds. */
  ms: number;
}

/**
 * Stops a process step by step: at the first SIGINT or SIGTERM it drains, then runs the steps in order; at a second one it
 * ends at once. A step that fails or hangs is logged and passed over; then the process ends with 1.
 */
export function stopGracefully(steps: [name: string, run: () => unknown][], drain: Drain): Stopper {
  let isStopping = false;
  const stop = async (exitCode: number, drainMs: number) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    drain.begin();
    if (drainMs > 0) await sleep(drainMs);
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const allWell = await runAll(steps);
    process.exit(allWell ? exitCode : 1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0, drain.ms));
  return { stop: (exitCode) => void stop(exitCode, 0) };
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
