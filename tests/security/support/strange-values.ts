import fc from 'fast-check';

/** What a polluted prototype would make of every object: `inherited.ts` asks the server for each of these. */
export const POLLUTION = {
  display_name: 'polluted',
  parent_id: 'f'.repeat(24),
  limit: '1',
  polluted: 'polluted',
};

/** Names that mean something to JavaScript, to MongoDB or to a parser of query strings. */
export const STRANGE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'then',
  '__defineGetter__',
  '$where',
  '$gt',
  '$set',
  'a.b',
  '_id',
  'admin',
  'length',
  '',
  '\u0000',
  '\u202e',
  'constructor[prototype][polluted]',
  '__proto__[polluted]',
];

const NASTY_TEXTS = [
  ...STRANGE_KEYS,
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '[object Object]',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%E0%A4%A',
  '%00',
  '${7*7}',
  '{{7*7}}',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  '@everyone @p_ @__proto__ @constructor',
  '\ufeff',
  '\u202eevil\u2066',
  'e\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'ﷺ',
  '\ud800',
  '\udc00\ud800',
  'İıſK',
  '2026-02-30T25:61:61Z',
  'Asia/Nowhere',
];

const halves = fc
  .array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

const long = fc
  .tuple(
    fc.constantFrom('x', 'ế', '😀', '\u0301', '\u202e', '\u0000', '@ab ', '[', '%25'),
    fc.constantFrom(60, 200, 201, 1_000, 5_000, 5_001, 20_001, 70_000),
  )
  .map(([unit, times]) => unit.repeat(times));

/** Text that something on the way may stumble over. */
export const strangeText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: halves },
  { weight: 1, arbitrary: long },
);

const operators: fc.Arbitrary<unknown> = fc.constantFrom(
  { $gt: '' },
  { $ne: null },
  { $where: 'sleep(5000)' },
  { $regex: '(a+)+$' },
  { $in: [null, ''] },
  { $expr: { $function: { body: 'function(){}', args: [], lang: 'js' } } },
  { $oid: 'f'.repeat(24) },
  { _bsontype: 'ObjectId', id: 'x'.repeat(12) },
  [{ $gt: '' }],
);

const polluting: fc.Arbitrary<unknown> = fc.constantFrom(
  // Written out: a literal `__proto__` would set the prototype instead of a key.
  JSON.parse(`{"__proto__":${JSON.stringify(POLLUTION)}}`) as unknown,
  { constructor: { prototype: POLLUTION } },
  JSON.parse(`{"a":{"__proto__":{"__proto__":${JSON.stringify(POLLUTION)}}}}`) as unknown,
);

const numbers: fc.Arbitrary<unknown> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-1, 0, 2 ** 31, 2 ** 53 + 2, -1e308, 5e-324),
);

const deep = fc
  .tuple(fc.constantFrom('array', 'object', 'operator'), fc.constantFrom(10, 100, 1_000))
  .map(([kind, depth]) => nested(kind, depth));

/** Values that are no text, whatever else they are. */
export const noText: fc.Arbitrary<unknown> = fc.oneof(
  operators,
  polluting,
  numbers,
  deep,
  fc.constantFrom(null, true, false, [], {}),
  fc.array(strangeText, { minLength: 1, maxLength: 3 }),
);

/** Any value that JSON can say. */
export const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  strangeText,
  noText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(fc.oneof(fc.constantFrom(...STRANGE_KEYS), fc.string({ maxLength: 8 })), fc.jsonValue(), {
    maxKeys: 5,
  }),
);

/** Keeps of a text what Node lets into a header or a path; the rest a client cannot send as HTTP at all. */
export function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}

function nested(kind: string, depth: number): unknown {
  let value: unknown = [];
  for (let n = 0; n < depth; n++) {
    value = kind === 'array' ? [value] : { [kind === 'object' ? 'a' : '$and']: value };
  }
  return value;
}
