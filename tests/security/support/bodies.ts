import fc from 'fast-check';
import type { JsonSchema } from '@/tests/security/support/routes';
import { noText, POLLUTION, STRANGE_KEYS, strangeValue } from '@/tests/security/support/strange-values';

export interface Body {
  bytes: Buffer;
  type: string | undefined;
}

const JSON_TYPE = 'application/json';
const BODY_LIMIT = 64 * 1024;
const ID = '^[0-9a-f]{24}$';

/** Bodies that a route has to refuse, whatever it does with good ones. */
export function brokenBody(schema: JsonSchema, ids: string[]): fc.Arbitrary<Body> {
  const valid = validValue(schema, ids);
  const shapes = schema.anyOf ?? [schema];
  const required = [...new Set(shapes.flatMap((shape) => shape.required ?? []))];
  // Of alternatives every one has to lose what it needs.
  const losses = schema.anyOf ? [required] : required.map((key) => [key]);
  const texts = shapes.flatMap((shape) =>
    Object.entries(shape.properties ?? {}).filter(([, each]) => each.type === 'string'),
  );
  const whole = fc.oneof(
    // Nothing here is an object of known keys alone.
    fc.constantFrom<unknown>(null, true, 0, '', 'text', []),
    fc.array(strangeValue, { maxLength: 3 }),
    fc
      .tuple(valid, fc.constantFrom(...STRANGE_KEYS.filter((key) => key !== '__proto__')), strangeValue)
      .map(([body, key, value]) => ({ ...(body as object), [key]: value })),
    ...(losses.length > 0 ? [fc.tuple(valid, fc.constantFrom(...losses)).map(without)] : []),
    ...texts.map(([key]) =>
      fc.tuple(valid, noText).map(([body, value]) => ({ ...(body as object), [key]: value })),
    ),
  );
  return fc.oneof(
    { weight: 6, arbitrary: whole.map((value) => asJson(value)) },
    { weight: 2, arbitrary: valid.chain(cutShort) },
    { weight: 1, arbitrary: rawBytes },
    { weight: 1, arbitrary: valid.map((body) => tooLarge(body)) },
  );
}

/** Bodies of all kinds, good ones among them. */
export function anyBody(schema: JsonSchema | undefined, ids: string[]): fc.Arbitrary<Body> {
  const valid = schema ? validValue(schema, ids) : fc.constant({});
  return fc.oneof(
    { weight: 3, arbitrary: valid.map((value) => asJson(value)) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(valid, fc.constantFrom(...Object.keys(schema?.properties ?? { a: 1 })), strangeValue)
        .map(([body, key, value]) => asJson({ ...(body as object), [key]: value })),
    },
    { weight: 2, arbitrary: valid.map((body) => asJson(polluted(body))) },
    { weight: 2, arbitrary: strangeValue.map((value) => asJson(value)) },
    { weight: 1, arbitrary: nearLimit(valid) },
    { weight: 1, arbitrary: fc.tuple(valid, types).map(([body, type]) => ({ ...asJson(body), type })) },
    { weight: 1, arbitrary: formBody },
    ...(schema ? [{ weight: 3, arbitrary: brokenBody(schema, ids) }] : []),
  );
}

const types = fc.constantFrom<string | undefined>(
  undefined,
  'text/plain',
  'application/json; charset=utf-16',
  'application/jsonx',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'application/x-www-form-urlencoded',
  'APPLICATION/JSON',
  ';',
  '\xff',
);

const rawBytes: fc.Arbitrary<Body> = fc
  .uint8Array({ maxLength: 200 })
  // No text of JSON begins with this byte.
  .map((bytes) => ({ bytes: Buffer.concat([Buffer.from([0xff]), bytes]), type: JSON_TYPE }));

const formBody: fc.Arbitrary<Body> = fc
  .dictionary(
    fc.constantFrom('csrfToken', 'name', 'password', 'json', 'callbackUrl', ...STRANGE_KEYS),
    fc.string(),
  )
  .map((fields) => ({
    bytes: Buffer.from(new URLSearchParams(Object.entries(fields)).toString()),
    type: 'application/x-www-form-urlencoded',
  }));

function asJson(value: unknown): Body {
  return { bytes: Buffer.from(JSON.stringify(value) ?? ''), type: JSON_TYPE };
}

function without([body, keys]: [unknown, string[]]): unknown {
  return Object.fromEntries(Object.entries(body as object).filter(([name]) => !keys.includes(name)));
}

function cutShort(body: unknown): fc.Arbitrary<Body> {
  const text = JSON.stringify(body);
  return fc
    .nat({ max: text.length - 1 })
    .map((end) => ({ bytes: Buffer.from(text.slice(0, end)), type: JSON_TYPE }));
}

function tooLarge(body: unknown): Body {
  return asJson({ ...(body as object), body: 'x'.repeat(BODY_LIMIT) });
}

function nearLimit(valid: fc.Arbitrary<unknown>): fc.Arbitrary<Body> {
  return fc.tuple(valid, fc.integer({ min: -3, max: 3 })).map(([body, off]) => {
    const text = JSON.stringify(body);
    // White space is part of no value: as long as it fits, the body is a good one.
    return {
      bytes: Buffer.from(text + ' '.repeat(BODY_LIMIT - Buffer.byteLength(text) + off)),
      type: JSON_TYPE,
    };
  });
}

function polluted(body: unknown): unknown {
  const keys = `"__proto__":${JSON.stringify(POLLUTION)},"constructor":{"prototype":${JSON.stringify(POLLUTION)}}`;
  return JSON.parse(
    JSON.stringify(body).replace(/\{/, Object.keys(body as object).length ? `{${keys},` : `{${keys}`),
  );
}

/** Values as a schema asks for them. */
function validValue(schema: JsonSchema, ids: string[]): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => validValue(each, ids)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const type = [schema.type].flat()[0];
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(
      ([key, each]) => [key, validValue(each, ids)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: (schema.required ?? []) as never[] });
  }
  if (type === 'array') return fc.array(validValue(schema.items ?? {}, ids), { minLength: 1, maxLength: 4 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.nat();
  if (schema.pattern === ID) return fc.constantFrom(...ids);
  if (schema.pattern?.startsWith('^[a-z0-9_]')) return fc.stringMatching(/^f_[a-z0-9_]{8,20}$/);
  const least = schema.minLength ?? 1;
  return fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.max(least, 20) });
}
