import fc from 'fast-check';
import { noText, STRANGE_KEYS, strangeText, strangeValue } from '@/tests/security/support/strange-values';

/** One message of Engine.IO, whatever Socket.IO makes of it. */
export interface Packet {
  /** What it is counted under. */
  name: string;
  data: string | Buffer;
  /** Whether anything but an error may be answered to it. */
  isRight: boolean;
}

/** As `server.ts` sets it: a larger message ends the connection. */
const MESSAGE_LIMIT = 16 * 1024;

const KNOWN = ['inbox:sync', 'post:watch', 'post:unwatch'];
/** Names that Socket.IO keeps for itself, those of emitters, and what only the server says. */
const RESERVED = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'error',
  'newListener',
  'removeListener',
];
const OF_SERVER = ['notification', 'inbox', 'comment', 'post', 'preferences', 'subscription'];

/** What one socket says: events, mostly wrong ones and sometimes too many, and perhaps at last what ends it. */
export function scripts(postId: string): fc.Arbitrary<Packet[]> {
  const events = fc
    .oneof(
      { weight: 4, arbitrary: wrong('known event', fc.constantFrom(...KNOWN), postId) },
      {
        weight: 2,
        arbitrary: wrong('unknown event', fc.oneof(strangeText, fc.constantFrom(...STRANGE_KEYS)), postId),
      },
      { weight: 2, arbitrary: wrong('server’s event', fc.constantFrom(...OF_SERVER), postId) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(ackIds, rightEvents(postId))
          .map(([ack, event]) => sent('right', ack, event, true)),
      },
    )
    .filter(({ data }) => Buffer.byteLength(data) < MESSAGE_LIMIT);
  const last = fc.oneof(
    wrong('reserved event', fc.constantFrom(...RESERVED), postId),
    wrong('no event', noText, postId),
    nearLimit,
    malformed,
    fc.uint8Array({ maxLength: 100 }).map((bytes) => said('binary', Buffer.from(bytes))),
  );
  const some = fc.array(events, { minLength: 1, maxLength: 17, size: 'max' });
  const flood = fc.array(events, { minLength: 20, maxLength: 30, size: 'max' });
  return fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: some }, { weight: 1, arbitrary: flood }),
      fc.option(last, { freq: 2 }),
    )
    .map(([first, end]) => (end ? [...first, end] : first));
}

function wrong(name: string, events: fc.Arbitrary<unknown>, postId: string): fc.Arbitrary<Packet> {
  const args = fc.oneof(
    { weight: 5, arbitrary: fc.array(strangeValue, { maxLength: 4 }) },
    { weight: 1, arbitrary: noText.map((value) => [postId, value]) },
    { weight: 1, arbitrary: fc.constant(Array.from({ length: 2_000 }, () => 0)) },
  );
  return fc.tuple(ackIds, events, args).map(([ack, event, given]) => {
    const isRight = event === 'inbox:sync' ? given.length === 0 : given.length === 1 && given[0] === postId;
    return sent(name, ack, [event, ...given], isRight);
  });
}

const rightEvents = (postId: string) =>
  fc.constantFrom(['inbox:sync'], ['post:watch', postId], ['post:unwatch', postId]);

const ackIds = fc.oneof(
  fc.constant(''),
  fc.nat({ max: 1_000_000 }).map((n) => String(1_000_000 + n)),
);

const nearLimit: fc.Arbitrary<Packet> = fc
  .tuple(fc.constantFrom('x', '[', '{"a":'), fc.integer({ min: -3, max: 3 }), fc.boolean())
  .map(([unit, off, isWhole]) => {
    // The limit counts the packet type of Engine.IO as well.
    const room = MESSAGE_LIMIT - 1 + off;
    if (!isWhole) return said('large, cut off', `2["post:watch",${unit.repeat(room)}`.slice(0, room));
    return said('large', `2["post:watch","${'x'.repeat(room - 17)}"]`);
  });

const malformed: fc.Arbitrary<Packet> = fc
  .oneof(
    fc.constantFrom(
      '',
      '2',
      '2[',
      '2[]',
      '2{}',
      '2null',
      '2"post:watch"',
      '7',
      '99',
      '2e9[]',
      '2-1["x"]',
      '21e400[1]',
    ),
    fc.constantFrom(
      '51-["post:watch",{"_placeholder":true,"num":0}]',
      '5999999999-["x"]',
      '51-["x"]',
      '5-["x"]',
      '5',
    ),
    fc.constantFrom(
      '51-["x",{"_placeholder":true,"num":9}]',
      '51-["x",{"_placeholder":true,"num":"__proto__"}]',
      '61-[]',
    ),
    fc.constantFrom(
      '2/admin,["x"]',
      '0/admin,{"token":"x"}',
      '0',
      '0{}',
      '0[]',
      '0null',
      '0/__proto__,',
      '1',
      '1/x,',
      '/',
    ),
    fc.constantFrom(
      '30[]',
      '3[]',
      '31000000["x"]',
      '3__proto__[]',
      '4"x"',
      '4{"message":"x"}',
      '2/,["x"]',
      `2/${'a'.repeat(9_000)}`,
    ),
    strangeText.map((text) => text.toWellFormed().slice(0, 5_000)),
    strangeText.map((text) => `2${text.toWellFormed().slice(0, 5_000)}`),
  )
  .map((text) => said('malformed', text));

function said(name: string, data: string | Buffer): Packet {
  return { name, data, isRight: false };
}

function sent(name: string, ack: string, event: readonly unknown[], isRight: boolean): Packet {
  return { name, data: `2${ack}${JSON.stringify(event)}`, isRight };
}
