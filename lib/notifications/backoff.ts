export const MAX_ATTEMPTS = 8;
const FIRST_MS = 200;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next attempt: anything up to an exponential bound ("full jitter"), so that
 * retries spread out. Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 * @param attempts how often it has been tried, from 1
 * @returns milliseconds
 */
export function backoffMs(attempts: number, random = Math.random): number {
  return Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts));
}
