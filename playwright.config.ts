import { existsSync } from 'node:fs';
import { defineConfig, devices, firefox, webkit } from '@playwright/test';

const chromium = {
  ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
};

const ownChromium = { ...devices['Desktop Chrome'], launchOptions: chromium };

// An engine that is not installed runs one test in place of all: the one that says why it is skipped. One engine is
// enough for the hundreds of pages of the bench.
const onlyIfInstalled = (file: string) =>
  existsSync(file)
    ? { testIgnore: ['**/engine-missing.spec.ts', '**/preview.spec.ts'] }
    : { testMatch: '**/engine-missing.spec.ts' };

// What a test did, to be looked at where it failed. A machine that only prints is spared the work: about a tenth of a run.
const trace = process.env.CI
  ? ('off' as const)
  : { mode: 'retain-on-failure' as const, screenshots: false, snapshots: true };

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  testIgnore: [],
  globalSetup: './tests/support/global-server.ts',
  fullyParallel: true,
  // People wait for each other, and so do their browsers: two workers leave a fifth of two cores idle.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: {
    timeout: 10_000,
    toHaveScreenshot: {
      pathTemplate: 'preview/pictures/{arg}{ext}',
      // Of 0 to 1. The default lets a colour be 50 of 255 steps off; this one 5, which is less than any two tokens differ.
      threshold: 0.02,
      maxDiffPixels: 4,
    },
  },
  // A test that makes what it is compared with cannot fail; `npm run preview:update` makes it.
  updateSnapshots: 'none',
  use: { locale: 'en-GB', trace },
  projects: [
    // First, what goes one after another: last, it would keep one worker busy and the others waiting.
    { name: 'bench', testMatch: '**/preview.spec.ts', use: ownChromium },
    { name: 'network', testMatch: '**/network.spec.ts', use: ownChromium },
    {
      name: 'chromium',
      testIgnore: ['**/engine-missing.spec.ts', '**/preview.spec.ts', '**/network.spec.ts'],
      use: ownChromium,
    },
    { name: 'firefox', use: devices['Desktop Firefox'], ...onlyIfInstalled(firefox.executablePath()) },
    { name: 'webkit', use: devices['Desktop Safari'], ...onlyIfInstalled(webkit.executablePath()) },
  ],
});
