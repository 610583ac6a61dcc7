import type { RequestListener, Server, ServerResponse } from 'node:http';

export interface InFlight {
  /** The same listener, counted. */
  count(listener: RequestListener): RequestListener;
  /** From now on each connection is closed after its answer: a proxy that keeps some open has to look for others. */
  lastAnswers(): void;
  /** Takes no new connection, answers what has come in, and closes each connection after its answer. */
  finish(server: Server): Promise<void>;
}

/** A stop waits for its own answers; clients that dawdle over theirs have this long. */
const DAWDLE_MS = 1_000;

/**
 * Counts requests that are being answered, so that a stop can wait for them.
 * @param answerWithinMs hangs up on a request whose answer has not begun by then; undefined waits for ever
 */
export function trackInFlight(answerWithinMs?: number): InFlight {
  const open = new Set<ServerResponse>();
  let isLast = false;
  let whenNone: (() => void) | undefined;
  return {
    count(listener) {
      return (request, response) => {
        open.add(response);
        // A connection that is kept alive would bring requests for as long as its client likes.
        if (isLast) response.setHeader('connection', 'close');
        const timer = answerWithinMs && setTimeout(() => endUnanswered(response), answerWithinMs);
        response.once('close', () => {
          clearTimeout(timer || undefined);
          open.delete(response);
          if (open.size === 0) whenNone?.();
        });
        listener(request, response);
      };
    },
    lastAnswers() {
      isLast = true;
    },
    async finish(server) {
      isLast = true;
      server.close();
      const patience = setTimeout(() => [...open].filter(isUpToClient).forEach(hangUp), DAWDLE_MS);
      await new Promise<void>((resolve) => {
        whenNone = resolve;
        if (open.size === 0) resolve();
      });
      clearTimeout(patience);
      server.closeIdleConnections();
    },
  };
}

function endUnanswered(response: ServerResponse): void {
  if (!response.headersSent) hangUp(response);
}

/** Not all asked yet, or all answered and not yet read. */
function isUpToClient({ req, writableEnded }: ServerResponse): boolean {
  return !req.complete || writableEnded;
}

function hangUp(response: ServerResponse): void {
  response.destroy();
}
