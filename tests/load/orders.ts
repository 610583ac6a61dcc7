import type { Count } from '@/tests/load/tally';

/** Who takes part, and how they show who they are. */
export interface Member {
  id: string;
  token: string;
  /** A browser's socket shows its session's cookie and no token. */
  cookie?: string;
}

/** A post, and who hears of comments on it; nobody where its writers are its author. */
export interface Thread {
  post: string;
  owner: string;
}

/** Comments to be written, in turn to each thread and by each writer. */
export interface Writing {
  url: string;
  writers: Member[];
  threads: Thread[];
  count: number;
  /** At fixed times whatever becomes of those before, or so many at once, or one when all have heard of the last. */
  pace: { perSecond: number } | { inFlight: number } | 'one by one';
  /** Through the server action of a page, with these cookies in place of the writers' tokens. */
  asAction?: { cookies: string[] };
}

/** What the load generator can be asked to do; it keeps its devices until it is told to close them. */
export type Order =
  | { kind: 'connect'; url: string; devices: Member[]; inFlight: number }
  | { kind: 'close'; url: string }
  | { kind: 'write'; writing: Writing }
  | { kind: 'listen'; url: string; run: string; owners: string[] }
  | { kind: 'read'; url: string; token: string; paths: string[]; rounds: number };

/** Times in milliseconds. Of comments: one entry each, in the order they were sent. */
export interface Written {
  count: Count;
  /** From the moment a comment was to be sent to its answer. */
  answered: number[];
  /** From the same moment until the last of the devices had it; null where there are none. */
  heardByAll: (number | null)[];
  /** How much later than planned the generator sent. */
  late: number[];
  /** From the first comment to the last answer or delivery. */
  tookMs: number;
}

export interface Answers {
  connect: { perSecond: number };
  close: null;
  write: Written;
  /** From the first delivery to the last. */
  listen: { count: Count; tookMs: number };
  /** By path. */
  read: Record<string, number[]>;
}

/** What a body begins with, so that a delivery tells which comment of which run it is of. */
export function marked(run: string, n: number): string {
  return `${run}.${n} The window seat is the best one when it rains, and the quiet one at noon.`;
}

/** @returns the number of a comment of this run; null for one of another */
export function numberIn(preview: string, run: string): number | null {
  const [mark = ''] = preview.split(' ', 1);
  const [of, n] = mark.split('.');
  return of === run ? Number(n) : null;
}
