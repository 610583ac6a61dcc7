/** On the bench time stands still: what was "5 minutes ago" yesterday still is, and pictures can be compared. */
export const NOW = new Date('2026-03-09T10:30:00Z');

/** @returns ISO 8601 */
export function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}
