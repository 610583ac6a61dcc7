import { connect, type Socket } from 'node:net';
import { onTestFinished, vi, expect } from 'vitest';

/** A client that speaks by hand, and so can do what no library does. It never hangs up by itself. */
export class RawClient {
  readonly socket: Socket;
  /** Latin-1, so that a byte is a character. */
  received = '';
  isClosed = false;
  private readonly openedAt = Date.now();
  private closedAfter = Infinity;
  private dripping: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    url: string,
    text = '',
  ) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('connect', () => this.socket.write(text, 'latin1'));
    this.socket.on('data', (chunk) => this.hear(chunk));
    // A reset is a way of being hung up, which `close` tells.
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      clearInterval(this.dripping);
      this.isClosed = true;
      this.closedAfter = Date.now() - this.openedAt;
    });
  }

  /** Goes on sending a little now and then. */
  drip(text: string, everyMs = 500): this {
    this.dripping = setInterval(() => this.socket.write(text, 'latin1'), everyMs);
    return this;
  }

  /** Of the answer, or 0 while there is none. */
  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.received)?.[1] ?? 0);
  }

  /** Milliseconds from its beginning until the server hung up. */
  get lived(): number {
    return this.closedAfter;
  }

  /** Leaves, whatever the server says. */
  end(): void {
    clearInterval(this.dripping);
    this.socket.destroy();
  }

  protected hear(chunk: Buffer): void {
    this.received += chunk.toString('latin1');
  }
}

/** Request lines and headers by hand; `lines` follow the `Host` header. */
export function request(url: string, line: string, lines: string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, `Host: ${new URL(url).host}`, ...lines, '', body].join('\r\n');
}

/** Waits until the server has hung up on all of them. @returns how long the longest one was kept, in milliseconds */
export async function allHungUp(clients: RawClient[], timeout: number): Promise<number> {
  onTestFinished(() => clients.forEach((client) => client.end()));
  const open = () => clients.filter(({ isClosed }) => !isClosed).map(({ name }) => name);
  await vi.waitFor(() => expect(open(), 'still open').toEqual([]), { timeout, interval: 50 });
  return Math.max(...clients.map(({ lived }) => lived));
}

/** Waits until the server has answered. @returns the status */
export async function statusOf(client: RawClient): Promise<number> {
  onTestFinished(() => client.end());
  await vi.waitFor(() => expect(client.status, client.name).toBeGreaterThan(0), {
    timeout: 10_000,
    interval: 10,
  });
  return client.status;
}

/** As many as asked for, of one kind. */
export const several = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
