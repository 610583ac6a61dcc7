import fc from 'fast-check';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { asHeader, strangeText, strangeValue } from '@/tests/security/support/strange-values';

/** A request to the socket's path, as no client sends it. */
export interface Knock {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: { bytes: Buffer; type: string | undefined } | undefined;
}

/** What a first packet may show for a token; none of it is one. */
export const shownAuth: fc.Arbitrary<{ auth: unknown; query: string }> = fc.record({
  auth: fc.oneof(
    strangeValue.map((token) => ({ token })),
    strangeValue.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    fc.constant({}),
  ),
  query: fc.oneof(
    fc.constant(''),
    strangeText.map((text) => `&token=${encodeURIComponent(text.toWellFormed()).slice(0, 3_000)}`),
    fc.constantFrom('&token=a&token=b', '&token[]=a', '&token[$gt]=', '&__proto__[token]=x', '&token'),
  ),
});

const slashes = fc.constantFrom('/', '/', '/', '', '//', '/x', '/%2e%2e/', '/__proto__', '/\\', ';/');
const bodies = fc.oneof(
  strangeText.map((text) => Buffer.from(text)),
  strangeValue.map((value) => Buffer.from(`40${JSON.stringify(value)}`)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('\x1e'.repeat(3_000), 'b====', 'b!!', '1', '2probe', '5', '6', '40\x1e41\x1e40', '3')
    .map((text) => Buffer.from(text)),
);

/** Requests around the handshake: parameters, methods, bodies and headers that are not those of a client. */
export const knock: fc.Arbitrary<Knock> = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'POST',
      'POST',
      'OPTIONS',
      'PUT',
      'DELETE',
      'HEAD',
      'PATCH',
      'TRACE',
    ),
    slash: slashes,
    EIO: fc.constantFrom('4', '4', '3', '2', '', '5', '-1', 'x', '4&EIO=3', '__proto__'),
    transport: fc.constantFrom(
      ...[
        'polling',
        'polling',
        'websocket',
        'webtransport',
        '__proto__',
        'constructor',
        'toString',
        '',
        'polling&transport=x',
      ],
    ),
    rest: fc.constantFrom(
      '',
      '',
      '&sid=x',
      '&sid=__proto__',
      '&sid=constructor',
      '&sid=a&sid=b',
      '&j=0',
      '&j[]=x',
      '&b64=1',
      '&t=',
    ),
    text: strangeText,
    header: fc.constantFrom(
      'cookie',
      'origin',
      'authorization',
      'x-forwarded-for',
      'accept-encoding',
      'content-encoding',
    ),
    body: fc.option(bodies, { nil: undefined }),
    type: fc.constantFrom(
      undefined,
      'text/plain;charset=UTF-8',
      'application/octet-stream',
      'application/x-www-form-urlencoded',
      'x',
    ),
  })
  .map(({ method, slash, EIO, transport, rest, text, header, body, type }) => ({
    method,
    path: `${SOCKET_PATH}${slash}?EIO=${EIO}&transport=${transport}${rest}`,
    headers: { [header]: asHeader(text).slice(0, 3_000) },
    body: body && method !== 'GET' && method !== 'HEAD' ? { bytes: body, type } : undefined,
  }));
