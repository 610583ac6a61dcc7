import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Answers, Order } from '@/tests/load/orders';
import { CORES, pin } from '@/tests/load/process';
import { endWithUs } from '@/tests/support/child';

/** The load generator as whoever measures sees it. */
export interface Generator {
  ask<Kind extends Order['kind']>(order: Extract<Order, { kind: Kind }>): Promise<Answers[Kind]>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/load/generator.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  endWithUs(child);
  if (child.pid) pin(child.pid, CORES.generator);
  return {
    ask: async (order) => ask(child, order),
    stop: () => void child.kill(),
  };
}

/** @throws what the generator threw */
async function ask<Answer>(child: ChildProcess, order: Order): Promise<Answer> {
  const answered = once(child, 'message');
  child.send(order);
  const [{ answer, error }] = (await answered) as [{ answer: Answer; error?: string }];
  if (error !== undefined) throw new Error(error);
  return answer;
}
