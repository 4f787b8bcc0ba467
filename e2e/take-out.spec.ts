import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { decodeState } from '../src/run/readLink.ts';
import { readSettings } from '../src/run/settingsFile.ts';
import { expect, test } from './support/fixtures';
import { dataOf, open, takeSteps } from './support/lab';

// What is taken out of the page, opened again: it shows what was on screen.

const RUN = 'v=1&backend=wasm&n=900&nh=450&s=50&h=8&e=4&b=8';

const contents = async (file: Download): Promise<Buffer> => readFile(await file.path());

/** Presses something that hands a file over. */
async function taken(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await contents(file) };
}

/** Takes something out of a card by its menu, by the keyboard alone. */
const takenOf = (page: Page, card: Locator, kind: RegExp): ReturnType<typeof taken> =>
  taken(page, async () => {
    await card.locator('.take-out > * > button').press('Enter');
    await card.locator('.take-out').getByRole('button', { name: kind }).press('Enter');
  });

interface Seen {
  error: boolean;
  words: string[];
  counts: Record<string, number>;
  ground: string | null;
  width: number;
  left: number;
}

/** An SVG opened as a file of its own: is it XML, what does it say, what of it could another viewer not know? */
const opened = (page: Page, svg: string): Promise<Seen> =>
  page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const count = (tag: string): number => file.querySelectorAll(tag).length;
    const tags = ['path', 'circle', 'rect', 'line', 'text', 'script', 'style', 'foreignObject', 'image'];
    return {
      error: file.querySelector('parsererror') !== null,
      words: Array.from(file.querySelectorAll('text'), ({ textContent }) => textContent.trim()),
      counts: Object.fromEntries(tags.map((tag) => [tag, count(tag)])),
      ground: file.querySelector('rect')?.getAttribute('fill') ?? null,
      width: Number(file.documentElement.getAttribute('width')),
      left: (text.match(/var\(|url\((?!#)|currentcolor|https?:\/\/(?!localhost|www\.w3\.org)/gi) ?? []).length,
    };
  }, svg);

/** A PNG painted again: its size, and how many colours it has. */
const painted = (page: Page, png: Uint8Array): Promise<{ width: number; height: number; colors: number }> =>
  page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }));
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, colors: new Set(new Uint32Array(data.buffer)).size };
  }, Array.from(png));

function expectAlone(seen: Seen): void {
  expect(seen.error).toBe(false);
  expect(seen.left).toBe(0);
  for (const tag of ['script', 'style', 'foreignObject', 'image']) expect(seen.counts[tag]).toBe(0);
}

const share = (page: Page, item: string): ReturnType<typeof taken> =>
  taken(page, async () => {
    await page.getByRole('button', { name: 'More ways to share' }).click();
    await page.getByRole('button', { name: item }).click();
  });

test(
  'a picture, its numbers, a chapter, the settings and a report, opened again, are what was on screen',
  { tag: '@long' },
  async ({ page, browser }) => {
    await open(page, RUN);
    await takeSteps(page, 10);
    const network = page.locator('[data-card="train.network"]');
    await expect(network.locator('h2')).toHaveText(/\S/, { useInnerText: true });
    const title = await network.locator('h2').innerText();
    const metrics = await network.locator('[data-metric]').allTextContents();
    const { name, bytes } = await takenOf(page, network, /SVG/);
    expect(name).toBe('mmoe-lab-train.network-step-10.svg');
    const svg = await opened(page, bytes.toString());
    expectAlone(svg);
    const said = svg.words.join(' ');
    for (const words of [
      title,
      ...metrics,
      'expert 4',
      'step 10',
      'Computed on this machine with WebAssembly.',
      'data 16',
    ])
      expect(said).toContain(words);
    expect(svg.counts.path).toBeGreaterThan(20);

    // By the button of the numbers, where there is no room for a menu.
    const curves = 'Held-out loss per task';
    const table = await dataOf(page, curves);
    const inDialog = (kind: RegExp): ReturnType<typeof taken> =>
      taken(page, async () => {
        await page.getByRole('button', { name: `Data: ${curves}` }).click();
        await page.getByRole('dialog').getByRole('button', { name: kind }).click();
      });
    const png = await inDialog(/PNG/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const image = await painted(page, png.bytes);
    expect(image.colors).toBeGreaterThan(50);

    const archive = await share(page, 'All of this chapter (ZIP)');
    expect(archive.name).toBe('mmoe-lab-train-step-10.zip');
    const files = unzipSync(archive.bytes);
    const inArchive = (file: string): Uint8Array => files[`mmoe-lab-train-step-10/${file}`];
    for (const card of ['network', 'gates', 'polarization', 'bias', 'curves']) {
      const picture = await opened(page, strFromU8(inArchive(`train.${card}.svg`)));
      expectAlone(picture);
      expect((await painted(page, inArchive(`train.${card}.png`))).width).toBe(2 * picture.width);
      if (card === 'curves') expect(image.width).toBe(2 * picture.width);
    }
    const [, ...rows] = Papa.parse<string[]>(strFromU8(inArchive('train.curves.csv'))).data;
    expect(rows.map((row) => row[0])).toEqual(table.map((row) => row[0]));
    expect(Number(rows.at(-1)![1])).toBeCloseTo(Number(table.at(-1)![1]), 2);
    const settings = strFromU8(inArchive('settings.json'));
    const link = new URL(strFromU8(inArchive('link.txt')).trim());
    expect(readSettings(settings)!.state).toEqual(decodeState(link.search).state);
    expect(decodeState(link.search).at).toBe(10);

    const report = await share(page, 'Report of this chapter (HTML)');
    const reader = await browser.newPage();
    await reader.setContent(report.bytes.toString());
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('MMoE Lab: report on Train');
    await expect(reader.getByRole('heading', { name: title })).toBeVisible();
    await expect(reader.locator('article figure svg[role=img]')).toHaveCount(5);
    await expect(reader.locator('dd')).toContainText(['900 impressions', '4 experts', '50 steps']);
    expect(await reader.locator('figure').first().textContent()).toContain(metrics[0]);
    const firsts = await reader
      .locator('article table')
      .evaluateAll((tables: HTMLTableElement[]) =>
        tables.map(({ tBodies: [body] }) => Array.from(body.rows, ({ cells: [first] }) => first.textContent)),
      );
    expect(firsts).toContainEqual(table.map(([first]) => first));
    expect(await reader.locator('script, [onclick], [onload], [onerror], link, img').count()).toBe(0);
    expect(await reader.locator('html').getAttribute('lang')).toBe('en');
    await reader.close();

    // The settings once more, one of them beyond what there is.
    const changed = settings.replace('"run.model.experts": 4', '"run.model.experts": 99');
    await page
      .locator('input[type=file][accept*=json]')
      .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(changed) });
    await expect(page.getByText(/Experts as 99, which is out of range/)).toBeVisible();
    await expect(network.getByRole('button', { name: 'expert 8' })).toBeVisible();
    await page
      .locator('input[type=file][accept*=json]')
      .setInputFiles({ name: 'none.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(page.getByText(/“none.json” is no file of settings/)).toBeVisible();
  },
);

test(
  'in Chinese, in the dark: the race of two thousand marks and a table’s intervals stand alone, in the colours shown',
  { tag: '@long' },
  async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `${RUN}&ch=polarization`);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
    for (const card of ['race', 'rates']) {
      const section = page.locator(`[data-card="polarization.${card}"]`);
      await expect(section.locator('canvas, table svg').first()).toBeVisible();
      // The words of a language come a moment after it was chosen.
      await expect(section.locator('h2')).toContainText(/[一-龥]/);
      const title = (await section.locator('h2').textContent())!.trim();
      const { name, bytes } = await takenOf(page, section, /SVG/);
      expect(name).toBe(`mmoe-lab-polarization.${card}-step-0.svg`);
      const svg = await opened(page, bytes.toString());
      expectAlone(svg);
      expect(svg.words.join('').replaceAll(/\s/g, '')).toContain(title.slice(0, 12).replaceAll(/\s/g, ''));
      expect(svg.words.join('')).toContain('npm run lab');
      expect(svg.ground).toBe('#1c1f23');
      expect(svg.counts.rect).toBeGreaterThan(card === 'race' ? 2000 : 30);
    }
  },
);
