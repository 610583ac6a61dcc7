import { withinDeadline } from '@/lib/db/deadline';

/** One waits for each of these; what comes while all are under way waits for the next that is free. */
const LANES = 2;
const MOST = 200;

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Does the same work for many at once when many want it at once, and for one at once when only one does: a command for
 * fifty costs little more than a command for one. Nobody waits unless several commands are under way already, and what is
 * read for somebody is read after they asked.
 * @param work answers for each item, in the same order: with an `Error` for those that failed; what it throws fails all,
 *   and so does taking longer than an operation may
 */
export function inBatches<Item, Answer>(
  work: (items: Item[]) => Promise<(Answer | Error)[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;

  const next = async (): Promise<void> => {
    underWay += 1;
    const batch = waiting.splice(0, MOST);
    try {
      // What is never answered must not hold up those who ask later.
      const answers = await withinDeadline(work(batch.map(({ item }) => item)));
      batch.forEach(({ resolve, reject }, n) => {
        const answer = answers[n];
        if (answer instanceof Error) reject(answer);
        else resolve(answer as Answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay -= 1;
      if (waiting.length > 0) void next();
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (underWay < LANES) void next();
    });
}
