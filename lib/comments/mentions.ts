import { LIMITS } from '@/lib/limits';

export interface Mention {
  /** Lower case, as names are kept. */
  name: string;
  /** Offset of the `@`, in UTF-16 code units. */
  from: number;
  /** Offset behind the last letter of the name. */
  to: number;
}

/** The names that a text speaks to, each once. */
export function namesIn(text: string): string[] {
  return [...new Set(parseMentions(text).map(({ name }) => name))];
}

/**
 * Finds every `@name` a text speaks to, in order and with repetitions; whether such people exist is not asked here.
 * E-mail addresses, web addresses and code hold no mentions. Runs in linear time.
 */
export function parseMentions(text: string): Mention[] {
  const quiet = [...codeSpans(text), ...webAddresses(text)];
  return [...text.matchAll(NAME)]
    .map(({ 0: written, index }) => ({
      name: written.slice(1).toLowerCase(),
      from: index,
      to: index + written.length,
    }))
    .filter(
      ({ name, from, to }) =>
        name.length >= LIMITS.nameMin &&
        name.length <= LIMITS.nameMax &&
        mayStandBefore(text, from) &&
        mayStandBehind(text, to),
    )
    .filter(outsideOf(quiet));
}

const NAME = /@[A-Za-z0-9_]+/g;
// A mark belongs to the letter before it; a variation selector, as in ❤️, belongs to a picture.
const WORD = /[\p{L}\p{N}_]|(?![\ufe00-\ufe0f])\p{M}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whether an `@` here starts something, rather than standing inside a word, an address or a path. */
function mayStandBefore(text: string, at: number): boolean {
  const before = charBefore(text, at);
  return !WORD.test(before) && !'@./-'.includes(before || ' ');
}

/** Whether a name may end here: not where it goes on as a longer word, a host name or an address. */
function mayStandBehind(text: string, at: number): boolean {
  const after = charAt(text, at);
  if (after === '@' || WORD.test(after)) return false;
  return !((after === '.' || after === '-') && LETTER_OR_DIGIT.test(charAt(text, at + 1)));
}

function charAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function charBefore(text: string, at: number): string {
  const last = text.charCodeAt(at - 1);
  const isLowHalf = last >= 0xdc00 && last <= 0xdfff;
  return at === 0 ? '' : charAt(text, isLowHalf && at > 1 ? at - 2 : at - 1);
}

type Span = readonly [from: number, to: number];

/** Keeps what lies in none of these spans; asked in the order of the text, it looks at each span once. */
function outsideOf(spans: Span[]): (mention: Mention) => boolean {
  const ordered = spans.sort((a, b) => a[0] - b[0]);
  let next = 0;
  let coveredTo = 0;
  return ({ from }) => {
    for (; next < ordered.length && ordered[next]![0] <= from; next++) {
      coveredTo = Math.max(coveredTo, ordered[next]![1]);
    }
    return from >= coveredTo;
  };
}

/** From `https://` or `www.` to the next white space. */
function webAddresses(text: string): Span[] {
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }) => {
    const start = word.search(/:\/\/|www\./i);
    return start < 0 ? [] : [[index + start, index + word.length] as const];
  });
}

/** What stands between two equal rows of backticks; one or two of them reach to the end of a paragraph, three further. */
function codeSpans(text: string): Span[] {
  const rows: { from: number; to: number; kind: string }[] = [];
  let paragraph = 0;
  for (const { 0: found, index } of text.matchAll(/`+|\n[^\S\n]*(?=\n)/g)) {
    if (found.startsWith('`')) {
      const kind = found.length < 3 ? `${found.length} in ${paragraph}` : String(found.length);
      rows.push({ from: index, to: index + found.length, kind });
    } else paragraph++;
  }
  const closedBy = new Map<number, number>();
  const lastOf = new Map<string, number>();
  for (let i = rows.length - 1; i >= 0; i--) {
    const end = lastOf.get(rows[i]!.kind);
    if (end !== undefined) closedBy.set(i, end);
    lastOf.set(rows[i]!.kind, i);
  }
  const spans: Span[] = [];
  for (let i = 0; i < rows.length; i++) {
    const end = closedBy.get(i);
    if (end === undefined) continue;
    spans.push([rows[i]!.from, rows[end]!.to]);
    i = end;
  }
  return spans;
}
