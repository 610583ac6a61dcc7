import { expect, test, vi } from 'vitest';
import { createLookup } from '@/components/lookup';

/** A server with these people. */
function serverWith(...people: string[]) {
  return vi.fn((names: string[]) =>
    Promise.resolve(
      new Map(people.filter((name) => names.includes(name)).map((name) => [name, `${name}'s id`])),
    ),
  );
}

/** Long enough for answers that need no network. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what came with the page is known, and nobody is asked', async () => {
  const ask = serverWith();
  const names = createLookup<string>(
    [
      ['lan', "lan's id"],
      ['nobody', undefined],
    ],
    ask,
  );
  names.need(['lan', 'nobody']);
  await settled();
  expect([names.get('lan'), names.get('nobody')]).toEqual(["lan's id", undefined]);
  expect(ask).not.toHaveBeenCalled();
});

test('names of comments that come together are asked for together, and each only once', async () => {
  const ask = serverWith('lan', 'minh');
  const names = createLookup<string>([], ask);
  const told = vi.fn();
  names.subscribe(told);
  names.need(['lan']);
  names.need(['minh', 'lan']);
  names.need(['nobody']);
  await settled();
  names.need(['lan', 'nobody']);
  await settled();
  expect(ask.mock.calls).toEqual([[['lan', 'minh', 'nobody']]]);
  expect([names.get('lan'), names.get('minh'), names.get('nobody')]).toEqual([
    "lan's id",
    "minh's id",
    undefined,
  ]);
  expect(told).toHaveBeenCalledTimes(1);
});

test('a name that is wanted while the answer is on its way is asked for as well', async () => {
  const ask = serverWith('lan', 'minh');
  const names = createLookup<string>([], ask);
  names.need(['lan']);
  await Promise.resolve();
  names.need(['lan', 'minh']);
  await settled();
  expect(ask.mock.calls).toEqual([[['lan']], [['minh']]]);
  expect(names.get('minh')).toBe("minh's id");
});

test('more names than fit into one request are asked for in turns', async () => {
  const ask = serverWith('n249');
  const names = createLookup<string>([], ask);
  names.need(Array.from({ length: 250 }, (_, n) => `n${n}`));
  await settled();
  expect(ask.mock.calls.map(([some]) => some.length)).toEqual([100, 100, 50]);
  expect(names.get('n249')).toBe("n249's id");
});

test('without an answer a name stays unknown, and is asked for again', async () => {
  const ask = serverWith('lan').mockRejectedValueOnce(new TypeError('offline'));
  const names = createLookup<string>([], ask);
  names.need(['lan']);
  await settled();
  expect(names.get('lan')).toBeUndefined();
  names.need(['lan']);
  await settled();
  expect(names.get('lan')).toBe("lan's id");
});
