import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressOf } from '@/lib/http/address';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage;

test('without a proxy the address is that of the connection, whatever a client claims', () => {
  expect(addressOf(from('203.0.113.7', '10.0.0.1'), false)).toBe('203.0.113.7');
});

test('behind a proxy it is the last one named: those before it were written by the client', () => {
  expect(addressOf(from('127.0.0.1', '10.0.0.1, 203.0.113.7'), true)).toBe('203.0.113.7');
  expect(addressOf(from('127.0.0.1', ''), true)).toBe('127.0.0.1');
  expect(addressOf(from('127.0.0.1'), true)).toBe('127.0.0.1');
});

test.each([
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0::1', '2001:db8:0:0::/64'],
  ['::ffff:c633:6407', '198.51.100.7'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['[2001:db8::1]:4711', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (address, expected) => {
  expect(addressOf(from(address), false)).toBe(expected);
});
