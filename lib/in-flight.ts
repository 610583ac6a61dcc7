import type { RequestListener } from 'node:http';

export interface InFlight {
  /** The same listener, counted. */
  count(listener: RequestListener): RequestListener;
  /** Resolves when every request that has come in has its answer. */
  settled(): Promise<void>;
}

/** Counts requests that are being answered, so that a stop can wait for them. */
export function trackInFlight(): InFlight {
  let open = 0;
  let waiting: (() => void)[] = [];
  return {
    count(listener) {
      return (request, response) => {
        open += 1;
        response.once('close', () => {
          open -= 1;
          if (open > 0) return;
          for (const resolve of waiting) resolve();
          waiting = [];
        });
        listener(request, response);
      };
    },
    settled() {
      return open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
    },
  };
}
