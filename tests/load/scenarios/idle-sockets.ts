import { setTimeout as sleep } from 'node:timers/promises';
import { type Contestant, type Name, start } from '@/tests/load/contestants';
import type { Generator } from '@/tests/load/generator-process';
import type { Member } from '@/tests/load/orders';
import { residentBytes } from '@/tests/load/process';
import { Repeats } from '@/tests/load/rows';
import { type Scenario, stopAll } from '@/tests/load/scenarios/scenario';

const FROM = 2_000;
const TO = 5_000;
const IN_FLIGHT = 50;
/** Until what a connection is told at its beginning has been sent. */
const SETTLE_MS = 2_000;
const KB = 1024;

/** People come, each with one device, and do nothing. Every repeat has servers of its own: memory remembers. */
export const idleSockets: Scenario = {
  name: 'idle-sockets',
  async run({ generator, repeats, isQuick, say }) {
    const [from, to] = isQuick ? [FROM / 10, TO / 10] : [FROM, TO];
    const figures = new Repeats();
    for (let n = 0; n < repeats; n++) {
      for (const name of ['product', 'bare'] satisfies Name[]) {
        const contestant = await start(name);
        const people = await contestant.people(to);
        await connect(contestant, people.slice(0, from), generator);
        const before = await memory(contestant);
        const perSecond = await connect(contestant, people.slice(from), generator);
        const after = await memory(contestant);
        if (after.sockets !== to) figures.faults.push(`${name}: ${to - after.sockets} sockets are not there`);
        const resident = (after.resident - before.resident) / (to - from) / KB;
        const heap = (after.heap - before.heap) / (to - from) / KB;
        figures.add(`${name} resident`, resident);
        figures.add(`${name} heap`, heap);
        figures.add(`${name} connects`, perSecond);
        say(
          `${name}: ${resident.toFixed(1)} KB a socket, of it heap ${heap.toFixed(1)}, ${perSecond.toFixed(0)} connects/s`,
        );
        await stopAll([contestant], generator);
      }
    }
    const bare = (key: string) => ({ name: 'bare', values: figures.of(`bare ${key}`) });
    const resident = figures.of('product resident');
    const label = `memory per idle socket, ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
    return {
      faults: figures.faults,
      rows: [
        { measure: `${label}, KB`, unit: 'KB', product: resident, goal: { most: 12.5 } },
        { measure: label, unit: 'KB', product: resident, against: bare('resident'), goal: { most: 1.15 } },
        { measure: '  of it heap', unit: 'KB', product: figures.of('product heap'), against: bare('heap') },
        {
          measure: `connects, ${IN_FLIGHT} at a time`,
          unit: '/s',
          product: figures.of('product connects'),
          against: bare('connects'),
          goal: { least: 0.7 },
        },
      ],
    };
  },
};

async function connect({ url }: Contestant, devices: Member[], { ask }: Generator): Promise<number> {
  const { perSecond } = await ask<'connect'>({ kind: 'connect', url, devices, inFlight: IN_FLIGHT });
  return perSecond;
}

async function memory({ pid, held }: Contestant) {
  await sleep(SETTLE_MS);
  const { heapMB, sockets } = await held();
  return { resident: residentBytes(pid), heap: heapMB * KB * KB, sockets };
}
