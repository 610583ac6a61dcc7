import { expect, test } from 'vitest';
import { warningsOf } from '@/lib/in-the-open';

const DEMO = /demo people.*DEMO=off/;
const PLAIN = /passwords and cookies.*https/;

test.each([
  ['on loopback', { host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000', isDemo: true }, []],
  ['on every address', { host: '0.0.0.0', publicUrl: 'http://127.0.0.1:3000', isDemo: true }, [DEMO]],
  ['by http to the world', { host: '0.0.0.0', publicUrl: 'http://board.example', isDemo: false }, [PLAIN]],
  ['by both', { host: '::', publicUrl: 'http://192.0.2.7:3000', isDemo: true }, [DEMO, PLAIN]],
  ['behind a proxy', { host: '127.0.0.1', publicUrl: 'https://board.example', isDemo: true }, [DEMO]],
  ['as it should be', { host: '0.0.0.0', publicUrl: 'https://board.example', isDemo: false }, []],
])('%s', (_, settings, expected) => {
  const warnings = warningsOf(settings);
  expect(warnings).toHaveLength(expected.length);
  expected.forEach((pattern, n) => expect(warnings[n]).toMatch(pattern));
});
