/** A sentence for the person, a code for programs, and where in the form it belongs. */
export interface Problem {
  /** Stable key of the message, e.g. `errors.commentEmpty`. */
  code: string;
  /** What happened and what to do, already in the reader's language. */
  message: string;
  /** Sentences beside fields, by field name. */
  fields?: Record<string, string>;
  /** What was typed, so that a form without JavaScript keeps it. Never a password. */
  values?: Record<string, string>;
}

/** The only shape an action returns. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T = never>(problem: Problem): Result<T> {
  return { ok: false, problem };
}

/** Why something was not done: the code becomes a sentence at the edge. */
export interface Refusal {
  ok: false;
  code: string;
  field?: string;
  /** Seconds after which the same may be tried again. */
  retryAfter?: number;
}

/** What a `lib` function answers when a refusal is expected. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

export function refused(code: string, field?: string): Refusal {
  return { ok: false, code, ...(field && { field }) };
}
