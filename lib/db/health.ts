import { pingDatabase } from '@/lib/db/connection';

/** Pings this often; what is asked is whether anybody can be told anything at all. */
const EVERY_MS = 1_000;
/** A database that is only slow for a moment must not cost everybody their connection. */
const FAILURES = 2;

/**
 * Watches whether the database answers.
 * @param on.down called once when two pings in a row have failed
 * @param on.up called once when it answers again
 * @returns how to stop watching
 */
export function watchDatabase(on: { down(): void; up(): void }, ping = pingDatabase): () => void {
  let failures = 0;
  let isStopped = false;
  let timer: NodeJS.Timeout;

  const look = async () => {
    const isUp = await ping().then(
      () => true,
      () => false,
    );
    if (isStopped) return;
    if (isUp && failures >= FAILURES) on.up();
    failures = isUp ? 0 : failures + 1;
    if (failures === FAILURES) on.down();
    timer = setTimeout(() => void look(), EVERY_MS);
  };
  timer = setTimeout(() => void look(), EVERY_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
