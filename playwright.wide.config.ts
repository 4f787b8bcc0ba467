import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';
import base from './playwright.config';

/** What goes through the whole page and is not part of `npm test`: e2e/wide. Nothing of it is tried twice. */
export default defineConfig({
  ...base,
  testMatch: '**/*.wide.ts',
  retries: 0,
  // No colour is looked at on its way from one theme to the other.
  use: { ...base.use, trace: 'off', contextOptions: { reducedMotion: 'reduce' } },
  projects: [{ name: 'wide', use: { launchOptions: { executablePath: findChromium(), args: chromiumArgs() } } }],
});
