import fc from 'fast-check';
import { strangeText } from '@/tests/security/support/strange-values';

const targets = fc.constantFrom(
  ...[
    '/',
    '*',
    '//',
    '/api/v1/posts',
    'http://evil.invalid/',
    'http://[bad/',
    '/api/v1//',
    '/%',
    '/\\..\\',
    '',
  ],
  ...['/api/v1/posts/{}', '/posts/%ff', '/?', '/#a', '/api/v1/ws/notifications', 'evil.invalid:443'],
  ...['/api/v1/auth/token', '/api/v1/ws/notifications/', '/a/../api/v1/ws/notifications/'],
);
const lines = fc.constantFrom(
  ...[
    'host: a',
    'host:',
    'host: a\r\nhost: b',
    'host: [',
    'host: \xff',
    'host: a b',
    'x: \x00',
    'x y: z',
    ': x',
  ],
  ...[
    'connection: upgrade\r\nupgrade: websocket',
    'connection: upgrade\r\nupgrade: h2c',
    ' folded',
    'te: trailers',
  ],
  ...[`x: ${'y'.repeat(20_000)}`, 'expect: x', 'expect: 100-continue', '__proto__: x', 'content-type: x'],
);
const lengths = fc.constantFrom(
  ...[
    'content-length: 5',
    'content-length: -1',
    'content-length: 5\r\ncontent-length: 6',
    'content-length: 9e9',
  ],
  ...['transfer-encoding: chunked', 'transfer-encoding: chunked, chunked', 'transfer-encoding: x'],
);
const bodies = fc.constantFrom(
  '',
  '12345',
  '5\r\n12345\r\n0\r\n\r\n',
  'zz\r\n',
  '0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
);

/** Bytes that are almost HTTP, or not at all. None of them shows who is asking. */
export const rawRequest: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        method: fc.constantFrom(
          'GET',
          'POST',
          'PUT',
          'CONNECT',
          'OPTIONS',
          'TRACE',
          'get',
          'X',
          '\x00',
          'PRI',
          'GET ',
        ),
        target: targets,
        version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '', 'http/1.1'),
        some: fc.array(lines, { maxLength: 3 }),
        length: fc.option(lengths, { nil: '' }),
        body: bodies,
      })
      // Next itself logs a body that ends too early as an error, as when somebody closes a tab; the API must not.
      .filter(
        ({ method, target, length }) => method === 'GET' || length === '' || target.startsWith('/api/v1/'),
      )
      .map(({ method, target, version, some, length, body }) =>
        [`${method} ${target} ${version}`, ...some, ...(length ? [length] : []), '', body].join('\r\n'),
      ),
  },
  { weight: 1, arbitrary: strangeText },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  },
  { weight: 1, arbitrary: strangeText.map((text) => `GET /${text} HTTP/1.1\r\nhost: a\r\n\r\n`) },
);
