import { connect, createServer, type Socket } from 'node:net';

/** A network between browser and server that fails when it is told to. */
export interface Proxy {
  /** What it has done so far. */
  readonly counts: Readonly<Counts>;
  /** Good weather for all connections from now on; those that were swallowed stay lost. */
  forward(): void;
  /** Destroys every connection that there is. */
  cut(): void;
  /** Destroys every new connection. */
  refuse(): void;
  /** Holds back every byte for so long, both ways. */
  delay(ms: number): void;
  /** Keeps all connections open, old and new, and lets nothing through: neither bytes nor their end. */
  blackhole(): void;
  /** Ends one direction of every connection; the other one goes on. */
  halfClose(towards: 'browser' | 'server'): void;
  close(): Promise<void>;
}

interface Counts {
  accepted: number;
  refused: number;
  cut: number;
  halfClosed: number;
  forwardedBytes: number;
  swallowedBytes: number;
}

interface Pair {
  browser: Socket;
  server: Socket;
  isSwallowed: boolean;
}

/** Stands on one port of loopback in front of another one. */
export async function startProxy(port: number, serverPort: number): Promise<Proxy> {
  const counts = { accepted: 0, refused: 0, cut: 0, halfClosed: 0, forwardedBytes: 0, swallowedBytes: 0 };
  const pairs = new Set<Pair>();
  let isRefusing = false;
  let isSwallowing = false;
  let delayMs = 0;

  const pipe = (pair: Pair, from: Socket, to: Socket) => {
    let last = Promise.resolve();
    // One after another, so that no byte overtakes another when the delay changes.
    const later = (act: () => void) => {
      const at = Date.now() + delayMs;
      last = last.then(() => until(at)).then(() => (pair.isSwallowed ? undefined : act()));
    };
    from.on('data', (chunk: Buffer) => {
      counts[pair.isSwallowed ? 'swallowedBytes' : 'forwardedBytes'] += chunk.length;
      later(() => to.writable && to.write(chunk));
    });
    from.on('end', () => later(() => to.end()));
    // A reset or a refusal upstream: `close` follows.
    from.on('error', () => undefined);
    from.on('close', () => {
      if (!pair.isSwallowed && !from.readableEnded) to.destroy();
      if (from.destroyed && to.destroyed) pairs.delete(pair);
    });
  };
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (browser) => {
    if (isRefusing) {
      counts.refused += 1;
      return browser.destroy();
    }
    counts.accepted += 1;
    const server = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const pair = { browser, server, isSwallowed: isSwallowing };
    pairs.add(pair);
    pipe(pair, browser, server);
    pipe(pair, server, browser);
  });
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));

  const cut = () => {
    for (const { browser, server } of pairs) {
      counts.cut += 1;
      browser.destroy();
      server.destroy();
    }
    pairs.clear();
  };
  return {
    counts,
    cut,
    forward() {
      isRefusing = isSwallowing = false;
      delayMs = 0;
    },
    refuse() {
      isRefusing = true;
    },
    delay(ms) {
      delayMs = ms;
    },
    blackhole() {
      isSwallowing = true;
      for (const pair of pairs) pair.isSwallowed = true;
    },
    halfClose(towards) {
      for (const pair of pairs) {
        counts.halfClosed += 1;
        pair[towards].end();
      }
    },
    async close() {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function until(at: number): Promise<void> | void {
  const ms = at - Date.now();
  if (ms > 0) return new Promise((resolve) => setTimeout(resolve, ms));
}
