import { headers } from 'next/headers';

/** The nonce that proxy.ts has given this answer: what carries it may run, or style. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined;
}
