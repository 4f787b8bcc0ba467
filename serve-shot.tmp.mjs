import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';
const [,, url, prefix, ...combos] = process.argv;
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });
for (const combo of combos) {
  const [width, theme, lang] = combo.split(',');
  const context = await browser.newContext({ viewport: { width: Number(width), height: Number(process.env.H ?? 900) }, locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: theme });
  const page = await context.newPage();
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()); });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForSelector('[role=listbox]', { timeout: 60000 }).catch((e) => console.log('no list', e.message));
  await page.waitForTimeout(6000);
  await page.screenshot({ path: `/tmp/shots/${prefix}-${width}-${theme}-${lang}.png`, fullPage: false });
  await context.close();
}
await browser.close();
