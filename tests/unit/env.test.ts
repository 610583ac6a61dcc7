import { expect, test } from 'vitest';
import { originOf, parseEnv } from '@/lib/env';

test('nothing set gives a demo on loopback', () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    isDemo: true,
  });
});

test.each([
  [{ PORT: 'abc' }, /PORT must be a whole number from 0 to 65535/],
  [{ PUBLIC_URL: 'example' }, /PUBLIC_URL must be a URL that starts with http:/],
  [{ DEMO: 'yes' }, /DEMO must be on or off/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  [{ DRAIN_MS: '1.5' }, /DRAIN_MS must be a whole number from 0 to 600000/],
  [{ METRICS_TOKEN: 'too short' }, /METRICS_TOKEN must have at least 16 characters/],
  [{ MONGODB_URI: 'mongodb://db/x' }, /AUTH_SECRET must be set when MONGODB_URI is/],
])('%o is refused with its name and what is allowed', (settings, message) => {
  expect(() => parseEnv(settings)).toThrow(message);
});

test('a refused value is not repeated', () => {
  expect(() => parseEnv({ REDIS_URL: 'secret-password' })).toThrow(/^(?!.*secret-password).*$/s);
});

test('with a MongoDB of one’s own the demo is off', () => {
  expect(parseEnv({ MONGODB_URI: 'mongodb://db/x', AUTH_SECRET: 'x'.repeat(32) }).isDemo).toBe(false);
});

test('a wildcard address is reached through loopback', () => {
  expect(originOf('0.0.0.0', 4000)).toBe('http://127.0.0.1:4000');
});
