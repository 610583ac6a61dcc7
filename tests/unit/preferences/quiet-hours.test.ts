import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, quietEndsAt } from '@/lib/preferences/quiet-hours';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh', 'Asia/Kathmandu'];

/** Hours such as `22:00-07:00`. */
function hours(span: string, timeZone: string) {
  const [from = '', to = ''] = span.split('-');
  return { from, to, timeZone };
}

/** Whether it is quiet at each of some moments. */
function quietAt(span: string, timeZone: string, ...moments: string[]): boolean[] {
  return moments.map((moment) => isQuiet(hours(span, timeZone), new Date(moment)));
}

function endOf(span: string, timeZone: string, moment: string): string | undefined {
  return quietEndsAt(hours(span, timeZone), new Date(moment))?.toISOString();
}

test('without quiet hours it is never quiet', () => {
  expect(isQuiet(null, new Date())).toBe(false);
  expect(quietEndsAt(null, new Date())).toBeNull();
});

test('quiet begins at its first minute and is over at its last', () => {
  const moments = ['12:59:59.999', '13:00:00', '14:29:59.999', '14:30:00'].map(
    (at) => `2026-06-10T${at}+07:00`,
  );
  expect(quietAt('13:00-14:30', 'Asia/Ho_Chi_Minh', ...moments)).toEqual([false, true, true, false]);
  expect(endOf('13:00-14:30', 'Asia/Ho_Chi_Minh', '2026-06-10T13:00:00.001+07:00')).toBe(
    '2026-06-10T07:30:00.000Z',
  );
  expect(endOf('13:00-14:30', 'Asia/Ho_Chi_Minh', '2026-06-10T14:30:00+07:00')).toBeUndefined();
});

test('quiet goes on across midnight, to the next day', () => {
  const moments = ['10T21:59', '10T22:00', '10T23:59', '11T00:00', '11T06:59', '11T07:00'];
  expect(quietAt('22:00-07:00', 'Asia/Kathmandu', ...moments.map((at) => `2026-06-${at}:00+05:45`))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(endOf('22:00-07:00', 'Asia/Kathmandu', '2026-06-10T23:30:00+05:45')).toBe(
    '2026-06-11T01:15:00.000Z',
  );
});

test('hours of no length are never quiet', () => {
  expect(quietAt('08:00-08:00', 'Asia/Ho_Chi_Minh', '2026-06-10T01:00:00Z', '2026-06-10T13:00:00Z')).toEqual([
    false,
    false,
  ]);
});

test('the same moment is quiet in one zone and not in another', () => {
  const moment = '2026-06-10T16:00:00Z';
  expect(ZONES.map((zone) => quietAt('22:00-07:00', zone, moment)[0])).toEqual([false, false, true, false]);
});

test('in spring an end that the clock leaves out is over when the clock is set', () => {
  // Berlin, 29 March 2026: 01:59 is followed by 03:00.
  expect(endOf('22:00-02:30', 'Europe/Berlin', '2026-03-28T23:00:00+01:00')).toBe('2026-03-29T01:00:00.000Z');
  expect(
    quietAt('22:00-02:30', 'Europe/Berlin', '2026-03-29T01:59:59+01:00', '2026-03-29T03:00:00+02:00'),
  ).toEqual([true, false]);
});

test('in spring a beginning that the clock leaves out has come when the clock is set', () => {
  expect(
    quietAt('02:30-04:00', 'Europe/Berlin', '2026-03-29T01:59:59+01:00', '2026-03-29T03:00:00+02:00'),
  ).toEqual([false, true]);
  expect(
    quietAt('02:10-02:50', 'Europe/Berlin', '2026-03-29T01:59:59+01:00', '2026-03-29T03:00:00+02:00'),
  ).toEqual([false, false]);
});

test('a night is an hour shorter in spring and an hour longer in autumn', () => {
  expect(endOf('22:00-07:00', 'America/New_York', '2026-03-07T22:00:00-05:00')).toBe(
    '2026-03-08T11:00:00.000Z',
  );
  expect(endOf('22:00-07:00', 'America/New_York', '2026-10-31T22:00:00-04:00')).toBe(
    '2026-11-01T12:00:00.000Z',
  );
});

test('in autumn a time that comes twice counts twice', () => {
  // Berlin, 25 October 2026: 02:59 is followed by 02:00.
  const moments = ['02:29:59+02:00', '02:30:00+02:00', '02:00:00+01:00', '02:30:00+01:00'];
  expect(quietAt('22:00-02:30', 'Europe/Berlin', ...moments.map((at) => `2026-10-25T${at}`))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(endOf('22:00-02:30', 'Europe/Berlin', '2026-10-25T01:00:00+02:00')).toBe('2026-10-25T00:30:00.000Z');
  expect(endOf('22:00-02:30', 'Europe/Berlin', '2026-10-25T02:10:00+01:00')).toBe('2026-10-25T01:30:00.000Z');
});

test('a day that a zone leaves out takes nothing of the night', () => {
  // Samoa had no 30 December 2011.
  expect(endOf('22:00-07:00', 'Pacific/Apia', '2011-12-30T08:00:00Z')).toBe('2011-12-30T17:00:00.000Z');
});

test('a zone that a browser does not know is taken for its own', () => {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const moments = ['2026-06-10T00:30:00Z', '2026-06-10T12:30:00Z'];
  expect(quietAt('00:00-12:00', 'Europe/Atlantis', ...moments)).toEqual(
    quietAt('00:00-12:00', own, ...moments),
  );
});

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((at) => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
});

const anywhere = fc.tuple(
  fc.constantFrom(...ZONES),
  fc.date({ min: new Date('2000-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }),
);

/** Up to a day before a clock change, or shortly after one: where it is hard. */
const nearAChange = fc
  .tuple(
    fc.constantFrom(
      ['America/New_York', '2026-03-08T07:00Z'] as const,
      ['America/New_York', '2026-11-01T06:00Z'] as const,
      ['Europe/Berlin', '2026-03-29T01:00Z'] as const,
      ['Europe/Berlin', '2026-10-25T01:00Z'] as const,
    ),
    fc.integer({ min: -24 * 60, max: 2 * 60 }),
  )
  .map(([[zone, change], minutes]) => [zone, new Date(Date.parse(change) + minutes * 60_000 + 500)] as const);

test('the end of quiet is the first moment that is not quiet', () => {
  fc.assert(
    fc.property(minute, minute, fc.oneof(anywhere, nearAChange), (from, to, [timeZone, at]) => {
      fc.pre(from !== to);
      const quiet = { from, to, timeZone };
      const end = quietEndsAt(quiet, at);
      expect(end !== null).toBe(isQuiet(quiet, at));
      if (!end) return;
      expect(end.getTime()).toBeGreaterThan(at.getTime());
      expect(isQuiet(quiet, end)).toBe(false);
      expect(isQuiet(quiet, new Date(end.getTime() - 1))).toBe(true);
      for (let each = at.getTime(); each < end.getTime(); each += 60_000) {
        if (!isQuiet(quiet, new Date(each)))
          expect.fail(`not quiet at ${new Date(each).toISOString()} already`);
      }
    }),
    { numRuns: 300 },
  );
});
