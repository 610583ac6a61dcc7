// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { hashOf, INPUTS } from './build.mjs';

const OWN = [
  ...['app', 'bench', 'data', 'fakes', 'fixtures', 'stage', 'i18n.ts', 'preview.css'],
  ...['next.config.ts', 'postcss.config.mjs', 'tsconfig.json'],
].map((name) => `preview/${name}`);

/** @param {string} root @returns the command line of Next.js, without its command */
export const next = (root) => path.join(root, 'node_modules/next/dist/bin/next');

/**
 * Builds the bench, when an input has changed since the last build.
 * @param {string} root @param {(line: string) => void} say
 */
export function buildPreviewWhenStale(root, say) {
  const folder = path.join(root, 'preview');
  const stamp = path.join(folder, '.next', 'inputs.sha256');
  const wanted = hashOf(root, [...INPUTS, ...OWN]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('building the bench');
  execFileSync(process.execPath, [next(root), 'build'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  writeFileSync(stamp, wanted);
}
