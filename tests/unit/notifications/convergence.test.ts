import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type InboxEvent,
  inboxFrom,
  inboxReducer,
  type InboxView,
  needsSnapshot,
} from '@/lib/notifications/reducer';
import { InboxModel } from '@/tests/unit/notifications/inbox-model';

const RUNS = process.env.FAULTS === 'long' ? 20_000 : 1_500;

type Job =
  | { kind: 'arrive'; size: number }
  | { kind: 'read' | 'unread' | 'retract'; pick: number }
  | { kind: 'readAll' | 'snapshot' | 'state' };

const job: fc.Arbitrary<Job> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), size: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('read' as const, 'read' as const, 'unread' as const, 'retract' as const),
      // Most changes are of the newest rows, so that they meet.
      pick: fc.oneof(fc.nat(3), fc.nat(40)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('readAll' as const, 'snapshot' as const, 'state' as const),
    }),
  },
);

/** Rows there are before anything happens: none, or more than a page. */
const older = fc.oneof(fc.constant(0), fc.nat(30));

const stepsOf = (model: InboxModel, each: Job) =>
  each.kind === 'arrive'
    ? model.arrive(each.size)
    : each.kind === 'read' || each.kind === 'unread' || each.kind === 'retract'
      ? model[each.kind](each.pick)
      : model[each.kind]();

/** Runs jobs with their steps taking turns as `turns` says: what several workers and requests do to a database. */
function interleave(model: InboxModel, jobs: Job[], turns: number[]): void {
  const open = jobs.map((each) => stepsOf(model, each));
  for (let n = 0; open.some((steps) => steps.length > 0); n++) {
    // Near the front, so that jobs overlap as in life and do not all run at once.
    const live = open.filter((steps) => steps.length > 0).slice(0, 3);
    live[(turns[n % turns.length] ?? 0) % live.length]?.shift()?.();
  }
}

/** What the connection does when nothing more arrives: asks until there is nothing to ask. */
function settle(view: InboxView, model: InboxModel): InboxView {
  let asked = 0;
  let settled = view;
  while (needsSnapshot(settled) || settled.staleBelow !== null) {
    if (++asked > 20) throw new Error('it never stops asking');
    settled = inboxReducer(
      settled,
      needsSnapshot(settled)
        ? { kind: 'snapshot', snapshot: model.snapshotNow() }
        : model.pageNow(settled.staleBelow),
    );
  }
  return settled;
}

/** A page that was just opened; `isScrolled` when everything below the newest rows is there as well. */
function opened(model: InboxModel, isScrolled: boolean): InboxView {
  const view = inboxFrom(model.snapshotNow());
  const last = view.items.at(-1);
  return last && isScrolled ? inboxReducer(view, model.pageNow(last)) : view;
}

const isAnswer = (event: InboxEvent) => event.kind === 'state' && Boolean(event.read ?? event.unread);

const shape = (rows: { id: string; readAt: string | null }[]) =>
  rows.map((row) => `${row.id.slice(-3)}${row.readAt === null ? ' unread' : ''}`);

function ends(view: InboxView, model: InboxModel): void {
  expect({ revision: view.revision, unreadCount: view.unreadCount }).toEqual({
    revision: model.revision,
    unreadCount: model.unreadCount,
  });
  expect(shape(view.items)).toEqual(shape(model.newestFirst().slice(0, view.items.length)));
  // What is gone leaves a gap at the end, which scrolling fills.
  expect(view.items.length + model.retractions).toBeGreaterThanOrEqual(Math.min(20, model.rows.size));
}

test('any interleaving of new, read, read-all, retract and snapshots, in any order and with repeats, ends in the state the server has', () => {
  let messages = 0;
  let snapshots = 0;
  fc.assert(
    fc.property(
      fc.array(job, { minLength: 1, maxLength: 14 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }),
      fc.infiniteStream(fc.nat(1000)),
      fc.nat(3),
      older,
      fc.boolean(),
      fc.boolean(),
      (jobs, turns, order, startsAfter, size, isScrolled, hasAsked) => {
        const model = new InboxModel();
        if (size > 0) interleave(model, [{ kind: 'arrive', size }], turns);
        interleave(model, jobs.slice(0, startsAfter), turns);
        const start = opened(model, isScrolled);
        model.sent.length = 0;
        interleave(model, jobs.slice(startsAfter), turns);
        // Answers come to the tab that has asked, and to no other.
        const heard = model.sent.filter((event) => hasAsked || !isAnswer(event));
        const arriving = shuffled([...heard, ...heard], order);
        messages += arriving.length;
        snapshots += arriving.filter(({ kind }) => kind === 'snapshot').length;
        ends(settle(arriving.reduce(inboxReducer, start), model), model);
      },
    ),
    { numRuns: RUNS },
  );
  console.log(`convergence: ${RUNS} histories, ${messages} messages, ${snapshots} of them snapshots`);
});

test('messages that are lost for good are made up for as soon as a newer one or a snapshot comes', () => {
  fc.assert(
    fc.property(
      fc.array(job, { minLength: 2, maxLength: 14 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }),
      fc.array(fc.constantFrom('in time', 'late', 'never'), { minLength: 1, maxLength: 40 }),
      fc.infiniteStream(fc.nat(1000)),
      older,
      fc.boolean(),
      (jobs, turns, fates, order, size, isScrolled) => {
        const model = new InboxModel();
        if (size > 0) interleave(model, [{ kind: 'arrive', size }], turns);
        const start = opened(model, isScrolled);
        model.sent.length = 0;
        interleave(model, jobs, turns);
        const thatCome = (fate: string) =>
          shuffled(
            model.sent.filter((_, n) => fates[n % fates.length] === fate),
            order,
          );
        // A reconnection: the state that a connection starts with, then the snapshot that it asks for.
        const { revision, unreadCount } = model;
        const back: InboxEvent = { kind: 'state', inbox: { revision, unreadCount }, at: '' };
        const snapshot: InboxEvent = { kind: 'snapshot', snapshot: model.snapshotNow(), isCatchUp: true };
        const caughtUp = [...thatCome('in time'), back, snapshot].reduce(inboxReducer, start);
        ends(settle(thatCome('late').reduce(inboxReducer, settle(caughtUp, model)), model), model);
      },
    ),
    { numRuns: RUNS },
  );
});

function shuffled<T>(list: T[], order: IterableIterator<number>): T[] {
  const left = [...list];
  const out: T[] = [];
  while (left.length > 0) {
    // Mostly near the front: a little out of order, and now and then far.
    const far = (order.next().value ?? 0) % 10 === 0;
    const at = (order.next().value ?? 0) % (far ? left.length : Math.min(3, left.length));
    out.push(...left.splice(at, 1));
  }
  return out;
}
