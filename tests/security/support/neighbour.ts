import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Neighbour {
  url: string;
  close(): Promise<void>;
}

/**
 * Another site on another port of the same host: browsers count it as the same site and send it our cookies, and ours its.
 * It serves one empty page, for a test to act from.
 */
export async function startNeighbour(): Promise<Neighbour> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Neighbour</title><link rel="icon" href="data:,">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
