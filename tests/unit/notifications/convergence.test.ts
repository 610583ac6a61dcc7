import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  EVERYTHING,
  filteredReducer,
  isListed,
  knownTo,
  type ListFilter,
} from '@/lib/notifications/filtered';
import {
  type InboxEvent,
  inboxFrom,
  inboxReducer,
  type InboxView,
  needsSnapshot,
} from '@/lib/notifications/reducer';
import { isNewer } from '@/lib/notifications/row-place';
import { firstPage, InboxModel } from '@/tests/unit/notifications/inbox-model';

/** How long a slow machine may take for all of them. */
const WITHIN_MS = 600_000;
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

/** The lists of a tab: the inbox itself, and some that show a part of it. */
const LISTS: ListFilter[] = [
  EVERYTHING,
  { filter: 'unread', type: null },
  { filter: 'all', type: 'NEW_REPLY' },
  { filter: 'unread', type: 'NEW_COMMENT' },
];
const REDUCERS = LISTS.map((list) => (list === EVERYTHING ? inboxReducer : filteredReducer(list)));

type Tab = InboxView[];

/** A page that was just opened; `isScrolled` when everything below the newest rows is there as well. */
function opened(model: InboxModel, isScrolled: boolean): Tab {
  return LISTS.map((list, n) => {
    const view = inboxFrom(firstPage(model.everythingNow(), list));
    const last = view.items.at(-1);
    return last && isScrolled ? REDUCERS[n]!(view, model.pageNow(last, list)) : view;
  });
}

/** Whenever the inbox takes a snapshot, each list reads its own first page. */
function hear(tab: Tab, event: InboxEvent): Tab {
  const heard = (list: ListFilter): InboxEvent =>
    event.kind === 'snapshot' ? { ...event, snapshot: firstPage(event.snapshot, list) } : event;
  const inbox = inboxReducer(tab[0]!, heard(EVERYTHING));
  const take = (view: InboxView, n: number) => REDUCERS[n]!(view, knownTo(inbox, heard(LISTS[n]!)));
  return tab.map((view, n) => (n === 0 ? inbox : take(view, n)));
}

/** What a tab does when nothing more arrives: asks until there is nothing to ask. */
function settle(tab: Tab, model: InboxModel): Tab {
  let settled = tab;
  for (let asked = 0; ; asked++) {
    if (asked > 40) throw new Error('it never stops asking');
    if (needsSnapshot(settled[0]!)) {
      settled = hear(settled, { kind: 'snapshot', snapshot: model.everythingNow() });
      continue;
    }
    const n = settled.findIndex((view) => needsSnapshot(view) || view.staleBelow !== null);
    const view = settled[n];
    if (!view) return settled;
    const list = LISTS[n]!;
    const answer: InboxEvent = needsSnapshot(view)
      ? { kind: 'snapshot', snapshot: firstPage(model.everythingNow(), list) }
      : model.pageNow(view.staleBelow, list);
    settled = settled.with(n, REDUCERS[n]!(view, answer));
  }
}

const isAnswer = (event: InboxEvent) => event.kind === 'state' && Boolean(event.read ?? event.unread);

const shape = (rows: { id: string; readAt: string | null }[]) =>
  rows.map((row) => `${row.id.slice(-3)}${row.readAt === null ? ' unread' : ''}`);

function ends(tab: Tab, model: InboxModel): void {
  for (const [n, view] of tab.entries()) {
    const list = LISTS[n]!;
    expect({ revision: view.revision, unreadCount: view.unreadCount }).toEqual({
      revision: model.revision,
      unreadCount: model.unreadCount,
    });
    const wanted = model.newestFirst().filter((row) => isListed(row, list));
    const lowest = view.items.at(-1);
    // Everything down to the lowest row, so that scrolling on from there leaves nothing out.
    const reached = wanted.filter((row) => lowest && !isNewer(lowest, row));
    expect(shape(view.items.filter((row) => isListed(row, list)))).toEqual(shape(reached));
    // What is gone leaves a gap at the end, which scrolling fills.
    expect(view.items.length + model.retractions).toBeGreaterThanOrEqual(Math.min(20, wanted.length));
  }
}

test(
  'any interleaving of new, read, read-all, retract and snapshots, in any order and with repeats, ends in the state the server has',
  () => {
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
          ends(settle(arriving.reduce(hear, start), model), model);
        },
      ),
      { numRuns: RUNS },
    );
    console.log(`convergence: ${RUNS} histories, ${messages} messages, ${snapshots} of them snapshots`);
  },
  WITHIN_MS,
);

test(
  'messages that are lost for good are made up for as soon as a newer one or a snapshot comes',
  () => {
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
          const snapshot: InboxEvent = { kind: 'snapshot', snapshot: model.everythingNow(), isCatchUp: true };
          const caughtUp = [...thatCome('in time'), back, snapshot].reduce(hear, start);
          ends(settle(thatCome('late').reduce(hear, settle(caughtUp, model)), model), model);
        },
      ),
      { numRuns: RUNS },
    );
  },
  WITHIN_MS,
);

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
