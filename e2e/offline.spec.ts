import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { freePort, serve } from '../scripts/serve.mjs';
import { expect, test } from './support/fixtures';
import { dataOf, picturesOf, stepOf, takeSteps } from './support/lab';

// The page without a network, replaced by a newer version, crashed and closed. Each test has a server of its own, whose files it may change.

/** A folder and an address of its own. The page lies in a folder of its host, as on most. */
async function site(): Promise<{ folder: string; url: string; close: () => void; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mmoe-lab-'));
  await cp('dist', folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  // Two workers must not come upon the same port.
  const { url, close } = await serve({
    folder,
    port: await freePort(5200 + 100 * test.info().parallelIndex),
    base: '/lab/',
  });
  return {
    folder,
    url,
    close,
    remove: async () => {
      close();
      await rm(folder, { recursive: true });
    },
  };
}

async function visitor(browser: Browser, serviceWorkers: 'allow' | 'block'): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers, locale: 'en-US', viewport: { width: 1440, height: 900 } });
  context.on('weberror', (error) => {
    throw error.error();
  });
  return context;
}

async function visit(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole('button', { name: /^(Engine|引擎)/ })).toBeVisible({ timeout: 60_000 });
  return page;
}

/** Whether all files are kept: only then does the service worker take the page over. */
const isKept = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
const untilKept = (page: Page): Promise<void> => expect.poll(() => isKept(page), { timeout: 60_000 }).toBe(true);

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

/** Opens every chapter by the list of chapters; none may miss a file. */
async function throughAll(page: Page): Promise<void> {
  const chapters = page.getByRole('navigation').first().getByRole('button');
  await expect(chapters).toHaveCount(12);
  for (const chapter of await chapters.all()) {
    await chapter.click();
    await expect(chapter).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('main').getByRole('region').first()).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  }
}

test('after the first visit the page opens, trains and changes its chapter and language without a network', async ({
  browser,
}) => {
  const { url, close, remove } = await site();
  const context = await visitor(browser, 'allow');
  const page = await visit(context, `${url}?backend=wasm`);
  await untilKept(page);
  close();
  // By a link to another chapter, with a run of its own: it is the same page.
  await page.goto(`${url}?v=1&n=900&nh=450&s=60&b=8&ch=gates&backend=wasm`);
  await takeSteps(page, 10);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await page.getByRole('navigation').first().getByRole('button', { name: '位置偏差' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '位置偏差' })).toBeAttached();
  await expect(page.getByRole('main').getByRole('region').first()).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  await context.close();
  await remove();
});

test(
  'after the first visit everything is there without a network: chapters, languages, engines, studies, the data set',
  { tag: '@long' },
  async ({ browser }) => {
    test.slow();
    const { url, close, remove } = await site();
    const context = await visitor(browser, 'allow');
    const page = await visit(context, `${url}?backend=wasm`);
    await untilKept(page);
    close();
    const failed: string[] = [];
    context.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(request.url()); // aborted: by leaving the page
    });
    // By a link to another chapter, with a run of its own: it is the same page.
    await page.goto(`${url}?v=1&n=900&nh=450&s=60&b=8&ch=gates&backend=wasm`);
    await takeSteps(page, 10);
    await throughAll(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await throughAll(page);
    await page.getByRole('combobox', { name: '语言' }).selectOption('en');
    await page.goto(`${url}?v=1&ch=polarization&src=census`);
    await expect(page.getByRole('button', { name: /^Engine: WebGPU/ })).toBeVisible({ timeout: 60_000 });
    const card = page.getByRole('region', { name: 'The race' });
    await card.getByRole('textbox', { name: 'Seeds' }).fill('2');
    await card.getByRole('textbox', { name: 'Steps' }).fill('20');
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Run the race' }).click();
    await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
    expect(failed).toEqual([]);
    await context.close();
    await remove();
  },
);

/** Changes a file of the site. */
async function change(file: string, from: RegExp, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
}

/** Asks for a newer version. @returns whether one waits, when all that was asked for has come or failed */
const askForNewer = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (installing)
      await new Promise<void>((resolve) => {
        installing.addEventListener('statechange', () => {
          resolve();
        });
      });
    return registration.waiting !== null;
  });

/** The step that a page has come to rest at. */
async function stepAtRest(page: Page): Promise<number> {
  let last = -1;
  const isAtRest = async (): Promise<boolean> => last === (last = await stepOf(page));
  await expect.poll(isAtRest, { intervals: [400] }).toBe(true);
  return last;
}

test(
  'a newer version is offered in mid-run, never forced; taken up, it goes on with the run to the same numbers, and other tabs are left alone',
  { tag: '@long' },
  async ({ browser }) => {
    test.slow();
    const { url, folder, remove } = await site();
    const context = await visitor(browser, 'allow');
    const run = 'v=1&n=900&nh=450&s=400&b=8&backend=wasm';
    const page = await visit(context, `${url}?${run}&sp=10`);
    await untilKept(page);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    // In the middle of a deployment: the list of files is the newer version's, the page still the older one. It is not taken.
    const second = (await readFile(join(folder, 'index.html'), 'utf8')).replace(
      '<head>',
      '<head><meta name="edition">',
    );
    const integrity = `sha384-${createHash('sha384').update(second).digest('base64')}`;
    await change(
      join(folder, 'sw.js'),
      /(url:"index\.html",)revision:"\w+",integrity:"[^"]+"/,
      `$1revision:"second",integrity:"${integrity}"`,
    );
    expect(await askForNewer(page)).toBe(false);
    await writeFile(join(folder, 'index.html'), second);
    expect(await askForNewer(page)).toBe(true);
    await expect(notices(page)).toHaveText(/A newer version of this page is there/);
    const offeredAt = await stepOf(page);
    await expect.poll(() => stepOf(page)).toBeGreaterThan(offeredAt + 5);
    // Another visit meanwhile has the version of the others.
    const undisturbed = await visit(context, `${url}?${run}&sp=0`);
    await expect(undisturbed.locator('meta[name=edition]')).toHaveCount(0);
    await undisturbed.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const step = await stepAtRest(page);
    const shown = await picturesOf(page);
    await notices(page).getByRole('button', { name: 'Reload and keep the run' }).click();
    await expect(page.locator('meta[name=edition]')).toHaveCount(1);
    await expect.poll(() => stepOf(page)).toBe(step);
    expect(await picturesOf(page)).toEqual(shown);
    // The other tab was left alone, and both end alike.
    await expect(undisturbed.locator('meta[name=edition]')).toHaveCount(0);
    await expect.poll(() => stepOf(undisturbed), { timeout: 60_000 }).toBe(400);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('full speed');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(400);
    expect(await dataOf(page, 'Gate weights per task')).toEqual(await dataOf(undisturbed, 'Gate weights per task'));
    await context.close();
    await remove();
  },
);

/** What the page asks its worker to open: the steps of runs that are gone on with, "none" for others. */
async function writeDownOpenings(page: Page): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    const post = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, ...given: unknown[]) => void;
    Worker.prototype.postMessage = function (...given: unknown[]) {
      const [message] = given as [{ argumentList?: { value?: { kind?: string; saved?: { step: number } } }[] }];
      const wish = message.argumentList?.[0]?.value;
      if (wish?.kind === 'open') asked.push(wish.saved?.step ?? 'none');
      post.apply(this, given);
    };
  });
  return () => page.evaluate(() => (globalThis as { asked?: unknown }).asked);
}

/** Puts a newer version in the place of the page: all files that were made of it have other names. */
async function replacePage(folder: string, newer: string): Promise<void> {
  const names = new Set(await readdir(join(folder, 'assets')));
  const renamed = (text: string): string => text.replace(/[\w.-]+/g, (name) => (names.has(name) ? newer + name : name));
  for (const name of ['index.html', ...[...names].map((asset) => join('assets', asset))]) {
    const file = join(folder, name);
    if (/\.(?:html|js|css)$/.test(name)) await writeFile(file, renamed(await readFile(file, 'utf8')));
  }
  for (const name of names) await rename(join(folder, 'assets', name), join(folder, 'assets', newer + name));
}

/** What keeps the run is fetched after the first frame. */
const untilKeeping = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBeGreaterThan(0);

/** What is kept, by the steps of the runs. */
const keptSteps = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const asked = indexedDB.open('mmoe-lab');
        asked.onerror = () => reject(new Error('no storage'));
        asked.onsuccess = () => {
          const all = asked.result.transaction('runs').objectStore('runs').getAll();
          all.onsuccess = () => {
            asked.result.close();
            resolve((all.result as { step?: number }[]).flatMap(({ step }) => (step === undefined ? [] : [step])));
          };
        };
      }),
  );

/** Hurries the page's timers until its run is kept: what does that is fetched after the first frame, and keeps it every twenty seconds. */
async function letKeep(page: Page, step: number): Promise<void> {
  await page.clock.fastForward(5000);
  await untilKeeping(page);
  await page.clock.fastForward(21_000);
  await expect.poll(() => keptSteps(page)).toEqual([step]);
}

test(
  'a page that was replaced by a newer version keeps its run, says what happened, and goes on with it after the reload',
  { tag: '@long' },
  async ({ browser }) => {
    const { url, folder, remove } = await site();
    const context = await visitor(browser, 'block');
    const page = await context.newPage();
    const openings = await writeDownOpenings(page);
    await page.clock.install();
    await page.goto(`${url}?v=1&n=900&nh=450&s=400&b=8&backend=wasm`);
    await takeSteps(page, 10);
    const shown = await picturesOf(page);
    const chapter = (name: RegExp) => page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name });
    await letKeep(page, 10);
    await replacePage(folder, 'second-');
    await chapter(/^Gates/).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('replaced by a newer version meanwhile, which has other files');
    await expect(alert).toContainText('kept in this browser at step 10');
    await alert.getByRole('button', { name: 'Reload the page and keep the run' }).click();
    await expect(page.getByRole('slider', { name: 'Step shown' })).toBeVisible();
    await expect.poll(() => stepOf(page)).toBe(10);
    expect(await openings()).toEqual([10]);
    await chapter(/^Train/).click();
    expect(await picturesOf(page)).toEqual(shown);

    // Where there is no room left: trained there again, and it is said.
    await letKeep(page, 10);
    await takeSteps(page, 1);
    const later = await picturesOf(page);
    await page.evaluate(() => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    });
    await replacePage(folder, 'third-');
    await chapter(/^Position bias/).click();
    await expect(alert).toContainText('This browser keeps no run: after the reload it is trained to step 11 again');
    await alert.getByRole('button', { name: 'Reload the page and keep the run' }).click();
    await expect(chapter(/^Position bias/)).toHaveAttribute('aria-current', 'page');
    await expect.poll(() => stepOf(page)).toBe(11);
    await expect(alert.filter({ hasText: /\S/ })).toHaveCount(0);
    expect(await openings()).toEqual(['none']);
    await chapter(/^Train/).click();
    expect(await picturesOf(page)).toEqual(later);
    await context.close();
    await remove();
  },
);

/** A visit by the plain address, whose timers can be hurried. */
async function plainVisit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${url}?backend=wasm`);
  await expect(page.getByRole('button', { name: /^Engine/ })).toBeVisible({ timeout: 60_000 });
  await page.clock.fastForward(5000);
  await untilKeeping(page);
  return page;
}

test(
  'a tab that crashed or was closed is offered to go on with, once, and not while another tab has it',
  { tag: '@long' },
  async ({ browser }) => {
    const { url, remove } = await site();
    const context = await visitor(browser, 'block');
    const first = await plainVisit(context, url);
    await takeSteps(first, 10);
    const shown = await picturesOf(first);
    await letKeep(first, 10);
    // Another tab meanwhile is not asked.
    const other = await plainVisit(context, url);
    await expect(notices(other).getByText('is kept in this browser')).toHaveCount(0);
    // As in a crash, the page goes without having heard of it: the browser lets go what it held.
    await first.evaluate(() => {
      addEventListener('pagehide', (event) => event.stopImmediatePropagation(), { capture: true });
    });
    await first.close();

    const second = await plainVisit(context, url);
    await expect(notices(second)).toContainText(/^A run of .* is kept in this browser, at step 10\./);
    await notices(second).getByRole('button', { name: 'Go on with it' }).click();
    await expect.poll(() => stepOf(second)).toBe(10);
    expect(await picturesOf(second)).toEqual(shown);
    // Closed later than it was kept: it comes back where it was.
    await takeSteps(second, 10);
    const later = await picturesOf(second);
    await second.close({ runBeforeUnload: true });
    const third = await plainVisit(context, url);
    await expect(notices(third)).toContainText('at step 20.');
    await notices(third).getByRole('button', { name: 'Go on with it' }).click();
    await expect.poll(() => stepOf(third)).toBe(20);
    expect(await picturesOf(third)).toEqual(later);
    await third.close({ runBeforeUnload: true });
    // Sent away, it is gone.
    const fourth = await plainVisit(context, url);
    await notices(fourth).getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => keptSteps(fourth)).toEqual([]);
    await context.close();
    await remove();
  },
);
