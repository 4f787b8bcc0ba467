// `node scripts/make-icons.mjs`: the icons in public/ out of public/icon.svg, and the picture that stands for the page where it is linked (social.png), out
// of the page itself. Run it by hand when one of them changes; what it makes is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { ensureBuilt, root } from './lib.mjs';
import { freePort, serve } from './serve.mjs';

/** Steps of the run in the picture: the gates have parted by then. */
const STEP = 600;
const svg = readFileSync(join(root, 'public/icon.svg'), 'utf8');
const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
/** The ground of the icon, for those that fill their square: their corners are cut by whoever shows them. */
const GROUND = '#15171a';

await ensureBuilt();
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });

/** @param {string} name @param {number} size @param {number} [part] - of the width that the icon takes up on a ground that fills the square */
async function icon(name, size, part) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const inner = Math.round(size * (part ?? 1));
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${part === undefined ? 'transparent' : GROUND}"><img width="${inner}" height="${inner}" src="${address}">`,
  );
  writeFileSync(join(root, 'public', name), await page.screenshot({ omitBackground: true }));
  await page.close();
}

await icon('icon-192.png', 192);
await icon('icon-512.png', 512);
// Four fifths of the width are never cut.
await icon('icon-maskable-512.png', 512, 0.8);
await icon('apple-touch-icon.png', 180, 0.9);

const { url, close } = await serve({ port: await freePort(4300) });
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, locale: 'en-US', colorScheme: 'dark' });
await page.goto(`${url}?v=1&backend=wasm&at=${STEP}`);
await page
  .getByRole('progressbar', { name: 'Training progress' })
  .and(page.locator(`[aria-valuenow="${STEP}"]`))
  .waitFor({ timeout: 120_000 });
await page.waitForTimeout(1000); // the last drawing
writeFileSync(join(root, 'public/social.png'), await page.screenshot());
close();
await browser.close();
