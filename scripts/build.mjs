// @ts-check
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const INPUTS = [
  'app',
  'components',
  'i18n',
  'lib',
  'messages',
  'public',
  'server.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'scripts/glibc.mjs',
  'scripts/outbox.ts',
  'scripts/build.mjs',
];

/**
 * Builds pages and server, when an input has changed since the last build.
 * @param {string} root @param {(line: string) => void} say
 */
export async function buildWhenStale(root, say) {
  const stamp = path.join(root, 'dist', 'inputs.sha256');
  const wanted = hashOf(root, INPUTS);
  const isBuilt = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt && existsSync(path.join(root, '.next', 'BUILD_ID'))) return;
  say('building');
  execFileSync(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    // The second is for where there are no development packages, as in the image.
    entryPoints: { server: 'server.ts', outbox: 'scripts/outbox.ts' },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** @param {string} root @param {string[]} inputs files and folders */
export function hashOf(root, inputs) {
  const hash = createHash('sha256');
  /** @param {string} name */
  const add = (name) => {
    const file = path.join(root, name);
    if (!existsSync(file)) return;
    hash.update(`${name}\0`).update(readFileSync(file));
  };
  for (const input of inputs) {
    const full = path.join(root, input);
    if (!/\.\w+$/.test(input) && existsSync(full)) {
      for (const entry of readdirSync(full, { recursive: true, withFileTypes: true }).sort(byPath)) {
        if (entry.isFile()) add(path.relative(root, path.join(entry.parentPath, entry.name)));
      }
    } else add(input);
  }
  return hash.digest('hex');
}

/** @param {import('node:fs').Dirent} a @param {import('node:fs').Dirent} b */
function byPath(a, b) {
  return path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWhenStale(process.cwd(), console.log);
