// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];
const DOWNLOAD_MS = 120_000;

/**
 * Finds a Chromium, or brings one.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} its path, or undefined when there is none to be had
 */
export async function findChromium(say) {
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  const found = [own, ...SYSTEM].find((file) => file && existsSync(file));
  if (found) return found;

  say('installing Chromium with Playwright');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: DOWNLOAD_MS,
  });
  if (existsSync(own)) return own;

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('installing Chromium with apt');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  }
  return SYSTEM.find((file) => existsSync(file));
}
