import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Device, newPerson, type Person } from '@/tests/support/person';

/** What the app promises of a comment while it is attacked, on a machine with two busy cores. */
const PROMISED_MS = 4_000;
/** Somebody who writes fast, and yet no flood of their own. */
const PAUSE_MS = 100;

/** Two people who have nothing to do with it: one comments on the other's post, and the other's device hears. */
export class Witness {
  private readonly arrived = new Map<string, (ms: number) => void>();
  private readonly stopping = new AbortController();
  private readonly measured: number[] = [];
  private running: Promise<void> = Promise.resolve();

  private constructor(
    private readonly writer: Person,
    private readonly postId: string,
    private readonly device: Device,
  ) {
    device.socket.on('notification', ({ data }) => this.arrived.get(data.preview)?.(performance.now()));
  }

  static async open(url: string): Promise<Witness> {
    const [owner, writer] = await Promise.all([newPerson(url, 'Lan'), newPerson(url, 'Minh')]);
    return new Witness(writer, await owner.post(), await owner.device());
  }

  /** Writes as many comments as that, one after the other. @returns milliseconds until each was heard */
  async comments(count: number): Promise<number[]> {
    const times: number[] = [];
    while (times.length < count) times.push(await this.comment(`calm ${times.length}`));
    return times;
  }

  /** Goes on commenting until `end`. */
  begin(): void {
    const { signal } = this.stopping;
    this.running = (async () => {
      while (!signal.aborted) {
        this.measured.push(await this.comment(`under attack ${this.measured.length}`));
        await pause(PAUSE_MS);
      }
    })();
  }

  /** Every comment was heard in time. @returns milliseconds until each was heard */
  async end(): Promise<number[]> {
    this.stopping.abort();
    await this.running;
    this.device.close();
    expect(this.measured.length).toBeGreaterThan(10);
    expect(Math.max(...this.measured)).toBeLessThan(PROMISED_MS);
    return this.measured;
  }

  private async comment(body: string): Promise<number> {
    const from = performance.now();
    const heard = new Promise<number>((resolve) => this.arrived.set(body, resolve));
    await this.writer.comment(this.postId, body);
    const lost = pause(2 * PROMISED_MS, Infinity, { ref: false });
    return (await Promise.race([heard, lost])) - from;
  }
}

/** `median / maximum` in milliseconds. */
export function figures(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${times.length} comments, median ${median.toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`;
}
