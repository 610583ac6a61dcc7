import { setTimeout as sleep } from 'node:timers/promises';
import { Device } from '@/tests/load/device';
import { type Member, numberIn } from '@/tests/load/orders';
import { Tally } from '@/tests/load/tally';

/** A run is over when nothing was heard for so long; what comes later is counted as astray in the next. */
const PATIENCE_MS = 10_000;
/** Long enough for what is told twice to be told twice. */
const LINGER_MS = 500;

/** The devices that listen to one server. */
export class Audience {
  private devices: Device[] = [];
  private owners: string[] = [];
  private run = '';
  private tally = new Tally([]);
  private due = new Map<number, number>();
  private whenHeard: (() => void) | undefined;
  private ended = 0;
  /** When the first and the last delivery came, and by comment the last. */
  firstAt = Infinity;
  lastAt = -Infinity;
  lastOf = new Map<number, number>();

  /** Connects devices, so many at a time. @returns how many a second */
  async add(url: string, members: Member[], inFlight: number): Promise<number> {
    const from = performance.now();
    const queue = [...members];
    const connect = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const number = this.owners.push(next.id) - 1;
        const device = await Device.open(url, next, {
          heard: ({ data }, at) => this.hear(number, numberIn(data.preview, this.run), at),
          ended: () => (this.ended += 1),
        });
        this.devices.push(device);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, connect));
    return members.length / ((performance.now() - from) / 1000);
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.close()));
    [this.devices, this.owners] = [[], []];
  }

  begin(run: string): Tally {
    if (this.ended > 0) throw new Error(`${this.ended} devices were hung up`);
    this.run = run;
    this.tally = new Tally(this.owners);
    this.due = new Map();
    this.lastOf = new Map();
    [this.firstAt, this.lastAt] = [Infinity, -Infinity];
    return this.tally;
  }

  devicesOf(owner: string): number {
    return this.owners.filter((each) => each === owner).length;
  }

  /** Says that so many devices are to hear of a comment; before it is sent. */
  expect(comment: number, devices: number): void {
    if (devices > 0) this.due.set(comment, devices);
  }

  /** Nobody is to hear of it after all. */
  forget(comment: number): void {
    this.due.delete(comment);
    if (this.due.size === 0) this.whenHeard?.();
  }

  /** Resolves when all that was expected was heard, or when nothing comes any more. */
  async heardAll(): Promise<void> {
    let before = -1;
    while (this.due.size > 0 && before !== this.lastAt) {
      before = this.lastAt;
      await Promise.race([new Promise<void>((resolve) => (this.whenHeard = resolve)), sleep(PATIENCE_MS)]);
    }
  }

  linger(): Promise<void> {
    return sleep(LINGER_MS);
  }

  private hear(device: number, comment: number | null, at: number): void {
    this.tally.heard(device, comment);
    if (comment === null) return;
    this.firstAt = Math.min(this.firstAt, at);
    this.lastAt = at;
    this.lastOf.set(comment, at);
    const left = (this.due.get(comment) ?? 0) - 1;
    if (left > 0) this.due.set(comment, left);
    else this.forget(comment);
  }
}
