import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';

/** How long a client may take to say what it wants: one that sends a byte a minute holds nothing for long. */
export const CLIENT_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
} as const satisfies ServerOptions;

/** No answer is silent for this long by itself: pages and actions begin within 12 s, polling is pinged every 10 s. */
export const SILENT_MS = 20_000;

/** Enough to read a refusal that came while its cause was still being sent. */
const LINGER_MS = 1_000;

/**
 * Hangs up on clients that want an answer and do not take it, that have it and still send, or that ask again before they
 * have it. Call it last: it stands before every listener that the server has by then.
 * @param options.silentMs how long a connection may stand still; 0 is for ever
 */
export function limitClients(server: Server, { silentMs }: { silentMs: number }): void {
  server.timeout = silentMs;
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Behind an answer that is still open there is no socket yet. No browser and no proxy asks like that: a thousand
    // requests in one packet are a flood, and those whose turn never comes would be counted as open for ever.
    if (!response.socket) return void request.socket.destroy();
    response.once('finish', () => endSending(request));
    for (const listener of listeners) listener.call(server, request, response);
  });
}

function endSending(request: IncomingMessage): void {
  if (request.complete) return;
  setTimeout(() => request.complete || request.socket.destroy(), LINGER_MS).unref();
}
