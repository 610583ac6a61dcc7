import type { TestSocket } from '@/tests/support/person';

/** Watches how long a device is cut off at a time. */
export class Presence {
  /** Milliseconds, each from losing a connection until the next one. */
  private gaps: number[] = [];
  private lostAt: number | undefined;

  constructor(socket: TestSocket) {
    socket.on('disconnect', () => (this.lostAt = Date.now()));
    socket.on('connect', () => {
      if (this.lostAt !== undefined) this.gaps.push(Date.now() - this.lostAt);
      this.lostAt = undefined;
    });
  }

  /** @returns the longest gap since the last time it was asked; one that is still open counts as long as it has lasted */
  longestMs(): number {
    const open = this.lostAt === undefined ? 0 : Date.now() - this.lostAt;
    const longest = Math.max(0, open, ...this.gaps);
    this.gaps = [];
    return longest;
  }
}
