import { existsSync } from 'node:fs';
import { defineConfig, devices, firefox, webkit } from '@playwright/test';

const chromium = {
  ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
};

// An engine that is not installed runs one test in place of all: the one that says why it is skipped. One engine is
// enough for the hundreds of pages of the bench.
const onlyIfInstalled = (file: string) =>
  existsSync(file)
    ? { testIgnore: ['engine-missing.spec.ts', 'preview.spec.ts'] }
    : { testMatch: 'engine-missing.spec.ts' };

export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: [],
  globalSetup: './tests/support/global-server.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: { locale: 'en-GB', trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } },
  projects: [
    {
      name: 'chromium',
      testIgnore: 'engine-missing.spec.ts',
      use: { ...devices['Desktop Chrome'], launchOptions: chromium },
    },
    { name: 'firefox', use: devices['Desktop Firefox'], ...onlyIfInstalled(firefox.executablePath()) },
    { name: 'webkit', use: devices['Desktop Safari'], ...onlyIfInstalled(webkit.executablePath()) },
  ],
});
