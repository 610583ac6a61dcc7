import { call } from '@/tests/support/person';

/** As much of JSON Schema as the server's own description uses. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}

export interface Route {
  /** `POST /posts/{id}/comments` */
  name: string;
  method: string;
  /** Below the root of the server, with `{id}` where ids go. */
  path: string;
  /** Names of what the query may ask. */
  asks: string[];
  body: JsonSchema | undefined;
  needsPerson: boolean;
}

interface Described {
  parameters?: { in: string; name: string }[];
  requestBody?: { content: { 'application/json': { schema: JsonSchema } } };
  security?: unknown[];
}

/** Every route that the server says it has, so that a new one is fuzzed without anybody remembering it. */
export async function describedRoutes(url: string): Promise<Route[]> {
  const { paths } = await call<{ paths: Record<string, Record<string, Described>> }>(
    url,
    'GET',
    '/openapi.json',
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: `/api/v1${path}`,
      asks: (described.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name),
      body: described.requestBody?.content['application/json'].schema,
      needsPerson: described.security !== undefined,
    })),
  );
}

/** What is reached by an address as well, and is described nowhere. */
export const OTHER_ADDRESSES = {
  operations: ['/healthz', '/readyz', '/metrics'],
  docs: ['/api/v1/docs', '/api/v1/docs/{text}', '/api/v1/openapi.json', '/api/v1/{text}', '/api/v1/'],
  'next-auth': [
    '/api/auth/{text}',
    ...['signin', 'signin/credentials', 'callback/credentials', 'callback/{text}', 'signout', 'session'],
    ...['csrf', 'providers', 'error', '_log', 'verify-request', 'a/b/c/{text}'],
  ].map((each) => (each.startsWith('/') ? each : `/api/auth/${each}`)),
  pages: [
    ...['/', '/posts/{id}', '/posts/new', '/notifications', '/settings', '/account', '/sign-in', '/register'],
    ...['/offline', '/robots.txt', '/manifest.webmanifest', '/_next/image', '/_next/{text}', '/{text}'],
  ],
};
