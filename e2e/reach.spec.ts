import type { Locator, Page } from '@playwright/test';
import { staysShare, sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';
import { allSettings } from './support/lab';
import { smallTargets } from './support/targets';

// Every way of using the page: a finger, a keyboard alone, a page enlarged to 400%, a contrast theme. On the CPU engine and a small world.

const softly = expect.configure({ soft: true });
const CHAPTERS = ['Train', 'Gates', 'Polarization', 'Position bias'] as const;

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`./?v=1&n=900&nh=450&at=3&${query}backend=cpu`);
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuenow', '3', {
    timeout: 60_000,
  });
}

const tab = (page: Page, chapter: string): Locator =>
  page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: chapter, exact: true });

/** Opens a chapter and waits until it is drawn. */
async function go(page: Page, chapter: string): Promise<void> {
  await tab(page, chapter).click();
  await expect(page.getByRole('heading', { level: 1, name: chapter, exact: true })).toBeAttached();
  await expect(page.getByRole('heading', { level: 2 }).nth(2)).toBeVisible();
}

test('nothing that is pressed is smaller than 24 × 24, at any width', { tag: '@long' }, async ({ page }) => {
  await open(page);
  await allSettings(page);
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const at = `at ${String(width)}: `;
    for (const chapter of CHAPTERS) {
      await go(page, chapter);
      // Drawings have their size a frame after their chapter has its headings.
      await softly.poll(() => smallTargets(page), { message: at + chapter, timeout: 2000 }).toEqual([]);
    }
    if (width < 1400) await page.getByRole('button', { name: 'Controls' }).click();
    await expect(page.getByRole('button', { name: 'All settings' })).toHaveAttribute('aria-expanded', 'true');
    expect.soft(await smallTargets(page), `${at}all controls`).toEqual([]);
    if (width < 1400) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More ways to share' }).click();
    expect.soft(await smallTargets(page), `${at}sharing`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Help' }).click();
    expect.soft(await smallTargets(page), `${at}help`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('no notice and no waiting change covers a picture, at any width', { tag: '@long' }, async ({ page }) => {
  await open(page, 'lr=fast&colour=red&');
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Experts', exact: true }).fill('6');
  await page.getByRole('textbox', { name: 'Experts', exact: true }).press('Enter');
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByText('1 change waits for a reset').first()).toBeVisible();
    for (const chapter of CHAPTERS) {
      await go(page, chapter);
      // All that stands on the page can be brought out from under what is said of it, to the last line.
      const covered = await page.evaluate(() => {
        const strip = document.querySelector('.floor')!.getBoundingClientRect();
        const main = document.querySelector('main')!;
        main.scrollTo(0, main.scrollHeight);
        scrollTo(0, document.documentElement.scrollHeight);
        const last = Math.max(
          // What is folded away has a place, and is not drawn.
          ...[...main.querySelectorAll('figure, section, p')]
            .filter((e) => e.checkVisibility())
            .map((e) => e.getBoundingClientRect().bottom),
        );
        return { height: strip.height, free: document.querySelector('.floor')!.getBoundingClientRect().top - last };
      });
      expect.soft(covered.height, `${String(width)}: ${chapter}`).toBeGreaterThan(40);
      expect.soft(covered.free, `${String(width)}: ${chapter}`).toBeGreaterThan(0);
      // Nothing that gets the focus lies under it either.
      await page.evaluate(() => {
        document.querySelector('main')!.scrollTo(0, 0);
        scrollTo(0, 0);
      });
      const buttons = page.getByRole('main').getByRole('button', { name: /^Data/ });
      for (const button of await buttons.all()) {
        await button.focus();
        const { floor, box } = await button.evaluate((element) => ({
          floor: document.querySelector('.floor')!.getBoundingClientRect().top,
          box: element.getBoundingClientRect().bottom,
        }));
        expect
          .soft(box, `${String(width)}, ${chapter}: ${String(await button.getAttribute('aria-label'))}`)
          .toBeLessThanOrEqual(floor + 0.5);
      }
    }
  }
});

test('the control in use stays in sight when the bar of waiting changes takes its room', async ({ page }) => {
  await open(page);
  await allSettings(page);
  const control = page.getByRole('slider', { name: 'Batch size', exact: true });
  await control.focus();
  // At the lower edge of the list, where the bar is about to come.
  await control.evaluate((element) => {
    element.scrollIntoView({ block: 'end' });
  });
  await control.press('ArrowRight');
  await expect(page.getByText('1 change waits for a reset')).toBeVisible();
  const list = page.locator('.controls-scroll');
  await expect
    .poll(async () => {
      const [box, room] = [(await control.boundingBox())!, (await list.boundingBox())!];
      return box.y >= room.y && box.y + box.height <= room.y + room.height + 0.5;
    })
    .toBe(true);
});

test(
  'beside the counter of steps there is room, at every width and length of the run',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, 's=5000&');
    for (const width of [1440, 1200, 1100, 1024, 960, 860]) {
      await page.setViewportSize({ width, height: 800 });
      const words = await page.locator('.progress-words').evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect().right;
      });
      const badge = (await page.getByRole('button', { name: /^Engine:/ }).boundingBox())!;
      expect.soft(badge.x - words, String(width)).toBeGreaterThanOrEqual(8);
    }
  },
);

// 1440 × 900 at 200% and 1280 × 1024 at 400% (WCAG 2.2, 1.4.10).
test('enlarged to 200% and 400% nothing sticks out, nothing is lost', { tag: '@long' }, async ({ page }) => {
  await open(page);
  for (const [width, height] of [
    [720, 450],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const chapter of CHAPTERS) {
      await go(page, chapter);
      expect
        .soft(await page.evaluate(() => document.scrollingElement!.scrollWidth), chapter)
        .toBeLessThanOrEqual(width);
      expect.soft(await sticksOut(page), chapter).toEqual([]);
    }
    const bar = page.getByRole('banner');
    for (const name of [/^Play|^Pause|^Train on/, 'Step', 'Reset', 'New seeds', 'Controls', 'Help'])
      await expect(bar.getByRole('button', { name, exact: typeof name === 'string' })).toBeInViewport();
    for (const name of ['Speed', 'Language'])
      await expect(bar.getByRole('combobox', { name, exact: true })).toBeInViewport();
    await bar.getByRole('button', { name: 'Controls' }).click();
    // They are drawn piece by piece.
    await expect.poll(() => sticksOut(page), 'controls').toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('the speed can be changed at every width', { tag: '@long' }, async ({ page }) => {
  await open(page);
  for (const width of [1440, 1200, 1024, 860, 800, 600, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const speed = page.getByRole('combobox', { name: 'Speed', exact: true });
    await expect(speed).toBeInViewport({ ratio: 1 });
    await speed.selectOption({ index: width % 3 });
    expect
      .soft(await page.evaluate(() => document.scrollingElement!.scrollWidth), String(width))
      .toBeLessThanOrEqual(width);
    // Pictures take the new width with the next frame.
    await expect.poll(() => sticksOut(page), String(width)).toEqual([]);
  }
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('the chapters stay in reach, and each opens at its top', async ({ page }) => {
    await open(page);
    for (const chapter of ['Gates', 'Position bias', 'Polarization', 'Train']) {
      await page.evaluate(() => {
        scrollTo(0, document.documentElement.scrollHeight);
      });
      // The list is wider than the screen: it stays in sight, and a finger finds the chapter in it.
      await expect(page.getByRole('navigation', { name: 'Chapters' })).toBeInViewport();
      await tab(page, chapter).tap();
      await expect(page.getByRole('heading', { level: 1, name: chapter, exact: true })).toBeAttached();
      expect(await page.evaluate(() => scrollY), chapter).toBe(0);
    }
    // Held sideways: what stays in sight leaves three quarters of the height.
    for (const [width, height] of [
      [844, 390],
      [667, 375],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => {
        scrollTo(0, 600);
        document.querySelector('main')!.scrollTo(0, 600);
      });
      await expect.poll(() => staysShare(page), { message: String(width) }).toBeLessThanOrEqual(0.25);
      expect(await sticksOut(page), String(width)).toEqual([]);
    }
  });

  test('a wide table keeps its first column and shows that it goes on', { tag: '@long' }, async ({ page }) => {
    await open(page, 'ch=position-bias&');
    const table = page.getByRole('region', { name: /Four treatments/ }).getByRole('region', { name: /table/ });
    await table.scrollIntoViewIfNeeded();
    const left = async (): Promise<number> => (await table.getByRole('rowheader').first().boundingBox())!.x;
    const before = await left();
    await table.evaluate((box) => {
      box.scrollLeft = 120;
    });
    await expect.poll(left).toBeCloseTo(before, 0);
    expect((await table.getByRole('cell').first().boundingBox())!.x).toBeLessThan(before + 120);
  });

  test(
    'a finger that scrolls past the curves changes none; one that takes a point moves it',
    { tag: '@long' },
    async ({ page }) => {
      await open(page, 'ch=position-bias&');
      const board = page.getByRole('group', { name: 'Bias curve: phone' });
      await board.scrollIntoViewIfNeeded();
      const client = await page.context().newCDPSession(page);
      const swipe = async (x: number, y: number, by: number): Promise<void> => {
        await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
        for (let i = 1; i <= 8; i++)
          await client.send('Input.dispatchTouchEvent', {
            type: 'touchMove',
            touchPoints: [{ x, y: y + (by * i) / 8 }],
          });
        await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      };
      const box = (await board.boundingBox())!;
      const scrolled = await page.evaluate(() => scrollY);
      // Between two points, below the curve.
      await swipe(box.x + box.width * 0.5, box.y + box.height - 40, -100);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled + 50);
      await expect(page).not.toHaveURL(/bc=/);
      const point = page.getByRole('slider', { name: 'phone, position 3', exact: true });
      const before = Number(await point.getAttribute('aria-valuenow'));
      // The first swipe's momentum is over.
      let place = -1;
      const still = async (): Promise<boolean> => place === (place = await page.evaluate(() => scrollY));
      await expect.poll(still, { intervals: [200] }).toBe(true);
      await point.evaluate((one) => {
        one.scrollIntoView({ block: 'center' });
      });
      place = await page.evaluate(() => scrollY);
      const at = (await point.boundingBox())!;
      await swipe(at.x + at.width / 2, at.y + at.height / 2, 40);
      await expect.poll(async () => Number(await point.getAttribute('aria-valuenow'))).toBeLessThan(before - 0.5);
      expect(await page.evaluate(() => scrollY)).toBe(place);
    },
  );
});

test('by keyboard alone: chapters name themselves, a grid is one stop, space plays and pauses', async ({ page }) => {
  await open(page);
  for (const chapter of ['Gates', 'Polarization', 'Position bias', 'Train']) {
    await tab(page, chapter).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: chapter, exact: true })).toBeFocused();
    for (const grid of await page.getByRole('grid').all())
      expect(await grid.locator('[tabindex="0"]').count(), chapter).toBe(1);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  }
});

test.describe('in forced colours', { tag: '@long' }, () => {
  test.use({ forcedColors: 'active' });

  test('sliders, what is chosen and the words in pictures can be seen', async ({ page }) => {
    await open(page);
    const ground = (of: Locator): Promise<string> =>
      of.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await ground(tab(page, 'Train'))).not.toBe(await ground(tab(page, 'Gates')));
    const choice = page.getByRole('radiogroup').first();
    const words = (checked: boolean): Locator =>
      choice.getByRole('radio', { checked }).locator('xpath=following-sibling::span').first();
    expect(await ground(words(true))).not.toBe(await ground(words(false)));
    // The line of a slider, and every word in a picture, in the colour of the reader's text.
    const text = await page.evaluate(() => getComputedStyle(document.body).color);
    const slider = page.getByRole('slider', { name: 'Experts' });
    expect(await slider.evaluate((input) => getComputedStyle(input.parentElement!, '::before').backgroundColor)).toBe(
      text,
    );
    for (const chapter of CHAPTERS) {
      await go(page, chapter);
      const fills = await page
        .locator('figure svg text')
        .evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).fill))]);
      expect(fills, chapter).toEqual(fills.length > 0 ? [text] : []);
    }
  });
});

/** Contrast of two colours as the browser computes them, after WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [high, low] = [a, b]
    .map((color) => {
      const [red, green, blue] = (/(\d+), (\d+), (\d+)/.exec(color) ?? []).slice(1).map((value) => {
        const part = Number(value) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('in a contrast theme the marks of the tasks are those made for its ground', { tag: '@long' }, async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await open(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    // The theme is the one that was asked for: otherwise the test says nothing.
    const groundOf = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(async () => contrast(await groundOf(), 'rgb(255, 255, 255)') < 2).toBe(colorScheme === 'light');
    const ground = await groundOf();
    const curves = page.getByRole('figure', { name: 'Held-out loss per task' }).locator('path.curve:not(.other)');
    await expect(curves).toHaveCount(4);
    const strokes = await curves.evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).stroke));
    expect(new Set(strokes).size).toBe(4);
    // Those of the light theme reach no more than 5.5:1 on black, where those of the dark one have at least 8:1.
    const least = colorScheme === 'dark' ? 6 : 3;
    for (const stroke of strokes) expect.soft(contrast(stroke, ground), stroke).toBeGreaterThanOrEqual(least);
  }
});
