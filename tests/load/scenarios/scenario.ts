import { type Contestant, type Name, startAll } from '@/tests/load/contestants';
import type { Generator } from '@/tests/load/generator-process';
import type { Member, Thread } from '@/tests/load/orders';
import type { Findings } from '@/tests/load/rows';

export interface Setting {
  generator: Generator;
  repeats: number;
  /** A tenth of everything: to see that it works, not how fast it is. */
  isQuick: boolean;
  say(line: string): void;
}

export interface Scenario {
  name: string;
  run(setting: Setting): Promise<Findings>;
}

export interface Board {
  writers: Member[];
  owners: Member[];
  threads: Thread[];
}

const WRITERS = 20;

/** Posts of so many people, other people who write there, and so many devices for each owner. */
export async function newBoard(
  { url, people, post }: Contestant,
  { owners: count, devices }: { owners: number; devices: number },
  { ask }: Generator,
): Promise<Board> {
  const [writers, owners] = [await people(WRITERS), await people(count)];
  const threads: Thread[] = [];
  for (const owner of owners) threads.push({ post: await post(owner), owner: owner.id });
  const all = owners.flatMap((owner) => Array.from({ length: devices }, () => owner));
  await ask<'connect'>({ kind: 'connect', url, devices: all, inFlight: 20 });
  return { writers, owners, threads };
}

/** Starts each with a board of its own. */
export async function startBoards(
  names: readonly Name[],
  size: { owners: number; devices: number },
  generator: Generator,
): Promise<Map<Contestant, Board>> {
  const boards = new Map<Contestant, Board>();
  for (const each of await startAll(names)) boards.set(each, await newBoard(each, size, generator));
  return boards;
}

/** The measures are of one busy post; what else is measured says so. */
export function onPosts(owners: number): string {
  return owners === 1 ? '' : `, on ${owners} posts`;
}

/** Runs turns: each contestant once, then each once more, so that what disturbs the machine disturbs all of them. */
export async function takeTurns(
  contestants: Contestant[],
  repeats: number,
  turn: (contestant: Contestant) => Promise<void>,
): Promise<void> {
  for (let n = 0; n < repeats; n++) for (const contestant of contestants) await turn(contestant);
}

export async function stopAll(contestants: Contestant[], { ask }: Generator): Promise<void> {
  for (const { url, stop } of contestants) {
    await ask<'close'>({ kind: 'close', url });
    await stop();
  }
}
