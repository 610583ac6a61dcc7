import { describe, expect, test } from 'vitest';
import { marked, numberIn } from '@/tests/load/orders';
import { faultOf, Tally } from '@/tests/load/tally';

/** Two devices of Lan and one of Minh; one comment for each of them, both accepted. */
function run(): Tally {
  const tally = new Tally(['lan', 'lan', 'minh']);
  tally.sent(1, 'lan');
  tally.sent(2, 'minh');
  tally.answered(1, true);
  tally.answered(2, true);
  return tally;
}

function heard(tally: Tally, ...deliveries: [device: number, comment: number | null][]) {
  for (const [device, comment] of deliveries) tally.heard(device, comment);
  return tally.count();
}

describe('the count of a run', () => {
  test('is whole when every device has heard of every comment once', () => {
    const count = heard(run(), [0, 1], [1, 1], [2, 2]);
    expect(count).toEqual({
      sent: 2,
      accepted: 2,
      refused: 0,
      delivered: 3,
      lost: 0,
      repeated: 0,
      misdirected: 0,
    });
    expect(faultOf(count)).toBeUndefined();
  });

  test('notices what one of two devices has not heard', () => {
    const count = heard(run(), [0, 1], [2, 2]);
    expect(count).toMatchObject({ delivered: 2, lost: 1 });
    expect(faultOf(count)).toBe('1 lost');
  });

  test('notices what a device has heard twice', () => {
    expect(faultOf(heard(run(), [0, 1], [1, 1], [2, 2], [2, 2]))).toBe('1 repeated');
  });

  test('notices what somebody else has heard', () => {
    expect(faultOf(heard(run(), [0, 1], [1, 1], [2, 2], [2, 1]))).toBe('1 misdirected');
  });

  test('notices what belongs to another run, and what nobody has sent', () => {
    expect(faultOf(heard(run(), [0, 1], [1, 1], [2, 2], [2, null], [2, 3]))).toBe('2 misdirected');
  });

  test('notices a comment that was refused, and one that was refused and told all the same', () => {
    const tally = run();
    tally.sent(3, 'minh');
    tally.answered(3, false);
    tally.sent(4, 'minh');
    expect(faultOf(heard(tally, [0, 1], [1, 1], [2, 2], [2, 3]))).toBe('2 refused, 1 misdirected');
  });

  test('is nothing to go by when nothing was accepted', () => {
    expect(faultOf(new Tally([]).count())).toBe('nothing was accepted');
  });
});

test('a delivery says which comment of which run it is of', () => {
  expect(numberIn(marked('run', 12), 'run')).toBe(12);
  expect(numberIn(marked('run', 12), 'next')).toBeNull();
  expect(numberIn('Something else', 'run')).toBeNull();
});
