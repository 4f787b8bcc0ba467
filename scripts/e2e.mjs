// `npm run test:e2e [-- Playwright's arguments]`: the end-to-end tests on a fresh build.
import { bin, ensureBuilt, ensureInstalled, requireSurroundings, run } from './lib.mjs';

requireSurroundings();
await ensureInstalled();
const { ensureChromium } = await import('./ensure-chromium.mjs');
const { freePort } = await import('./serve.mjs');
await ensureChromium();
await ensureBuilt();
const port = String(await freePort(4187));
const { code } = await run(process.execPath, [bin('@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
  env: { MMOE_LAB_TEST_PORT: port },
});
process.exit(code);
