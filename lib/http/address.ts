import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** IPv6 hands out whole networks: one subscriber has at least these many leading bits (RFC 6177). */
const SUBSCRIBER_GROUPS = 4;

/**
 * The address a request is counted under.
 * @param trustsProxy takes the last entry of `X-Forwarded-For`, which the proxy in front of this server has written; those
 * before it are whatever the client likes
 * @returns an IPv4 address, or the first 64 bits of an IPv6 one
 */
export function addressOf(request: IncomingMessage, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? [request.headers['x-forwarded-for']].flat().at(-1) : undefined;
  const last = forwarded?.split(',').at(-1)?.trim();
  return networkOf(last || request.socket.remoteAddress || 'unknown');
}

function networkOf(address: string): string {
  // Some proxies name the port as well.
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  if (!isIPv6(bare)) return bare;
  // One spelling of each address, without the zone of a link.
  const spelled = new URL(`http://[${bare.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(spelled) ?? [];
  if (high && low) return fromHex(high, low);
  const [head = '', tail] = spelled.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups.slice(0, SUBSCRIBER_GROUPS).join(':')}::/64`;
}

/** An IPv4 address inside an IPv6 one. */
function fromHex(high: string, low: string): string {
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
