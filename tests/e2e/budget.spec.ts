import { gzipSync } from 'node:zlib';
import { expect, test } from '@/tests/e2e/test';

const BUDGET_BYTES = 170 * 1024;

test('the home page loads at most 170 KB of gzipped JavaScript, and no socket for a visitor', async ({
  page,
}) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  const bodies = await Promise.all(scripts);
  const total = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`home page: ${(total / 1024).toFixed(1)} KB of gzipped JavaScript in ${bodies.length} files`);
  expect(bodies.length).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(bodies.some((body) => body.includes('engine.io'))).toBe(false);
});
