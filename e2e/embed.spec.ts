import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { CARDS } from '../src/views/cards.ts';
import { expect, test } from './support/fixtures';
import { open, stepOf, takeSteps } from './support/lab';

// A page of another origin shows this one; links and codes that are given to others lead back to the same run.

const RUN = 'v=1&backend=wasm&n=900&nh=450&s=60&h=8&e=4&b=16';

/** Slides on another origin: frames of their own, and what they were told. */
const slides = (frames: string): string => `<!doctype html><title>Slides</title><button>Before</button>${frames}
<button>After</button><script>
  const told = [];
  addEventListener('message', ({ data, origin }) => told.push({ ...data, origin }));
</script>`;

let html = '';
let server: Server;
test.beforeAll(async () => {
  server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(slides(html)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
test.afterAll(() => server.close());
// One expression: a list of two would be taken for a fixture with its options.
test.use({ expectedMessages: [/^http:\/\/127\.0\.0\.1:\d+\/(favicon\.ico)?$|^Blocked opening .*sandboxed frame/] });

interface Told {
  source: string;
  type: string;
  origin: string;
  card: string | null;
  step: number;
  steps: number;
  status: string;
  losses: Record<string, Record<string, number>>;
}

/** Shows a page of this origin in the slides. */
async function shown(page: Page, frames: string, query: string): Promise<Frame> {
  html = frames;
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  await expect.poll(() => page.frames().some((frame) => frame.url().includes(query))).toBe(true);
  const frame = page.frames().find((one) => one.url().includes(query));
  if (!frame) throw new Error(`no frame shows ${query}`);
  return frame;
}

const told = (page: Page): Promise<Told[]> => page.evaluate<Told[]>('told');
/** Says something to the page that is shown, as the slides can. */
const say = (page: Page, message: unknown): Promise<void> =>
  page.evaluate((data) => {
    document.querySelector('iframe')?.contentWindow?.postMessage(data, '*');
  }, message);

const frameOf = (src: string, width: number, height: number): string =>
  `<iframe src="${src.replaceAll('&', '&amp;')}" width="${String(width)}" height="${String(height)}"></iframe>`;

/** What a camera reads of the code that is on screen. */
async function scanned(page: Page): Promise<string> {
  const png = await page.getByRole('img', { name: /^QR code/ }).screenshot();
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, data: [...pixels.data] };
  }, png.toString('base64'));
  return decodeQR({ width, height, data: Uint8Array.from(data) }, { timeLimit: 5000 });
}

test('a page of another origin shows one picture, which plays by itself, says so, and obeys', async ({
  page,
  baseURL,
}) => {
  const query = `${RUN}&embed=1&card=train.gates&play=1&lang=zh&theme=dark`;
  const frame = await shown(page, frameOf(`${baseURL ?? ''}?${query}`, 800, 450), 'card=train.gates');

  // One picture in its own words, under a strip, and nothing of the page around it; nothing is cut off at its sides.
  await expect(frame.getByRole('figure')).toHaveCount(1);
  await expect(frame.getByRole('figure')).toHaveAttribute('data-card', 'train.gates');
  await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.getByRole('navigation')).toHaveCount(0);
  expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  // It is heard from beginning to end.
  await expect.poll(async () => (await told(page)).at(-1)?.type, { timeout: 60_000 }).toBe('finished');
  const all = await told(page);
  const common = { source: 'mmoe-lab', origin: new URL(baseURL ?? '').origin, card: 'train.gates', steps: 60 };
  for (const message of all) expect(message).toMatchObject(common);
  // It plays by itself: by the first picture it may have come some steps on.
  expect(all[0]).toMatchObject({ type: 'ready' });
  expect(all[0].step).toBeLessThan(60);
  expect(all.at(-1)).toMatchObject({ type: 'finished', step: 60, status: 'finished' });
  const steps = all.filter(({ type }) => type === 'step').map(({ step }) => step);
  expect(steps.length).toBeGreaterThan(0);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(Object.keys(all.at(-1)?.losses.A ?? {})).toEqual(['click', 'watchTime', 'like', 'rating']);

  // It obeys the page around it, and nothing that is not meant for it.
  await say(page, { to: 'mmoe-lab', type: 'reset' });
  await expect.poll(async () => (await told(page)).at(-1)).toMatchObject({ type: 'step', step: 0 });
  for (const other of ['play', { type: 'play' }, { to: 'mmoe-lab', type: 'step', n: 1e9 }]) await say(page, other);
  await say(page, { to: 'mmoe-lab', type: 'step', n: 5 });
  await expect.poll(async () => (await told(page)).at(-1)).toMatchObject({ type: 'step', step: 5, status: 'paused' });
  await say(page, { to: 'mmoe-lab', type: 'tell' });
  expect((await told(page)).at(-1)).toMatchObject({ step: 5 });

  // The keyboard goes through it, and out of it again.
  await page.getByRole('button', { name: 'Before' }).focus();
  const after = page.getByRole('button', { name: 'After' });
  for (let pressed = 0; pressed < 40 && !(await after.evaluate((one) => one === document.activeElement)); pressed++)
    await page.keyboard.press('Tab');
  await expect(after).toBeFocused();

  // Its name leads to the whole page, trained as far, in the same words.
  const [whole] = await Promise.all([
    page.waitForEvent('popup'),
    frame.getByRole('link', { name: 'MMoE Lab' }).click(),
  ]);
  await expect(whole.getByRole('navigation').first()).toBeVisible();
  await expect(whole.getByRole('progressbar', { name: '训练进度' })).toHaveAttribute('aria-valuenow', '5', {
    timeout: 60_000,
  });
  expect(await whole.evaluate(() => ({ opened: window.opener !== null, lang: document.documentElement.lang }))).toEqual(
    { opened: false, lang: 'zh-Hans' },
  );
});

test('in a small frame without buttons; a picture that there is not is said; a sandbox that opens no tabs gives the link', async ({
  page,
  baseURL,
}) => {
  const small = await shown(
    page,
    frameOf(`${baseURL ?? ''}?${RUN}&embed=1&card=train.network&controls=0`, 480, 320),
    'card=train.network',
  );
  await expect(small.locator('[data-card]:visible')).toHaveCount(1);
  await expect(small.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
  await expect(small.getByRole('banner').getByRole('button')).toHaveCount(0);
  expect(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  const unknown = await shown(
    page,
    `<iframe sandbox="allow-scripts allow-same-origin" width="800" height="450" src="${baseURL ?? ''}?${RUN}&amp;embed=1&amp;card=cures.%3Cimg%3E"></iframe>`,
    'card=cures',
  );
  const notice = unknown.getByText('There is no picture called “cures.<img>”');
  await expect(notice).toContainText(CARDS.cures.map((name) => `cures.${name}`).join(', '));
  await expect(unknown.locator('[data-card="cures.pareto"]')).toBeVisible({ timeout: 60_000 });
  await unknown.getByRole('link', { name: 'MMoE Lab' }).click();
  const link = unknown.getByRole('textbox', { name: 'No tab could be opened' });
  await expect(link).toBeFocused();
  expect(
    await link.evaluate((one: HTMLInputElement) => one.value.slice(one.selectionStart ?? 0, one.selectionEnd ?? 0)),
  ).toMatch(/^http:.*ch=cures/);
});

test(
  'the code that is scanned, the short link and the frame’s HTML lead to the same run, trained as far',
  { tag: '@long' },
  async ({ page, context, baseURL }) => {
    const changes = Array.from({ length: 30 }, (_, i) => `${String(i + 2)}-gd-0.${String((i % 3) + 1)}`).join('*');
    await open(page, `${RUN}&tl=${changes}`);
    await takeSteps(page, 10);
    const more = page.getByRole('button', { name: 'More ways to share' });
    const choose = async (name: string): Promise<void> => {
      await more.click();
      await page.getByRole('button', { name }).click();
    };

    await choose('Link and QR code');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'trained to step 10' }).check({ force: true });
    const text = dialog.getByRole('textbox', { name: 'The link' });
    await expect(text).toHaveValue(/\?zip=[\w-]+$/);
    const short = await text.inputValue();
    expect(await scanned(page)).toBe(short);
    const there = await context.newPage();
    await there.goto(short);
    await expect.poll(() => stepOf(there), { timeout: 60_000 }).toBe(10);
    const long = new URL(there.url());
    expect(long.searchParams.get('tl')).toBe(new URL(page.url()).searchParams.get('tl'));
    expect(short.length).toBeLessThan(there.url().length);
    await there.close();

    // Where the browser refuses to copy, the text is selected and the page says so.
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('status')).toHaveText(/does not let this page copy/);
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(short);
    await page.keyboard.press('Escape');

    await choose('Settings as text');
    const settings = JSON.parse(await dialog.getByRole('textbox').inputValue()) as object;
    expect(JSON.stringify(settings)).toContain('"run.model.experts":4');
    await page.keyboard.press('Escape');

    // The HTML, pasted into a page of another origin.
    await choose('Embed in a page');
    await dialog.getByRole('combobox', { name: 'Shows' }).selectOption('train.bias');
    await dialog.getByRole('radio', { name: 'trained to step 10' }).check({ force: true });
    await dialog.getByRole('switch', { name: 'Buttons to start, pause and reset' }).uncheck();
    const snippet = await dialog.getByRole('textbox', { name: 'HTML for the page' }).inputValue();
    const frame = await shown(page, snippet, 'card=train.bias');
    await expect.poll(async () => (await told(page)).at(-1)?.step, { timeout: 60_000 }).toBe(10);
    await expect(frame.locator('[data-card]:visible')).toHaveAttribute('data-card', 'train.bias');
    expect(frame.url()).toContain(baseURL);
  },
);
