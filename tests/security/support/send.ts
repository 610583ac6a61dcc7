import http from 'node:http';
import net from 'node:net';
import type { Attempt } from '@/tests/security/support/requests';

export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** However busy the machine is: what has not been answered by then, is not. The server itself gives up after six. */
const ANSWER_MS = 10_000;
const BODY_LIMIT = 64 * 1024;

/**
 * Sends a request as Node's own client can.
 * @returns null where the connection was closed instead, which only the sender of too large a body may see
 * @throws when there was no answer in time, or the connection broke
 */
export function send(
  url: string,
  attempt: Pick<Attempt, 'method' | 'path' | 'headers' | 'body'>,
): Promise<Answer | null> {
  const { method, path, headers, body } = attempt;
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = http.request({
      hostname,
      port,
      method,
      path,
      // A connection of its own for each: none is closed by the server at the moment it is used again.
      agent: false,
      timeout: ANSWER_MS,
      headers: {
        ...headers,
        ...(body && { 'content-length': String(body.bytes.length) }),
        ...(body?.type !== undefined && { 'content-type': body.type }),
      },
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
    request.on('error', (error) => {
      const isHungUp = ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (isHungUp && (body?.bytes.length ?? 0) > BODY_LIMIT) resolve(null);
      else reject(error);
    });
    request.end(body?.bytes);
  });
}

/**
 * Writes bytes that need not be HTTP.
 * @returns everything that came back until the connection was closed
 */
export function sendRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = net.connect(Number(port), hostname, () => socket.end(bytes, 'latin1'));
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`still open after ${ANSWER_MS} ms`)));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', (error) =>
      (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? resolve(text) : reject(error),
    );
  });
}
