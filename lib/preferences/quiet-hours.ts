import type { QuietHours } from '@/lib/preferences/schema';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * Whether it is quiet at a moment, by what a clock on a wall of that zone shows: `from` belongs to it, `to` does
 * not. A time that a clock change leaves out never comes; one that comes twice counts twice.
 */
export function isQuiet(hours: QuietHours | null, at: Date): boolean {
  if (!hours) return false;
  const { from, to, timeZone } = hours;
  const time = timeOf(wallClock(at.getTime(), timeZone));
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** @returns the first moment from then on that is not quiet; null when that moment itself is not */
export function quietEndsAt(hours: QuietHours | null, at: Date): Date | null {
  if (!hours || !isQuiet(hours, at)) return null;
  const { to, timeZone } = hours;
  // Offsets are whole minutes in every zone of today, so minutes of the wall begin where those of UTC do.
  let moment = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  do {
    const wall = wallClock(moment, timeZone);
    const due = moment + ((minutesOf(to) - minutesOf(timeOf(wall)) + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
    moment = firstClockChange(moment, due, timeZone) ?? due;
  } while (isQuiet(hours, new Date(moment)));
  return new Date(moment);
}

/** The first minute after `from` and up to `to` at which the clock was set, if it was. */
function firstClockChange(from: number, to: number, timeZone: string): number | null {
  const offset = offsetAt(from, timeZone);
  if (offsetAt(to, timeZone) === offset) return null;
  let [before, after] = [from, to];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / MINUTE_MS / 2) * MINUTE_MS;
    if (offsetAt(middle, timeZone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** Milliseconds that the wall is ahead of UTC at a whole minute. */
function offsetAt(moment: number, timeZone: string): number {
  return Date.parse(`${wallClock(moment, timeZone)}Z`) - moment;
}

/** What calendar and clock of a zone show: `2026-03-29T02:30`. */
function wallClock(moment: number, timeZone: string): string {
  const parts = formatFor(timeZone).formatToParts(moment);
  const { year, month, day, hour, minute } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  );
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = newFormat(timeZone);
  formats.set(timeZone, format);
  return format;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const options = { hourCycle: 'h23', year: 'numeric', ...digits } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    // RangeError: a browser that is older than the zone's name. Its own zone is the best guess.
    return new Intl.DateTimeFormat('en', options);
  }
}

function timeOf(wall: string): string {
  return wall.slice(11);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
