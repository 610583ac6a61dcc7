import { expect, test, vi } from 'vitest';
import { inBatches } from '@/lib/db/in-batches';

/** Work that is done when told to. */
function heldWork() {
  const begun: { items: string[]; end: (error?: Error) => void }[] = [];
  const ask = inBatches<string, string>(
    (items) =>
      new Promise((resolve, reject) => {
        begun.push({
          items,
          end: (error) => (error ? reject(error) : resolve(items.map((item) => answerTo(item)))),
        });
      }),
  );
  return { begun, ask };
}

const answerTo = (item: string) => (item === 'bad' ? (new Error('bad') as never) : item.toUpperCase());

test('who comes alone is served at once, and who comes while two are under way together', async () => {
  const { begun, ask } = heldWork();
  const answers = ['a', 'b', 'c', 'bad', 'e'].map((item) => ask(item).catch(String));
  expect(begun.map(({ items }) => items)).toEqual([['a'], ['b']]);
  begun[0]?.end();
  await vi.waitFor(() => expect(begun[2]?.items).toEqual(['c', 'bad', 'e']));
  for (const { end } of begun) end();
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'Error: bad', 'E']);
});

test('what fails fails only who was waiting for it', async () => {
  const { begun, ask } = heldWork();
  const [lost, found] = [ask('a').catch(String), ask('b')];
  begun[0]?.end(new Error('gone'));
  begun[1]?.end();
  expect(await lost).toBe('Error: gone');
  expect(await found).toBe('B');
});

test('work that is never answered fails after a while, and holds up nobody who asks later', async () => {
  vi.useFakeTimers();
  const { begun, ask } = heldWork();
  const lost = Promise.all([ask('a').catch(String), ask('b').catch(String)]);
  const later = ask('c');
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await lost).toEqual(Array(2).fill(expect.stringContaining('DatabaseTimeoutError')));
  begun[2]?.end();
  expect(await later).toBe('C');
  vi.useRealTimers();
});
