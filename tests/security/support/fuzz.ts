import fc from 'fast-check';

/** So many at a time: enough to keep a server busy, too few to make it too busy to answer. */
const AT_ONCE = 8;
/** Of a batch some take long; meanwhile the others go on. */
const BATCH = 40;
/** A slow machine has tried little when the time is over: so much longer it may go on until enough is tried. */
const PATIENCE = 16;
/** For one batch; where one has failed, for looking for a smaller one that fails as well. */
const BATCH_MS = 30_000;

/** Seconds to fuzz for: `FUZZ_SECONDS` or what is said here. */
export function fuzzSeconds(usual: number): number {
  return Number(process.env.FUZZ_SECONDS || usual);
}

/**
 * Tries inputs until the time is over and they were enough, eight at a time.
 * @param batchOf makes what the next batch is taken from
 * @throws at the first input that fails, with the smallest such batch and its seed; `FUZZ_SEED` begins with that one
 */
export async function fuzz<T>(
  { seconds, isEnough = () => true }: { seconds: number; isEnough?: () => boolean },
  batchOf: () => Promise<fc.Arbitrary<T>>,
  attempt: (input: T) => Promise<void>,
): Promise<void> {
  const from = Date.now();
  const passed = () => (Date.now() - from) / 1000 / seconds;
  let seed = process.env.FUZZ_SEED ? Number(process.env.FUZZ_SEED) : undefined;
  while (passed() < 1 || (!isEnough() && passed() < PATIENCE)) {
    const batch = fc.noBias(fc.array(await batchOf(), { minLength: 1, maxLength: BATCH, size: 'max' }));
    await fc.assert(
      fc.asyncProperty(batch, (inputs) => inLanes(inputs, attempt)),
      {
        numRuns: 1,
        interruptAfterTimeLimit: BATCH_MS,
        markInterruptAsFailure: true,
        ...(seed !== undefined && { seed }),
      },
    );
    seed = undefined;
  }
}

/** @throws what the first that failed has thrown, once those that had begun have ended */
async function inLanes<T>(inputs: T[], attempt: (input: T) => Promise<void>): Promise<void> {
  const rest = [...inputs];
  const failures: unknown[] = [];
  const lane = async () => {
    for (let input = rest.shift(); input !== undefined && failures.length === 0; input = rest.shift()) {
      await attempt(input).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (failures.length > 0) throw failures[0];
}
