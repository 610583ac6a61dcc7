// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Chromium without a window: the tests take half as long with it as with the whole browser. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = [
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
  const found = [SHELL, own].find((file) => file && existsSync(file));
  if (found) return found;

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('installing Chromium with apt');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell'], { stdio: 'ignore', env });
  }
  const installed = [SHELL, ...WHOLE].find((file) => existsSync(file));
  if (installed) return installed;

  say('installing Chromium with Playwright');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: DOWNLOAD_MS,
  });
  return existsSync(own) ? own : undefined;
}
