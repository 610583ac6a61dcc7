import type { Env } from '@/lib/env';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * What whoever starts a server that others can reach has to hear.
 * @returns sentences, none when all is well
 */
export function warningsOf({
  host,
  publicUrl,
  isDemo,
}: Pick<Env, 'host' | 'publicUrl' | 'isDemo'>): string[] {
  const name = new URL(publicUrl).hostname;
  const isOpen = !LOOPBACK.has(host) || !LOOPBACK.has(name);
  if (!isOpen) return [];
  return [
    ...(isDemo
      ? [
          `WARNING: everybody who reaches ${publicUrl} can sign in as one of the demo people, whose password is printed in the README. ` +
            'Set DEMO=off and start again: nobody can sign in as them then, and what they wrote stays.',
        ]
      : []),
    ...(publicUrl.startsWith('http:') && !LOOPBACK.has(name)
      ? [
          `WARNING: passwords and cookies travel to ${publicUrl} as everybody on the way can read them. ` +
            'Put a proxy with https in front and set PUBLIC_URL to its address.',
        ]
      : []),
  ];
}
