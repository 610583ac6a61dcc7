// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { submissionKeyOf } from '@/components/comments/client-key';
import { createOutgoing, SendRefused } from '@/components/comments/outgoing';
import type { OutgoingComment, OutgoingStorage } from '@/components/comments/outgoing-storage';
import type { CommentView } from '@/lib/comments/schema';
import { comment } from '@/tests/unit/comments/comment';

const NOW = new Date('2026-03-01T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a comment on its way', () => {
  it('waits where a reload finds it, and is forgotten once it has arrived', async () => {
    const { outgoing, answer, storage, arrived } = sender();
    outgoing.send({ key: 'k', body: 'hello' }, null);
    expect(outgoing.all().map(({ body, problem }) => [body, problem])).toEqual([['hello', null]]);
    expect(storage.load()).toHaveLength(1);
    await answer('hello');
    expect(arrived).toEqual(['hello']);
    expect([outgoing.all(), storage.load()]).toEqual([[], []]);
  });

  it('goes one after another, so that two stay in order', async () => {
    const { outgoing, answer, asked } = sender();
    outgoing.send({ key: 'a', body: 'first' }, null);
    outgoing.send({ key: 'b', body: 'second' }, null);
    await settle();
    expect(asked.map(({ body }) => body)).toEqual(['first']);
    await answer('first');
    expect(asked.map(({ body }) => body)).toEqual(['first', 'second']);
  });

  it('without an answer says so, and a retry has the same key', async () => {
    const { outgoing, fail, answer, asked, storage } = sender();
    const { key } = outgoing.send({ key: 'k', body: 'hello' }, null);
    await fail(new Error('no answer'));
    const problem = { sentence: null, isOffline: false, isFinal: false };
    expect(outgoing.all()[0]?.problem).toEqual(problem);
    expect(storage.load()[0]?.problem).toEqual(problem);
    outgoing.retry(key);
    outgoing.retry(key);
    await answer('hello');
    expect(asked.map((each) => each.key)).toEqual([key, key]);
    expect(outgoing.all()).toEqual([]);
  });

  it('that the thread shows has arrived, whatever becomes of its answer', async () => {
    const { outgoing, fail, arrived } = sender();
    outgoing.send({ key: 'k', body: ' hello ' }, null);
    await settle();
    outgoing.onShown(comment(1, { body: 'hello' }), true);
    expect(arrived).toEqual(['hello']);
    await fail(new Error('the answer was lost'));
    expect(outgoing.all()).toEqual([]);
  });

  it('is not mistaken for an older one with the same text, or for one at another place', async () => {
    const { outgoing, fail } = sender();
    outgoing.send({ key: 'k', body: '+1' }, null);
    await fail(new Error('no answer'));
    const before = new Date(NOW.getTime() - 60_000).toISOString();
    outgoing.onShown(comment(1, { body: '+1', createdAt: before }), false);
    outgoing.onShown(comment(2, { body: '+1', parent: 1 }), true);
    expect(outgoing.all()).toHaveLength(1);
    outgoing.onShown(comment(3, { body: '+1', createdAt: NOW.toISOString() }), false);
    expect(outgoing.all()).toHaveLength(0);
  });

  it('that is refused goes back to its field when there is room, else it stays with the reason', async () => {
    const refusal = { sentence: 'Too long.', isOffline: false, isFinal: true };
    for (const isTaken of [true, false]) {
      const { outgoing, fail, refused } = sender({ isTaken });
      outgoing.send({ key: 'k', body: 'hello' }, null);
      await fail(new SendRefused(refusal));
      expect(refused.map(({ draftKey, body }) => [draftKey, body])).toEqual([['k', 'hello']]);
      expect(outgoing.all().map(({ problem }) => problem)).toEqual(isTaken ? [] : [refusal]);
    }
  });

  it('can be taken back once it has failed, and not before', async () => {
    const { outgoing, fail } = sender();
    const { key } = outgoing.send({ key: 'k', body: 'hello' }, null);
    expect(outgoing.takeBack(key)).toBeUndefined();
    await fail(new Error('no answer'));
    expect(outgoing.takeBack(key)).toMatchObject({ draftKey: 'k', body: 'hello' });
    expect(outgoing.all()).toEqual([]);
  });
});

describe('what another page has sent', () => {
  it('is on its way here too, and then gone', () => {
    const { outgoing, storage } = sender();
    outgoing.start();
    storage.tell('k', onItsWay('hello'));
    expect(outgoing.all()).toHaveLength(1);
    storage.tell('k', null);
    expect(outgoing.all()).toEqual([]);
  });

  it('can be sent again when the page that sent it went away', () => {
    const { outgoing, storage } = sender();
    storage.save(onItsWay('hello'));
    outgoing.start();
    expect(outgoing.all()[0]?.problem).toBeNull();
    vi.advanceTimersByTime(20_000);
    expect(outgoing.all()[0]?.problem).toMatchObject({ isFinal: false });
  });

  it('is known to be unsure when a page is left in the middle of it', async () => {
    const { outgoing, storage } = sender();
    outgoing.start();
    outgoing.send({ key: 'k', body: 'hello' }, null);
    await settle();
    window.dispatchEvent(new Event('pagehide'));
    expect(storage.load()[0]?.problem).toMatchObject({ isFinal: false });
  });
});

it('the key of a submission names its draft and its text', () => {
  const key = submissionKeyOf('k', 'hello');
  expect(submissionKeyOf('k', ' hello ')).toBe(key);
  expect(new Set([key, submissionKeyOf('k', 'hello!'), submissionKeyOf('j', 'hello')]).size).toBe(3);
  const texts = Array.from({ length: 20_000 }, (_, n) => submissionKeyOf('k', `text ${n}`));
  expect(new Set(texts).size).toBe(20_000);
  expect(submissionKeyOf('k'.repeat(200), 'x'.repeat(5_000)).length).toBeLessThanOrEqual(100);
});

function onItsWay(body: string): OutgoingComment {
  return { key: 'k', draftKey: 'd', parentId: null, body, sentAt: NOW.toISOString(), problem: null };
}

function sender({ isTaken = false } = {}) {
  const storage = memory();
  const asked: OutgoingComment[] = [];
  const arrived: string[] = [];
  const refused: OutgoingComment[] = [];
  let answers: { resolve(view: CommentView): void; reject(error: Error): void }[] = [];
  const outgoing = createOutgoing({
    storage,
    request(sent) {
      asked.push(sent);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    onArrived: ({ body }) => arrived.push(body),
    onFailed: () => undefined,
    onRefused(sent) {
      refused.push(sent);
      return isTaken;
    },
  });
  const next = async () => {
    await settle();
    const [first] = answers;
    answers = answers.slice(1);
    return first;
  };
  return {
    ...{ outgoing, storage, asked, arrived, refused },
    async answer(body: string) {
      (await next())?.resolve(comment(1, { body }));
      await settle();
    },
    async fail(error: Error) {
      (await next())?.reject(error);
      await settle();
    },
  };
}

function memory(): OutgoingStorage & { tell(key: string, sent: OutgoingComment | null): void } {
  const held = new Map<string, OutgoingComment>();
  let tell = (_: string, __: OutgoingComment | null) => {};
  return {
    load: () => [...held.values()],
    save: (sent) => void held.set(sent.key, sent),
    remove: (key) => void held.delete(key),
    onChange(listener) {
      tell = listener;
      return () => undefined;
    },
    tell: (key, sent) => tell(key, sent),
  };
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) await Promise.resolve();
}
