/** What a rate is counted by. `name` is the one somebody tries to sign in as; `pair` a sender and a recipient. */
export type Counted = 'person' | 'address' | 'name' | 'pair';

export interface Rate {
  /** Counted for each of these together. */
  by: readonly Counted[];
  times: number;
  seconds: number;
}

const MINUTE = 60;
const HOUR = 3600;

/**
 * How often things may be done. A person who is quick stays far below; a school or an office shares one address. Asked in
 * this order, and no further than the first that refuses.
 */
export const RATES = {
  // Few guesses from one place; more from many, so that nobody can lock somebody else out by guessing for them.
  signIn: [
    { by: ['name', 'address'], times: 10, seconds: 15 * MINUTE },
    { by: ['address'], times: 300, seconds: 15 * MINUTE },
    { by: ['name'], times: 100, seconds: HOUR },
  ],
  register: [{ by: ['address'], times: 60, seconds: HOUR }],
  /** Showing one's own password again: to change it, or to delete the account. */
  password: [{ by: ['person'], times: 10, seconds: 15 * MINUTE }],
  post: [
    { by: ['person'], times: 60, seconds: 10 * MINUTE },
    { by: ['address'], times: 300, seconds: 10 * MINUTE },
  ],
  comment: [
    { by: ['person'], times: 60, seconds: MINUTE },
    { by: ['address'], times: 600, seconds: MINUTE },
  ],
  edit: [
    { by: ['person'], times: 60, seconds: MINUTE },
    { by: ['address'], times: 600, seconds: MINUTE },
  ],
  /** One for each person who is named. */
  mention: [{ by: ['person'], times: 60, seconds: 10 * MINUTE }],
  markRead: [
    { by: ['person'], times: 120, seconds: MINUTE },
    { by: ['address'], times: 1_200, seconds: MINUTE },
  ],
  settings: [{ by: ['person'], times: 120, seconds: MINUTE }],
  search: [{ by: ['person'], times: 120, seconds: MINUTE }],
  socketConnect: [
    { by: ['person'], times: 60, seconds: MINUTE },
    { by: ['address'], times: 1_200, seconds: MINUTE },
  ],
  socketEvent: [{ by: ['person'], times: 200, seconds: 10 }],
  snapshot: [
    { by: ['person'], times: 120, seconds: MINUTE },
    { by: ['address'], times: 2_400, seconds: MINUTE },
  ],
  /** Alerts of one sender to one person; what is past it is stored and told quietly. */
  alert: [{ by: ['pair'], times: 10, seconds: MINUTE }],
} as const satisfies Record<string, readonly Rate[]>;

export type Act = keyof typeof RATES;
