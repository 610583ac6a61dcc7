import { expect, test, vi } from 'vitest';
import { createMentionNames } from '@/components/comments/mention-names';

/** A server with these people. */
function serverWith(...people: string[]) {
  return vi.fn((names: string[]) => Promise.resolve(people.filter((name) => names.includes(name))));
}

const NOTHING = { asked: [], existing: [] };
/** Long enough for answers that need no network. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what came with the page is known, and nobody is asked', async () => {
  const ask = serverWith();
  const names = createMentionNames({ asked: ['lan', 'nobody'], existing: ['lan'] }, ask);
  names.need(['lan', 'nobody']);
  await settled();
  expect([names.exists('lan'), names.exists('nobody')]).toEqual([true, false]);
  expect(ask).not.toHaveBeenCalled();
});

test('names of comments that come together are asked for together, and each only once', async () => {
  const ask = serverWith('lan', 'minh');
  const names = createMentionNames(NOTHING, ask);
  const told = vi.fn();
  names.subscribe(told);
  names.need(['lan']);
  names.need(['minh', 'lan']);
  names.need(['nobody']);
  await settled();
  names.need(['lan', 'nobody']);
  await settled();
  expect(ask.mock.calls).toEqual([[['lan', 'minh', 'nobody']]]);
  expect([names.exists('lan'), names.exists('minh'), names.exists('nobody')]).toEqual([true, true, false]);
  expect(told).toHaveBeenCalledTimes(1);
});

test('a name that is wanted while the answer is on its way is asked for as well', async () => {
  const ask = serverWith('lan', 'minh');
  const names = createMentionNames(NOTHING, ask);
  names.need(['lan']);
  await Promise.resolve();
  names.need(['lan', 'minh']);
  await settled();
  expect(ask.mock.calls).toEqual([[['lan']], [['minh']]]);
  expect(names.exists('minh')).toBe(true);
});

test('more names than fit into one request are asked for in turns', async () => {
  const ask = serverWith('n249');
  const names = createMentionNames(NOTHING, ask);
  names.need(Array.from({ length: 250 }, (_, n) => `n${n}`));
  await settled();
  expect(ask.mock.calls.map(([some]) => some.length)).toEqual([100, 100, 50]);
  expect(names.exists('n249')).toBe(true);
});

test('without an answer a name stays text, and is asked for again', async () => {
  const ask = serverWith('lan').mockRejectedValueOnce(new TypeError('offline'));
  const names = createMentionNames(NOTHING, ask);
  names.need(['lan']);
  await settled();
  expect(names.exists('lan')).toBe(false);
  names.need(['lan']);
  await settled();
  expect(names.exists('lan')).toBe(true);
});
