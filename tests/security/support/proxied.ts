import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from '@/tests/support/person';

export const anAddress = () => `10.${[...randomBytes(3)].join('.')}`;
export const newName = () => `n_${randomBytes(6).toString('hex')}`;

/** A call of the REST API, as it comes through a proxy. */
export interface Request {
  url: string;
  method: string;
  path: string;
  body?: object;
  /** Where the proxy says that it comes from. */
  address?: string;
  person?: Person;
}

export function send({ url, method, path, body, address = anAddress(), person }: Request): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      'x-forwarded-for': `1.2.3.4, ${address}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(person && { authorization: `Bearer ${person.token}` }),
    },
    body: body && JSON.stringify(body),
  });
}

/** Sends until the first refusal. @returns how many went through, and the refusal */
export async function untilRefused(
  request: () => Request,
  atMost: number,
): Promise<{ through: number; answer: Response }> {
  for (let through = 0; through <= atMost; through++) {
    const answer = await send(request());
    if (answer.status === 429) return { through, answer };
    await answer.body?.cancel();
  }
  throw new Error(`${atMost} went through`);
}

/** A refusal as the contract has it, that says how long to wait. */
export async function expectRefusal(answer: Response, longestSeconds: number): Promise<void> {
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(longestSeconds);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({
    status: 429,
    code: 'tooFast',
    detail: expect.stringMatching(
      /^That was too often in a short time\. Try again in \d+ (second|minute)s?\.$/,
    ) as string,
  });
}
