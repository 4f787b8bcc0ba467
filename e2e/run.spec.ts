import type { Page } from '@playwright/test';
import { allSettings, dataOf, open, picturesOf, set, sharedLink, stepOf, takeSteps } from './support/lab';
import { expect, test } from './support/fixtures';

// A run is its settings and what was changed while it trained. Whichever way it comes back, by reset, link, reload or the browser's Back, it is
// the same to the last digit. On the CPU engine and a small world: what is repeated are steps, not adapters, whatever they are taken on.

const SMALL = 'v=1&n=900&nh=450&backend=cpu';

/** 60 steps, a live change, 40 more. */
async function changedRun(page: Page): Promise<void> {
  await takeSteps(page, 10);
  await takeSteps(page, 10);
  await set(page, 'Gate dropout', '50');
  await takeSteps(page, 10);
  await set(page, 'Learning rate', '0.2');
  await takeSteps(page, 10);
}

test('what was changed while it trained is part of the run: a reset and a link repeat it to the last digit', async ({
  page,
  context,
}) => {
  await open(page, SMALL);
  await changedRun(page);
  const list = page.getByRole('region', { name: 'Changed while it trained' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').first()).toContainText(/gate dropout.*50.*20/i);
  const shown = await picturesOf(page);
  const link = await sharedLink(page);
  expect(link).toMatch(/tl=20-gd-0\.5\*30-lr-0\.2.*at=40/);

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => stepOf(page)).toBe(0);
  for (let i = 0; i < 4; i++) await takeSteps(page, 10);
  expect(await picturesOf(page)).toEqual(shown);

  const other = await context.newPage();
  await other.goto(link);
  await expect.poll(() => stepOf(other), { timeout: 60_000 }).toBe(40);
  await expect(other.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await picturesOf(other)).toEqual(shown);
  await other.close(); // what lies in the background is drawn seldom

  // Without them it is another run.
  await list.getByRole('button', { name: /without/i }).click();
  await expect.poll(() => stepOf(page)).toBe(0);
  for (let i = 0; i < 4; i++) await takeSteps(page, 10);
  expect(await picturesOf(page)).not.toEqual(shown);
});

test('a link to a trained run trains it at full speed, says so, and can be told to stop on the way', async ({
  page,
}) => {
  await page.goto('./?v=1&sp=10&at=600&backend=cpu');
  const line = page.getByRole('region', { name: 'On the way to a trained run' });
  await expect(line).toBeVisible();
  await expect(line.getByRole('progressbar')).toHaveAttribute('max', '600');
  await line.getByRole('button', { name: 'Stop here' }).click();
  await expect(line).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  const held = await stepOf(page);
  await page.waitForTimeout(500);
  expect(await stepOf(page)).toBe(held);
});

test('undo and redo take back whatever changed the settings, by button and by key, and name it', async ({ page }) => {
  await open(page);
  const undo = page.getByRole('group', { name: 'Undo and redo' }).getByRole('button', { name: /undo/i });
  const redo = page.getByRole('group', { name: 'Undo and redo' }).getByRole('button', { name: /redo/i });
  await expect(undo).toBeDisabled();
  await set(page, 'Gate dropout', '30');
  await expect(undo).toHaveAccessibleName(/gate dropout/i);
  await page.getByRole('button', { name: 'New seeds' }).click();
  await expect(page).toHaveURL(/sd=\d+/);
  const seeded = page.url();
  await expect(undo).toHaveAccessibleName(/seeds/i);
  await undo.click();
  await expect(page).not.toHaveURL(/sd=\d+/);
  await page.getByRole('main').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Gate dropout' })).toHaveValue('10');
  await expect(undo).toBeDisabled();
  await redo.click();
  await page.keyboard.press('Control+Shift+z');
  await expect(page).toHaveURL(seeded);
  await expect(redo).toBeDisabled();
  // In a text field the keys are the field's own.
  await page.getByRole('textbox', { name: 'Gate dropout' }).fill('44');
  await page.keyboard.press('Control+z');
  await expect(page).toHaveURL(seeded);
});

test('nothing throws a trained run away: Back and undo show it again as it was left', async ({ page }) => {
  await open(page, `${SMALL}&gd=0.2`);
  await takeSteps(page, 100);
  const shown = await picturesOf(page);
  await page.getByRole('link', { name: /MMoE Lab/ }).click();
  await expect(page.getByRole('textbox', { name: 'Gate dropout' })).toHaveValue('10');
  await expect.poll(() => stepOf(page)).toBe(0);
  await takeSteps(page, 10);
  await page.goBack();
  await expect.poll(() => stepOf(page)).toBe(100);
  await expect(page).toHaveURL(/gd=0\.2/);
  expect(await picturesOf(page)).toEqual(shown);
  await page.goForward();
  await expect.poll(() => stepOf(page)).toBe(10);
  await page.goBack();
  await page.getByRole('button', { name: 'New seeds' }).click();
  await expect(page).toHaveURL(/sd=\d+/);
  await expect.poll(() => stepOf(page)).toBe(0);
  await page.getByRole('button', { name: /^Undo: .*seeds/i }).click();
  await expect.poll(() => stepOf(page)).toBe(100);
  expect(await picturesOf(page)).toEqual(shown);
});

test('who leaves the page and comes back by Back finds the run where it was', { tag: '@long' }, async ({ page }) => {
  await open(page, `${SMALL}&gd=0.2`);
  await takeSteps(page, 100);
  const shown = await picturesOf(page);
  await page.goto('about:blank');
  await page.goBack();
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBe(100);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await picturesOf(page)).toEqual(shown);
  // Where a change waits, the address has a run that was not trained yet: nothing is said of its having been.
  await set(page, 'Experts', '6');
  await expect(page).toHaveURL(/e=6/);
  await page.goto('about:blank');
  await page.goBack();
  await takeSteps(page, 1);
  expect(await stepOf(page)).toBe(1);
  // A reload starts over.
  await page.reload();
  await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible({ timeout: 60_000 });
  await takeSteps(page, 1);
  expect(await stepOf(page)).toBe(1);
});

test('curves do not depend on the speed at which they were made', { tag: '@long' }, async ({ page, context }) => {
  await open(page, `${SMALL}&sp=30`);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(60);
  await page.getByRole('button', { name: 'Pause' }).click();
  const slow = await dataOf(page, 'Held-out loss per task');
  const other = await context.newPage();
  await open(other, `${SMALL}&sp=0`);
  await takeSteps(other, 100);
  const fast = await dataOf(other, 'Held-out loss per task');
  expect(slow.length).toBeGreaterThan(10);
  // The last row is the step at which it was paused, on the grid or off it.
  const common = Math.min(fast.length, slow.length) - 1;
  expect(fast.slice(0, common)).toEqual(slow.slice(0, common));
});

test('what was said of a run goes with it: after a reset the page says where the run is now', async ({ page }) => {
  await open(page, 'v=1&s=50&sp=0&backend=cpu');
  await page.getByRole('button', { name: 'Play' }).click();
  const said = page.getByRole('status').filter({ hasText: /step/ });
  await expect(said.filter({ hasText: 'finished at step 50' })).toHaveCount(1, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(said.filter({ hasText: 'paused at step 0' })).toHaveCount(1);
  await expect(page.getByText('finished at step 50')).toHaveCount(0);
});

/** Numbers from a seed, the same in every run of the test (a linear congruential generator, Numerical Recipes). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Things a hurried reader does. None waits for what it has set going. */
const hurried = (page: Page): (() => Promise<void>)[] => {
  const press = (name: string | RegExp) => async () => {
    const button = page.getByRole('button', { name, exact: true }).first();
    const canBePressed = async (): Promise<boolean> => (await button.isVisible()) && (await button.isEnabled());
    if (!(await canBePressed())) return;
    await button.click({ timeout: 5000 }).catch(async () => {
      // Between the look and the press the run began to play, or another to open: then this cannot be pressed. Another may have opened just now,
      // after all: then it can be.
      if (await canBePressed()) await button.click({ timeout: 5000 });
    });
  };
  const arrow = (name: string, key: string) => () =>
    page.getByRole('slider', { name, exact: true }).press(key, { timeout: 5000 });
  const key = (name: string) => async () => {
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(name);
  };
  const chapter = (name: string) => () =>
    page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name, exact: true }).click();
  const speed = (label: string) => async () => {
    await page.getByRole('combobox', { name: 'Speed' }).selectOption(label);
  };
  return [
    press(/^(Play|Pause|Play again)$/),
    press(/^(Play|Pause|Play again)$/),
    press('Step'),
    press('Reset'),
    press('New seeds'),
    press('Reset now'),
    press('Discard'),
    arrow('Gate dropout', 'ArrowRight'),
    arrow('Gate dropout', 'ArrowLeft'),
    arrow('Learning rate', 'ArrowRight'),
    arrow('Experts', 'ArrowLeft'),
    arrow('Experts', 'ArrowRight'),
    key('Shift+.'),
    key('Space'),
    key('Control+z'),
    key('Control+Shift+z'),
    chapter('Gates'),
    chapter('Train'),
    // Not beyond the page's own first place.
    () =>
      page.evaluate(() => {
        if (navigation.canGoBack) history.back();
      }),
    speed('10 steps/s'),
    speed('full speed'),
  ];
};

test('60 hurried clicks leave one run that its link opens again', { tag: '@long' }, async ({ page, context }) => {
  test.setTimeout(240_000);
  await open(page, SMALL);
  await allSettings(page); // the learning rate is none of the handful of Gates
  const below = randomFrom(1);
  const deeds = hurried(page);
  for (let click = 0; click < 60; click++) {
    await deeds[below(deeds.length)]();
    if (click % 20 === 19) await agrees(page);
  }
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Train', exact: true }).click();
  const pause = page.getByRole('button', { name: 'Pause' });
  if (await pause.isVisible()) await pause.click();
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  if (await discard.isVisible()) await discard.click();
  await agrees(page);
  const step = await stepOf(page);
  const shown = await picturesOf(page);
  const link = await sharedLink(page);
  const other = await context.newPage();
  await other.goto(link);
  await expect.poll(() => stepOf(other), { timeout: 60_000 }).toBe(step);
  await expect(other.getByRole('button', { name: /^Play/ })).toBeVisible();
  expect(await picturesOf(other)).toEqual(shown);
});

/** What the button says is what training does. */
async function agrees(page: Page): Promise<void> {
  const play = page.getByRole('button', { name: /^(Play|Pause|Play again)$/ });
  await expect(play).toBeEnabled();
  await expect
    .poll(async () => {
      const [before, said] = [await stepOf(page), await play.innerText()];
      await page.waitForTimeout(600);
      const [after, saidThen] = [await stepOf(page), await play.innerText()];
      if (said !== saidThen) return 'changing';
      return (said === 'Pause') === after > before ? 'agrees' : `says ${said}, ${String(before)} → ${String(after)}`;
    })
    .toBe('agrees');
}

test('a run that leaves the finite numbers stops, keeps its last good pictures, and says which knob to turn down', async ({
  page,
}) => {
  await open(page, `${SMALL}&o=sgd&lr=10&s=200`);
  await page.getByRole('button', { name: /^Play/ }).click();
  const alert = page.getByRole('alert').filter({ hasText: /learning rate/i });
  await expect(alert).toBeVisible({ timeout: 30_000 });
  const at = Number(/at step (\d+)/.exec((await alert.textContent()) ?? '')?.[1]);
  expect(at).toBeGreaterThan(0);
  expect(await stepOf(page)).toBeLessThanOrEqual(at);
  expect(JSON.stringify(await picturesOf(page))).not.toMatch(/NaN|Infinity|∞/);
  await alert.getByRole('button', { name: /^Set .* and start over$/ }).click();
  await expect(alert).toBeHidden();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(at);
});
