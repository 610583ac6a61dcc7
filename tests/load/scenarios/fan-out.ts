import { type Contestant, startAll } from '@/tests/load/contestants';
import { Repeats } from '@/tests/load/rows';
import { type Board, newBoard, type Scenario, stopAll, takeTurns } from '@/tests/load/scenarios/scenario';
import { median } from '@/tests/load/statistics';

const DEVICES = 100;
const COMMENTS = 200;
/** Slow enough that a delivery to all is over before the next comment: what is asked is who waits for whom. */
const PER_SECOND = 20;

/** Comments in turn to a post whose author has 100 devices open and to one whose author has none. */
export const fanOut: Scenario = {
  name: 'fan-out',
  async run({ generator, repeats, isQuick, say }) {
    const contestants = await startAll(['product', 'floor']);
    const boards = new Map<Contestant, Board>();
    for (const each of contestants) {
      const board = await newBoard(each, { owners: 1, devices: DEVICES }, generator);
      const [alone] = await each.people(1);
      if (alone) board.threads.push({ post: await each.post(alone), owner: alone.id });
      boards.set(each, board);
    }
    const figures = new Repeats();
    const write = async (each: Contestant) => {
      const { writers = [], threads = [] } = boards.get(each) ?? {};
      const count = isQuick ? COMMENTS / 5 : COMMENTS;
      const writing = { url: each.url, writers, threads, count, pace: { perSecond: PER_SECOND } };
      return generator.ask<'write'>({ kind: 'write', writing });
    };
    await takeTurns(contestants, 1, async (each) => void (await write(each)));
    await takeTurns(contestants, repeats, async (each) => {
      const { count, answered, heardByAll } = await write(each);
      figures.check(each.name, count);
      const loud = median(answered.filter((_, n) => n % 2 === 0));
      const silent = median(answered.filter((_, n) => n % 2 === 1));
      const last = median(heardByAll.flatMap((time) => time ?? []));
      figures.add(`${each.name} loud`, loud);
      figures.add(`${each.name} silent`, silent);
      figures.add(`${each.name} last`, last);
      say(
        `${each.name}: answer ${loud.toFixed(2)} beside ${silent.toFixed(2)} ms, last device ${last.toFixed(2)} ms`,
      );
    });
    await stopAll(contestants, generator);
    return {
      faults: figures.faults,
      rows: [
        {
          measure: `answer with ${DEVICES} devices listening, p50`,
          unit: 'ms',
          product: figures.of('product loud'),
          against: { name: 'with none', values: figures.of('product silent') },
          goal: { most: 1.05 },
        },
        {
          measure: `last of ${DEVICES} devices, p50`,
          unit: 'ms',
          product: figures.of('product last'),
          against: { name: 'floor', values: figures.of('floor last') },
          goal: { most: 1.15 },
        },
      ],
    };
  },
};
