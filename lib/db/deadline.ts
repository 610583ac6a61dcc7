/** How long one operation may take before whoever waits for it gets an honest error, in milliseconds. */
export const OPERATION_MS = 5_000;

/** No answer from the database in time. */
export class DatabaseTimeoutError extends Error {
  override name = 'DatabaseTimeoutError';
}

/**
 * Waits for the database, but not for ever. The driver has time limits of its own, but an operation whose connection
 * ends while it is being written can stay without any answer (mongodb 7.8 waits for a `drain` that never comes).
 * @throws DatabaseTimeoutError after `ms`; what `work` does later has no effect on the caller
 */
export async function withinDeadline<T>(work: Promise<T>, ms = OPERATION_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseTimeoutError(`the database gave no answer within ${ms} ms`)),
      ms,
    );
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
