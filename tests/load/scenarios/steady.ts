import type { Contestant } from '@/tests/load/contestants';
import { cpuMs } from '@/tests/load/process';
import { Repeats } from '@/tests/load/rows';
import {
  type Board,
  onPosts,
  type Scenario,
  startBoards,
  stopAll,
  takeTurns,
} from '@/tests/load/scenarios/scenario';
import { percentile } from '@/tests/load/statistics';

const PER_SECOND = 200;
const SECONDS = 10;

/** 200 comments a second come in, to posts of so many people with two devices each. */
export const steady = (name: string, owners: number): Scenario => ({
  name,
  async run({ generator, repeats, isQuick, say }) {
    const boards = await startBoards(['product', 'floor', 'bare'], { owners, devices: 2 }, generator);
    const contestants = [...boards.keys()];
    const figures = new Repeats();
    const write = async ({ url }: Contestant, board: Board | undefined, seconds: number) => {
      const { writers = [], threads = [] } = board ?? {};
      const count = PER_SECOND * seconds;
      const writing = { url, writers, threads, count, pace: { perSecond: PER_SECOND } };
      return generator.ask<'write'>({ kind: 'write', writing });
    };
    const seconds = isQuick ? 2 : SECONDS;
    await takeTurns(contestants, 1, async (each) => void (await write(each, boards.get(each), seconds)));
    await takeTurns(contestants, repeats, async (each) => {
      const { pid, enginePid, name: who } = each;
      const before = { app: cpuMs(pid), engine: enginePid ? cpuMs(enginePid) : 0 };
      const { count, heardByAll, late } = await write(each, boards.get(each), seconds);
      const app = (cpuMs(pid) - before.app) / count.accepted;
      const engine = enginePid ? (cpuMs(enginePid) - before.engine) / count.accepted : 0;
      figures.check(who, count);
      const heard = heardByAll.flatMap((time) => time ?? []);
      figures.add(`${who} p50`, percentile(heard, 0.5));
      figures.add(`${who} p99`, percentile(heard, 0.99));
      figures.add(`${who} app`, app);
      figures.add(`${who} all`, app + engine);
      say(
        `${who}: heard p50 ${percentile(heard, 0.5).toFixed(2)} p99 ${percentile(heard, 0.99).toFixed(2)} ms, ` +
          `CPU ${app.toFixed(2)} + ${engine.toFixed(2)} ms, sent late p99 ${percentile(late, 0.99).toFixed(2)} ms`,
      );
    });
    await stopAll(contestants, generator);
    const row = (measure: string, key: string, most?: number, than = 'floor') => ({
      measure: `${measure}${onPosts(owners)}`,
      unit: 'ms',
      product: figures.of(`product ${key}`),
      against: { name: than, values: figures.of(`${than} ${key}`) },
      ...(most !== undefined && { goal: { most } }),
    });
    return {
      faults: figures.faults,
      rows: [
        row(`sent → on 2 devices, ${PER_SECOND}/s, p50`, 'p50', 1.3),
        row(`sent → on 2 devices, ${PER_SECOND}/s, p99`, 'p99', 1.2),
        row('  the same beside the bare transport, p50', 'p50', undefined, 'bare'),
        row('CPU per comment, server process', 'app', 1.5),
        row('  the same with its database', 'all'),
      ],
    };
  },
});
