import fc from 'fast-check';
import { anyBody, type Body, brokenBody } from '@/tests/security/support/bodies';
import {
  cookies,
  credentials,
  headers,
  idOr,
  inPath,
  maybe,
  pathOf,
  query,
} from '@/tests/security/support/request-parts';
import { OTHER_ADDRESSES, type Route } from '@/tests/security/support/routes';
import { strangeText } from '@/tests/security/support/strange-values';

export interface Attempt {
  /** What it is counted under. */
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Body | undefined;
  /** Whose credentials are put to it when it is sent. */
  as: 'nobody' | 'person' | 'browser';
  /** Whatever else it is: it may not be done. */
  mustRefuse: boolean;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Requests that may write nothing: by nobody, with a broken body, for no id, or only to read. */
export function refusedAttempts(routes: Route[], ids: string[]): fc.Arbitrary<Attempt> {
  const asNobody = routes.filter(({ needsPerson }) => needsPerson).map((route) => byNobody(route, ids));
  const broken = routes.flatMap((route) => (route.body ? [withBroken(route, route.body, ids)] : []));
  const noId = routes.filter(({ path }) => path.includes('{id}')).map((route) => withoutId(route, ids));
  const reads = routes.filter(({ method }) => method === 'GET').map((route) => reading(route, ids));
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...asNobody) },
    { weight: 5, arbitrary: fc.oneof(...broken) },
    { weight: 3, arbitrary: fc.oneof(...noId) },
    { weight: 3, arbitrary: fc.oneof(...reads) },
    { weight: 3, arbitrary: others(ids) },
  );
}

/** Requests of all kinds, those that are rightly granted among them. */
export function anyAttempts(routes: Route[], ids: string[]): fc.Arbitrary<Attempt> {
  const each = routes.map((route) =>
    fc.record({
      name: fc.constant(route.name),
      method: fc.constant(route.method),
      path: pathOf(route, idOr(ids), query(route.asks, ids)),
      headers: headers(),
      body: route.method === 'GET' ? fc.constant(undefined) : maybe(anyBody(route.body, ids)),
      as: fc.constantFrom<Attempt['as']>('person', 'person', 'person', 'browser', 'nobody'),
      mustRefuse: fc.constant(false),
    }),
  );
  return fc.oneof(...each);
}

function byNobody(route: Route, ids: string[]): fc.Arbitrary<Attempt> {
  return fc.record({
    name: fc.constant(route.name),
    method: fc.constant(route.method),
    path: pathOf(route, idOr(ids), query(route.asks, ids)),
    headers: fc.tuple(headers(), credentials).map(([some, more]) => ({ ...some, ...more })),
    body: route.method === 'GET' ? fc.constant(undefined) : maybe(anyBody(route.body, ids)),
    as: fc.constant<Attempt['as']>('nobody'),
    mustRefuse: fc.constant(true),
  });
}

function withBroken(route: Route, schema: NonNullable<Route['body']>, ids: string[]): fc.Arbitrary<Attempt> {
  return fc.record({
    name: fc.constant(route.name),
    method: fc.constant(route.method),
    path: pathOf(route, idOr(ids), fc.constant('')),
    headers: headers(),
    body: brokenBody(schema, ids),
    as: fc.constantFrom<Attempt['as']>('person', 'person', 'browser'),
    mustRefuse: fc.constant(true),
  });
}

function withoutId(route: Route, ids: string[]): fc.Arbitrary<Attempt> {
  const noId = strangeText.filter((text) => !/^[0-9a-f]{24}$/.test(text));
  return fc.record({
    name: fc.constant(route.name),
    method: fc.constant(route.method),
    path: pathOf(route, noId.map(inPath), query(route.asks, ids)),
    headers: headers(),
    body: route.method === 'GET' ? fc.constant(undefined) : maybe(anyBody(route.body, ids)),
    as: fc.constantFrom<Attempt['as']>('person', 'browser'),
    // A dot for an id is another address, which may be one that answers a question.
    mustRefuse: fc.constant(route.method !== 'GET'),
  });
}

function reading(route: Route, ids: string[]): fc.Arbitrary<Attempt> {
  return fc.record({
    name: fc.constant(route.name),
    method: fc.constantFrom('GET', 'GET', 'HEAD'),
    path: pathOf(route, idOr(ids), query(route.asks, ids)),
    headers: headers(),
    body: fc.constant(undefined),
    as: fc.constantFrom<Attempt['as']>('person', 'browser', 'nobody'),
    mustRefuse: fc.constant(false),
  });
}

/** Addresses that no description has. A page is drawn anew for each, so they are the rarest. */
function others(ids: string[]): fc.Arbitrary<Attempt> {
  const of = (group: keyof typeof OTHER_ADDRESSES, methods: string[], as: Attempt['as'][]) =>
    fc.record({
      name: fc.constant(group),
      method: fc.constantFrom(...methods),
      path: fc
        .constantFrom(...OTHER_ADDRESSES[group])
        .chain((path) => pathOf({ path }, idOr(ids), query(PAGE_ASKS, ids))),
      headers: fc.tuple(headers(), cookies).map(([some, cookie]) => ({ ...some, cookie })),
      body: fc.constant<Body | undefined>(undefined),
      as: fc.constantFrom(...as),
      mustRefuse: fc.constant(false),
    });
  const withBody = of('next-auth', ['POST'], ['nobody', 'browser']).chain((attempt) =>
    maybe(anyBody(undefined, ids)).map((body) => ({ ...attempt, body })),
  );
  return fc.oneof(
    of('operations', METHODS, ['nobody']),
    of('docs', METHODS, ['nobody', 'person']),
    of('next-auth', ['GET'], ['nobody', 'browser']),
    withBody,
    of('pages', ['GET', 'GET', 'HEAD'], ['nobody', 'browser']),
  );
}

const PAGE_ASKS = [
  'cursor',
  'deleted',
  'comment',
  'thread',
  'reply',
  'edit',
  'delete',
  'next',
  'filter',
  'type',
].concat(['callbackUrl', 'error', 'csrf', 'url', 'w', '_rsc', 'nextauth']);
