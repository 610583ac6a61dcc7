import { start } from '@/tests/load/contestants';
import { Repeats } from '@/tests/load/rows';
import { newBoard, type Scenario, stopAll } from '@/tests/load/scenarios/scenario';
import { median } from '@/tests/load/statistics';

const COMMENTS = 200;

/** Comments by the form of a page, in turn to a post whose author listens and to the writer's own, of which nobody hears. */
export const action: Scenario = {
  name: 'action',
  async run({ generator, repeats, isQuick, say }) {
    const product = await start('product');
    const { threads } = await newBoard(product, { owners: 1, devices: 2 }, generator);
    const [writer] = await product.people(1);
    if (!writer) throw new Error('there is nobody to write');
    threads.push({ post: await product.post(writer), owner: writer.id });
    const figures = new Repeats();
    const write = () =>
      generator.ask<'write'>({
        kind: 'write',
        writing: {
          url: product.url,
          writers: [writer],
          threads,
          count: isQuick ? COMMENTS / 5 : COMMENTS,
          pace: 'one by one',
          asAction: { cookies: [writer.cookie ?? ''] },
        },
      });
    await write();
    for (let n = 0; n < repeats; n++) {
      const { count, answered } = await write();
      figures.check('product', count);
      const heard = median(answered.filter((_, each) => each % 2 === 0));
      const unheard = median(answered.filter((_, each) => each % 2 === 1));
      figures.add('heard', heard);
      figures.add('unheard', unheard);
      say(`product: action ${heard.toFixed(2)} beside ${unheard.toFixed(2)} ms`);
    }
    await stopAll([product], generator);
    return {
      faults: figures.faults,
      rows: [
        {
          measure: 'server action with delivery, p50',
          unit: 'ms',
          product: figures.of('heard'),
          against: { name: 'without', values: figures.of('unheard') },
          goal: { most: 1.05 },
        },
      ],
    };
  },
};
