// @ts-check
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs what package-lock.json names, when it is missing or another version of it.
 * @param {string} root @param {(line: string) => void} say
 */
export function installPackages(root, say) {
  const stamp = path.join(root, 'node_modules', '.tingting-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing packages');
  const windows = process.platform === 'win32';
  execFileSync(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: windows,
      env: { ...process.env, NODE_ENV: 'development' },
    },
  );
  writeFileSync(stamp, wanted);
}
