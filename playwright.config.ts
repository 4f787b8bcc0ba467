import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';

const ci = Boolean(process.env.CI);
const port = Number(process.env.MMOE_LAB_TEST_PORT ?? 4187);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 90_000, // a software GPU on two cores
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  // What fails is tried once more, recorded; recording everything takes a fifth of the time of the tests. Elsewhere than on somebody else's
  // machine, with its other guests, a test that passes only then has failed.
  retries: 1,
  failOnFlakyTests: !ci,
  forbidOnly: ci,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    serviceWorkers: 'block', // e2e/offline.spec.ts alone is about it
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/*.no-webgpu.spec.ts',
      use: { launchOptions: { executablePath, args: chromiumArgs() } },
    },
    // A visitor's browser without WebGPU: `*.no-webgpu.spec.ts`.
    {
      name: 'no-webgpu',
      testMatch: '**/*.no-webgpu.spec.ts',
      use: { launchOptions: { executablePath, args: chromiumArgs({ webgpu: false }) } },
    },
  ],
  webServer: {
    // Serves what is in dist: `npm run test:e2e` builds it first.
    command: `node scripts/serve.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 20_000,
  },
});
