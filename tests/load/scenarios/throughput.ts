import type { Contestant } from '@/tests/load/contestants';
import { Repeats } from '@/tests/load/rows';
import { onPosts, type Scenario, startBoards, stopAll, takeTurns } from '@/tests/load/scenarios/scenario';

const IN_FLIGHT = 64;
const COMMENTS = 4_000;

/** As many comments as go through, 64 at a time; the clock stops when the last device has heard of the last of them. */
export const throughput = (name: string, owners: number): Scenario => ({
  name,
  async run({ generator, repeats, isQuick, say }) {
    const boards = await startBoards(['product', 'floor', 'bare'], { owners, devices: 2 }, generator);
    const contestants = [...boards.keys()];
    const figures = new Repeats();
    const count = isQuick ? COMMENTS / 10 : COMMENTS;
    const write = async (each: Contestant) => {
      const { writers = [], threads = [] } = boards.get(each) ?? {};
      const writing = { url: each.url, writers, threads, count, pace: { inFlight: IN_FLIGHT } };
      return generator.ask<'write'>({ kind: 'write', writing });
    };
    await takeTurns(contestants, 1, async (each) => void (await write(each)));
    await takeTurns(contestants, repeats, async (each) => {
      const written = await write(each);
      const perSecond = written.count.accepted / (written.tookMs / 1000);
      figures.check(each.name, written.count);
      figures.add(each.name, perSecond);
      say(`${each.name}: ${perSecond.toFixed(0)} comments/s`);
    });
    await stopAll(contestants, generator);
    const row = (measure: string, than: string) => ({
      measure: `${measure}${onPosts(owners)}`,
      unit: '/s',
      product: figures.of('product'),
      against: { name: than, values: figures.of(than) },
    });
    return {
      faults: figures.faults,
      rows: [
        { ...row(`comments delivered, ${IN_FLIGHT} in flight, by REST`, 'floor'), goal: { least: 1 } },
        row('  the same beside the bare transport', 'bare'),
      ],
    };
  },
});
