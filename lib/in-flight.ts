import type { RequestListener, Server, ServerResponse } from 'node:http';

export interface InFlight {
  /** The same listener, counted. */
  count(listener: RequestListener): RequestListener;
  /** Takes no new connection, answers what has come in, and closes each connection after its answer. */
  finish(server: Server): Promise<void>;
}

/**
 * Counts requests that are being answered, so that a stop can wait for them.
 * @param answerWithinMs hangs up on a request whose answer has not begun by then; undefined waits for ever
 */
export function trackInFlight(answerWithinMs?: number): InFlight {
  let open = 0;
  let whenNone: (() => void) | undefined;
  return {
    count(listener) {
      return (request, response) => {
        open += 1;
        // A connection that is kept alive would bring requests for as long as its client likes.
        if (whenNone) response.setHeader('connection', 'close');
        const hangUp = answerWithinMs && setTimeout(() => endUnanswered(response), answerWithinMs);
        response.once('close', () => {
          clearTimeout(hangUp || undefined);
          open -= 1;
          if (open === 0) whenNone?.();
        });
        listener(request, response);
      };
    },
    async finish(server) {
      server.close();
      await new Promise<void>((resolve) => {
        whenNone = resolve;
        if (open === 0) resolve();
      });
      server.closeIdleConnections();
    },
  };
}

function endUnanswered(response: ServerResponse): void {
  if (!response.headersSent) response.destroy();
}
