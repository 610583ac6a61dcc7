import type { TestSocket } from '@/tests/support/person';

/** Watches how long a device is cut off at a time. */
export class Presence {
  /** Milliseconds, each from losing a connection until the next one. */
  readonly gaps: number[] = [];
  private lostAt: number | undefined;

  constructor(socket: TestSocket) {
    socket.on('disconnect', () => (this.lostAt = Date.now()));
    socket.on('connect', () => {
      if (this.lostAt !== undefined) this.gaps.push(Date.now() - this.lostAt);
      this.lostAt = undefined;
    });
  }

  /** The gap that is still open counts as long as it has lasted so far. */
  get longestMs(): number {
    const open = this.lostAt === undefined ? 0 : Date.now() - this.lostAt;
    return Math.max(0, open, ...this.gaps);
  }
}
