import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { expect, test } from './support/fixtures';
import { sticksOut } from './support/fits';
import { open, stepOf } from './support/lab';
import { smallTargets } from './support/targets';

// The lesson: walked by a student in both languages, and by a lecturer before a class.

const words = {
  en: {
    lesson: 'Lesson',
    prediction: 'Prediction',
    lock: 'Lock in',
    came: 'Came out',
    yours: 'Your prediction',
    link: 'The run that this came out of',
    next: 'Next',
    skip: 'Skip',
    finish: 'Finish',
    at: /^(\d+) of (\d+)$/,
  },
  zh: {
    lesson: '课程',
    prediction: '预测',
    lock: '锁定预测',
    came: '实际结果',
    yours: '你的预测',
    link: '得到这一结果的那次训练',
    next: '下一步',
    skip: '跳过',
    finish: '完成',
    at: /^第 (\d+) 步，共 (\d+) 步$/,
  },
} as const;
type Words = (typeof words)['en' | 'zh'];

const panel = (page: Page, { lesson }: Words): Locator => page.getByRole('region', { name: lesson, exact: true });

/** Which step is open, of how many. */
async function placeOf(lesson: Locator, { at }: Words): Promise<[step: number, steps: number]> {
  const text = await lesson.getByRole('progressbar').getAttribute('aria-valuetext');
  const [, step, steps] = at.exec(text ?? '') ?? [];
  return [Number(step), Number(steps)];
}

type Spot = { x: number; y: number };
const middleOf = async (element: Locator): Promise<Spot> => {
  const { x, y, width, height } = (await element.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
};

/** Presses at a spot, goes on to another one and lets go: with the mouse, or with a finger as the browser hears it. */
async function drag(page: Page, from: Spot, to: Spot, by: 'mouse' | 'finger'): Promise<void> {
  // Seven: the points of a curve that can be moved are seven spaces apart, and the line between two spots goes by whole ones.
  const way = [1, 2, 3, 4, 5, 6, 7].map((i) => ({
    x: from.x + (i / 7) * (to.x - from.x),
    y: from.y + (i / 7) * (to.y - from.y),
  }));
  if (by === 'mouse') {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (const { x, y } of way) await page.mouse.move(x, y);
    await page.mouse.up();
    return;
  }
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (const spot of way) await touch('touchMove', [spot]);
  await touch('touchEnd', []);
  await session.detach();
}

/** What a step's sliders stand at. */
const standsAt = async (question: Locator): Promise<number[]> => {
  const values = await question.getByRole('slider').evaluateAll((all) => all.map((one) => one.ariaValueNow));
  return values.map(Number);
};

/** Drags the end of a curve, or one point of a curve, down: it goes where it is dragged. @returns what the sliders then stand at */
async function dragPoint(question: Locator, place: number, by: 'mouse' | 'finger'): Promise<number[]> {
  const grip = question.getByRole('slider').nth(place);
  await grip.scrollIntoViewIfNeeded();
  // A step that has just been opened brings its picture into sight and folds the run's buttons.
  await expect(async () => {
    const { y } = await middleOf(grip);
    await question.page().waitForTimeout(300);
    expect((await middleOf(grip)).y).toBe(y);
  }).toPass();
  const [before, from] = [await standsAt(question), await middleOf(grip)];
  // Taken hold of beside its middle, it does not jump there.
  await drag(question.page(), { x: from.x + 3, y: from.y + 4 }, { x: from.x + 5, y: from.y + 34 }, by);
  const [after, to] = [await standsAt(question), await middleOf(grip)];
  expect(Math.abs(to.y - from.y - 30)).toBeLessThan(3);
  expect(after[place]).toBeLessThan(before[place]);
  expect(after.filter((value, i) => value !== before[i])).toHaveLength(1);
  return after;
}

/** Draws a falling line across the picture of a curve, beginning at its first movable point: every point comes to lie on it. @returns the curve */
async function drawAcross(question: Locator): Promise<number[]> {
  const grips = question.getByRole('slider');
  await grips.first().scrollIntoViewIfNeeded();
  const [first, last] = [await middleOf(grips.first()), await middleOf(grips.last())];
  const [from, to] = [first, { ...last, y: last.y + 70 }];
  await drag(question.page(), from, to, 'mouse');
  const count = await grips.count();
  for (let i = 0; i < count; i++) {
    const { y } = await middleOf(grips.nth(i));
    expect(Math.abs(y - (from.y + ((to.y - from.y) * i) / (count - 1)))).toBeLessThan(3);
  }
  return [BEGINS_AT, ...(await standsAt(question))];
}

/** The prediction that is locked in is what was dragged, as the picture says it. */
async function expectLocked(question: Locator, { yours }: Words, dragged: readonly number[]): Promise<void> {
  const said = await question.getByRole('img', { name: yours }).getAttribute('aria-label');
  const [own] = said!.split(/[;；]/);
  const values = [...own.matchAll(/[−-]?\d+(?:\.\d+)?/g)].map(([text]) => Number(text.replace('−', '-')));
  expect(values).toHaveLength(dragged.length);
  values.forEach((value, i) => {
    expect(Math.abs(value - dragged[i])).toBeLessThan(0.051);
  });
}

/** At position 1 every curve is held. */
const BEGINS_AT = 0;

const stepIn = (page: Page): string | null => new URL(page.url()).searchParams.get('lesson');

/** Gives an answer by keyboard: a choice, or a move of what is dragged. */
async function answer(question: Locator, which: number): Promise<null> {
  const radios = question.getByRole('radio');
  if ((await radios.count()) > 0) {
    await radios.nth(which % (await radios.count())).check();
    return null;
  }
  await question.getByRole('slider').first().focus();
  await question.page().keyboard.press(which % 2 === 0 ? 'ArrowUp' : 'ArrowDown');
  return null;
}

/** Locks the answer in and waits for what comes out. @returns whether the prediction stands where the outcome does; null: it is no choice */
async function lockIn(question: Locator, say: Words): Promise<boolean | null> {
  await expect(question.getByText(say.came, { exact: true })).toHaveCount(0);
  await question.getByRole('button', { name: say.lock }).click();
  await expect(question.getByRole('button', { name: say.lock })).toHaveCount(0);
  await expect(question.getByRole('link', { name: say.link })).toBeVisible({ timeout: 120_000 });
  const came = question.getByRole('listitem').filter({ hasText: say.came });
  return (await came.count()) === 0 ? null : (await came.filter({ hasText: say.yours }).count()) === 1;
}

/** Predicts at a step, where it asks, and sees what came out beside it. @returns whether it asks */
async function predict(page: Page, say: Words, step: number): Promise<boolean> {
  const lesson = panel(page, say);
  const question = lesson.getByRole('region', { name: say.prediction });
  if ((await question.count()) === 0) return false;
  // Nothing gives the answer away, and the way past it is no way on.
  await expect(lesson.getByRole('button', { name: say.skip })).toBeVisible();
  await expect(lesson.getByRole('group', { name: 'To be tried in this step' })).toHaveCount(0);
  if (stepIn(page) === 'chance')
    await expect(page.getByRole('region', { name: 'About this chapter' }).getByText('in none with 10%')).toBeHidden();
  const drawn =
    stepIn(page) === 'polarization'
      ? await dragPoint(question, 0, 'mouse')
      : stepIn(page) === 'bias'
        ? await drawAcross(question)
        : await answer(question, step);
  const likeliest = page.getByRole('button', { name: 'the highest of the list' });
  await expect(likeliest).toHaveCount(0);
  const matches = await lockIn(question, say);
  if (drawn) await expectLocked(question, say, drawn);
  // A choice is right where it is the one that came out.
  if (matches !== null)
    await expect(
      question.getByText(matches ? 'As you predicted.' : 'Not as you predicted.', { exact: true }),
    ).toBeVisible();
  if (step === 1) {
    await expect(likeliest).not.toHaveCount(0);
    expect(await findings(page)).toEqual([]);
  }
  return true;
}

/** Walks from the step that is open to another, one after the other. @returns the steps that ask */
async function walk(page: Page, say: Words, to: number): Promise<number[]> {
  const lesson = panel(page, say);
  const asked: number[] = [];
  for (let step = 1; step <= to; step++) {
    expect((await placeOf(lesson, say))[0]).toBe(step);
    if (await predict(page, say, step)) asked.push(step);
    if (step < to) await lesson.getByRole('button', { name: say.next }).click();
  }
  return asked;
}

const stepsOf = (lesson: Locator): Locator => lesson.getByRole('combobox', { name: 'Step of the lesson' });

/** At the last step: all predictions are there, one can leave and come back, and what was predicted stays. */
async function endLesson(page: Page, say: Words, asked: readonly number[]): Promise<void> {
  const lesson = panel(page, say);
  const [, steps] = await placeOf(lesson, say);
  const all = lesson.getByRole('list', { name: 'What you predicted, what came out' }).getByRole('listitem');
  const met = all.filter({ hasText: /As you predicted|Not as you predicted|Too close to call|Came out/ });
  await expect(met).toHaveCount(asked.length);
  expect(await all.count()).toBeGreaterThanOrEqual(Math.floor(steps / 2));

  // Freely: everything stays as it is, and the way back leads to the same step.
  const before = await stepOf(page);
  await lesson.getByRole('button', { name: say.finish }).click();
  await expect(lesson).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).searchParams.has('lesson')).toBe(false);
  expect(await stepOf(page)).toBe(before);
  // The bar's button leads in and out.
  const door = page.getByRole('button', { name: 'Lesson', exact: true });
  await door.click();
  expect(await placeOf(lesson, say)).toEqual([steps, steps]);
  await door.click();
  await expect(lesson).toHaveCount(0);
  expect(await stepOf(page)).toBe(before);
  await door.click();
  expect(await placeOf(lesson, say)).toEqual([steps, steps]);
  await stepsOf(lesson).selectOption({ index: asked[0] - 1 });
  await expect(lesson.getByRole('link', { name: say.link })).toBeVisible();
  await expect(lesson.getByRole('button', { name: say.lock })).toHaveCount(0);
}

async function openLesson(page: Page, say: Words): Promise<Locator> {
  await open(page, 'backend=wasm');
  await page.getByRole('button', { name: 'Open the lesson' }).click();
  const lesson = panel(page, say);
  await expect(lesson.getByRole('heading', { level: 2 })).toBeFocused();
  return lesson;
}

test('what is predicted in a lesson is locked in, what came out stands beside it, and nothing of it is lost', async ({
  page,
}) => {
  const say = words.en;
  const lesson = await openLesson(page, say);
  const asked = await walk(page, say, 2);
  expect(asked).toEqual([1, 2]);
  await stepsOf(lesson).selectOption({ index: (await placeOf(lesson, say))[1] - 1 });
  await endLesson(page, say, asked);
});

test('the whole lesson is walked, and every prediction meets what came out', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(420_000);
  const say = words.en;
  const lesson = await openLesson(page, say);
  const [, steps] = await placeOf(lesson, say);
  const asked = await walk(page, say, steps);
  expect(asked.length).toBeGreaterThanOrEqual(Math.floor(steps / 2));
  await endLesson(page, say, asked);
});

test('课程在手机上逐步走完，每一步都放得下', async ({ page }) => {
  test.setTimeout(240_000);
  const say = words.zh;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => {
    localStorage.setItem('mmoe-lab.lang', 'zh');
  });
  await page.goto('./?backend=wasm&lesson=objectives');
  const lesson = panel(page, say);
  await expect(lesson).toBeVisible({ timeout: 60_000 });
  const [, steps] = await placeOf(lesson, say);
  for (let step = 1; step <= steps; step++) {
    await expect.poll(async () => (await placeOf(lesson, say))[0]).toBe(step);
    const outside = await sticksOut(page);
    expect(outside.filter((one) => one.includes('lesson'))).toEqual([]);
    if (step === 1) {
      expect(await smallTargets(page)).toEqual([]);
      const question = lesson.getByRole('region', { name: say.prediction });
      await answer(question, step);
      await lockIn(question, say);
      // Folded, the sheet leaves the pictures to the reader.
      const height = async (): Promise<number> => (await lesson.boundingBox())!.height;
      const unfolded = await height();
      await lesson.getByRole('button', { name: '看图' }).click();
      expect(await height()).toBeLessThan(unfolded / 2);
      await lesson.getByRole('button', { name: '看说明' }).click();
    }
    const place = ['polarization', 'bias'].indexOf(stepIn(page) ?? '');
    if (place >= 0) {
      // With a finger: the end of the curve, or its last point.
      const question = lesson.getByRole('region', { name: say.prediction });
      const points = await dragPoint(question, 7 * place, 'finger');
      const dragged = place === 0 ? points : [BEGINS_AT, ...points];
      await question.getByRole('button', { name: say.lock }).click();
      await expectLocked(question, say, dragged);
    }
    const onwards = lesson.getByRole('button', { name: say.next }).or(lesson.getByRole('button', { name: say.skip }));
    if (step < steps) await onwards.click();
  }
  await expect(lesson.getByRole('button', { name: say.finish })).toBeVisible();
});

test('before a class hands are counted, the outcome is held until it is revealed, and a clicker leads on; a reload keeps it all', async ({
  page,
}) => {
  const say = words.en;
  await page.goto('./?backend=wasm&lesson=conflict&present');
  const lesson = panel(page, say);
  const hands = lesson.getByRole('group', { name: 'Hands raised' }).getByRole('textbox');
  await expect(hands).toHaveCount(3, { timeout: 60_000 });
  await hands.nth(0).fill('4');
  await hands.nth(2).fill('11');
  // Never while somebody types.
  await page.keyboard.press('PageDown');
  await expect(lesson.getByRole('button', { name: say.lock })).toBeEnabled();
  await page.reload();
  await expect(hands.nth(2)).toHaveValue('11', { timeout: 60_000 });
  expect(await findings(page, 'section')).toEqual([]);

  await expect(lesson.getByRole('heading', { level: 2 })).toBeFocused();
  const reveal = lesson.getByRole('button', { name: 'Reveal what came out' });
  await page.keyboard.press('PageDown');
  await expect(reveal).toBeVisible();
  // The study that it is about is made meanwhile, and is not shown.
  const study = page.getByRole('button', { name: 'Run the comparison' });
  await expect(study).toBeHidden();
  await expect(lesson.getByText(say.came, { exact: true })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(lesson.getByText(say.came, { exact: true })).toBeVisible({ timeout: 60_000 });
  // In a lesson the settings of an experiment are folded.
  await page.getByText('Settings of this experiment').first().click();
  await expect(study).toBeVisible();
  await expect(lesson.getByText(/^Right: (4|0|11) of 15 hands\.$/)).toBeVisible();
  await page.keyboard.press('.');
  expect(await stepOf(page)).toBe(0);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await placeOf(lesson, say))[0]).toBe(3);
  await page.keyboard.press('PageUp');
  await expect(lesson.getByText(/of 15 hands/)).toBeVisible();

  // Another visit, by the plain address: the way back is offered.
  await page.goto('./?backend=wasm');
  await page.getByText(/You left the lesson at step 2/).waitFor();
  // Nobody is new here.
  await expect(page.getByRole('button', { name: 'Go on with the lesson' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the lesson' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(lesson.getByText(say.came, { exact: true })).toBeVisible();
});
