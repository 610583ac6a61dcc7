import { beforeEach, expect, test, vi } from 'vitest';
import { forgive, tooOften } from '@/lib/rate-limits/limiter';
import { RATES } from '@/lib/rate-limits/rates';

const settings = vi.hoisted(() => ({ hasRateLimits: true }));
vi.mock('@/lib/env', () => ({ env: () => settings }));

beforeEach(() => {
  settings.hasRateLimits = true;
});

const times = async (count: number, act: () => Promise<unknown>) => {
  for (let n = 0; n < count; n++) await act();
};

test('the first that is too many is refused, and says how long to wait', async () => {
  const comment = () => tooOften('comment', { person: 'a' });
  await times(RATES.comment[0].times, async () => expect(await comment()).toBeNull());
  const refusal = await comment();
  expect(refusal).toMatchObject({ ok: false, code: 'errors.tooFast' });
  expect(refusal?.retryAfter).toBeGreaterThan(0);
  expect(refusal?.retryAfter).toBeLessThanOrEqual(60);
  expect(await tooOften('comment', { person: 'b' })).toBeNull();
});

test('an address is counted across the people behind it', async () => {
  const { times: many } = RATES.comment[1];
  for (let n = 0; n < many; n++) await tooOften('comment', { person: `p${n}`, address: '192.0.2.7' });
  expect(await tooOften('comment', { person: 'new', address: '192.0.2.7' })).not.toBeNull();
  expect(await tooOften('comment', { person: 'new', address: '192.0.2.8' })).toBeNull();
});

test('what is not known is not counted, and no points are no act', async () => {
  await times(200, () => tooOften('register', {}));
  expect(await tooOften('register', { address: '192.0.2.9' })).toBeNull();
  await times(100, () => tooOften('mention', { person: 'quiet' }, 0));
  expect(await tooOften('mention', { person: 'quiet' }, RATES.mention[0].times)).toBeNull();
  expect(await tooOften('mention', { person: 'quiet' })).not.toBeNull();
});

test('whoever was forgiven has not been there', async () => {
  const whom = { name: 'lan', address: '192.0.2.10' };
  await times(50, async () => {
    expect(await tooOften('signIn', whom)).toBeNull();
    await forgive('signIn', whom);
  });
});

test('turned off, nothing is counted', async () => {
  settings.hasRateLimits = false;
  await times(100, async () => expect(await tooOften('comment', { person: 'c' })).toBeNull());
  settings.hasRateLimits = true;
  expect(await tooOften('comment', { person: 'c' })).toBeNull();
});
