import { randomBytes, randomUUID } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http';
import { performance } from 'node:perf_hooks';
import helmet from 'helmet';
import type { Env } from '@/lib/env';
import { addressOf } from '@/lib/http/address';
import { FILE_POLICY, NO_PAGE_POLICY } from '@/lib/http/content-security-policy';
import { sourceOfRequest } from '@/lib/http/origin';
import { LIMITS } from '@/lib/limits';
import { metrics } from '@/lib/metrics';
import { withRequestId } from '@/lib/request-id';

const YEAR_SECONDS = 365 * 24 * 3600;
const PERMISSIONS = [
  'camera',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'serial',
  'hid',
  'display-capture',
];

/**
 * Next asks itself for the page that an action belongs or leads to, with the headers of the request it answers. This one
 * tells such a request from all others: it has been through the door already, and knows the address it came from.
 */
const INSIDE = 'x-inside';

/** What only a proxy, or proxy.ts, may say. */
const CLAIMS = new Set(['forwarded', 'x-nonce', 'content-security-policy']);

/** An id that a proxy may give a request: a word, as every log can hold it. */
const REQUEST_ID = /^[\w.-]{8,64}$/;

/** What browsers ask of pages; a preflight is answered by refusing it. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** A part of a path that means "here" or "one up". */
const DOTS = /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i;

type Settings = Pick<Env, 'publicUrl' | 'trustsProxy'>;

/**
 * What every request passes before anybody reads it: where it comes from is written down, headers that protect the answer
 * are set, and what no page ever sends is refused. Each gets an id, which its answer, the log and what it writes carry.
 * @param isApi whether a request belongs to the REST API, which refuses in its own words
 */
export function frontDoor(
  answer: RequestListener,
  settings: Settings,
  isApi: (url: string) => boolean,
): RequestListener {
  const protect = securityHeaders(settings);
  const pass = randomBytes(32).toString('base64url');
  return (request, response) => {
    const isInside = request.headers[INSIDE] === pass;
    const id = requestIdOf(request, isInside || settings.trustsProxy);
    if (isInside) return withRequestId(id, () => answer(request, response));
    request.headers[INSIDE] = pass;
    request.headers['x-request-id'] = id;
    response.setHeader('x-request-id', id);
    noteOrigin(request, settings);
    protect(request, response, () => undefined);
    const isForApi = isApi(request.url ?? '');
    if (!isForApi) measure(request, response);
    // A page gets a better one from proxy.ts; what looks like a file and is none does not come by there.
    response.setHeader('content-security-policy', isForApi ? NO_PAGE_POLICY : FILE_POLICY);
    const refusal =
      refusalOfAddress(request) ??
      (isForApi ? undefined : refusalOfSender(request)) ??
      refusalOfBody(request, isForApi);
    if (refusal) return refuse(response, refusal, isForApi);
    withRequestId(id, () => answer(request, response));
  };
}

function requestIdOf({ headers }: IncomingMessage, isTrusted: boolean): string {
  const given = headers['x-request-id'];
  return isTrusted && typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** The API measures itself, by route. */
function measure({ url = '', method }: IncomingMessage, response: ServerResponse): void {
  const from = performance.now();
  const kind = url.startsWith('/_next/') ? 'file' : method === 'POST' ? 'form' : 'page';
  response.once('finish', () => {
    const status = `${Math.floor(response.statusCode / 100)}xx`;
    metrics().page.observe({ kind, status }, (performance.now() - from) / 1000);
  });
}

/** Headers of every answer, by helmet, and the one that it does not know. */
export function securityHeaders({ publicUrl }: Pick<Settings, 'publicUrl'>) {
  const isSecure = publicUrl.startsWith('https:');
  const byHelmet = helmet({
    // Pages have one with a nonce of their own: proxy.ts.
    contentSecurityPolicy: false,
    strictTransportSecurity: isSecure && { maxAge: YEAR_SECONDS, includeSubDomains: true },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const permissions = PERMISSIONS.map((each) => `${each}=()`).join(', ');
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    response.setHeader('permissions-policy', permissions);
    byHelmet(request, response, next);
  };
}

/** Whatever a client claims of its way here is replaced by what is known, so that all behind the door may believe it. */
function noteOrigin(request: IncomingMessage, { publicUrl, trustsProxy }: Settings): void {
  const address = addressOf(request, trustsProxy);
  for (const name of Object.keys(request.headers)) {
    if (CLAIMS.has(name) || name.startsWith('x-forwarded-')) delete request.headers[name];
  }
  const { host, protocol } = new URL(publicUrl);
  request.headers['x-forwarded-for'] = address;
  request.headers['x-forwarded-host'] = host;
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
}

interface Refusal {
  reason: 'address' | 'method' | 'foreign_page' | 'body';
  status: number;
  sentence: string;
}

const isRead = ({ method = 'GET' }: IncomingMessage) => method === 'GET' || method === 'HEAD';

function refusalOfAddress({ url = '' }: IncomingMessage): Refusal | undefined {
  return isReadableAddress(url)
    ? undefined
    : { reason: 'address', status: 400, sentence: 'That address cannot be read.' };
}

function refusalOfSender(request: IncomingMessage): Refusal | undefined {
  const { method = 'GET' } = request;
  if (!PAGE_METHODS.includes(method)) {
    return { reason: 'method', status: 405, sentence: `There is no ${method} here.` };
  }
  if (isRead(request)) return undefined;
  const source = sourceOfRequest(request);
  if (source === 'own' || source === 'unsaid') return undefined;
  return { reason: 'foreign_page', status: 403, sentence: 'A page of another site may not do this here.' };
}

/** Nobody reads the body of a GET, the API no more than Next: it is judged here for both. */
function refusalOfBody(request: IncomingMessage, isForApi: boolean): Refusal | undefined {
  const { headers } = request;
  if (isForApi && !isRead(request)) return undefined;
  if (headers['transfer-encoding'] !== undefined) {
    return { reason: 'body', status: 411, sentence: 'Say how long the body is.' };
  }
  if (Number(headers['content-length'] ?? 0) > LIMITS.bodyBytes) {
    return {
      reason: 'body',
      status: 413,
      sentence: `That is more than ${LIMITS.bodyBytes} bytes. Send less.`,
    };
  }
  return undefined;
}

/** Whether Next can take an address apart: a whole one, and percent signs that stand for text. */
function isReadableAddress(url: string): boolean {
  const [path = ''] = url.split('?', 1);
  // What is behind the door and what stands before it must not read one address as two.
  if (DOTS.test(path)) return false;
  if (url === '*' || !URL.canParse(url, 'http://own.invalid')) return false;
  try {
    decodeURIComponent(new URL(url, 'http://own.invalid').pathname);
    return true;
  } catch {
    // URIError: bytes that are no UTF-8.
    return false;
  }
}

function refuse(response: ServerResponse, refusal: Refusal, isForApi: boolean): void {
  const { reason, status, sentence } = refusal;
  metrics().refused.inc({ door: 'front', reason });
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail: sentence };
  // Not closed at once: who is still sending could not read it. client-limits.ts hangs up if that goes on.
  response.writeHead(status, {
    'content-type': isForApi ? 'application/problem+json' : 'text/plain; charset=utf-8',
    ...(status === 405 && { allow: PAGE_METHODS.join(', ') }),
  });
  response.end(isForApi ? JSON.stringify(problem) : `${sentence}\n`);
}
