import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { openAs, READERS, throughChapters, train } from './walk';

// axe over everything that can be opened: `npm run test:axe`. All its rules but the experimental ones, and the size of targets of WCAG 2.2 besides.

/** The words of the open step. */
const LESSON = 'section:has(> header progress)';
const THEMES = ['light', 'dark'] as const;

/** A word of a sentence that can be opened is as high as the sentence: WCAG leaves it out, axe does so only in long paragraphs. */
const inSentence = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((element) => {
    // A button is never quite inline.
    if (!getComputedStyle(element).display.startsWith('inline')) return false;
    const around = element.closest('p, li, dd, small')?.textContent ?? '';
    return around.replace(element.textContent, '').trim().length > 0;
  });

/** What stays at the edge of a phone covers what is scrolled below it: axe takes the part in sight for all of the target. In the middle it is seen whole. */
async function staysSmall(page: Page, selector: string): Promise<boolean> {
  await page.locator(selector).evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
  });
  const again = await new AxeBuilder({ page }).include(selector).withRules('target-size').setLegacyMode().analyze();
  return again.violations.length > 0;
}

/** Places by what axe found there, "rule: element: why": the same in many places is one finding. */
type Findings = Record<string, string[]>;

/** Adds what axe finds in both themes. */
async function look(page: Page, found: Findings, where: string, part?: string): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
      .setLegacyMode();
    const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
    for (const { id, nodes } of violations)
      for (const { html, target, any, all, none } of nodes) {
        const selector = target.join(' ');
        if (id === 'target-size' && ((await inSentence(page, selector)) || !(await staysSmall(page, selector))))
          continue;
        // What React counts on is left out.
        const element = html
          .replace(/ (id|popovertarget|aria-(labelledby|describedby|controls))="[^"]*"/g, '')
          .slice(0, 120);
        const [{ message }] = [...any, ...all, ...none];
        (found[`${id}: ${element}: ${message}`] ??= []).push(`${where} (${colorScheme})`);
      }
  }
}

/** Presses what opens a small panel, looks at the panel, and closes it. */
async function lookBehind(page: Page, found: Findings, button: Locator, where: string): Promise<void> {
  const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
  await button.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
  });
  await button.press('Enter');
  const panel = page.locator(':popover-open');
  await expect(panel).toBeVisible();
  await look(page, found, `${where}: ${name}`, ':popover-open');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
}

/** The cards of the open chapter whose menu has nothing to take out: they should have none. */
async function emptyMenus(page: Page): Promise<string[]> {
  const empty: string[] = [];
  for (const button of await page.locator('main .take-out button[popovertarget]').locator('visible=true').all()) {
    await button.press('Enter');
    const panel = page.locator(':popover-open');
    await expect(panel).toBeVisible();
    if ((await panel.locator('.popup-item').count()) === 0) empty.push((await button.getAttribute('aria-label')) ?? '');
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
  return empty;
}

/** Looks at the dialog that is open, and closes it. */
async function lookAtDialog(page: Page, found: Findings, where: string): Promise<void> {
  const dialog = page.locator('dialog[open]');
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(300);
  await look(page, found, where, 'dialog[open]');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

for (const reader of READERS) {
  for (const projector of ['0', '1']) {
    test(`chapters, ${reader.lang}, ${projector === '1' ? 'projector' : 'ordinary'}`, async ({ page }) => {
      test.setTimeout(600_000);
      const found: Findings = {};
      await openAs(page, reader, `projector=${projector}`);
      await train(page);
      await throughChapters(page, (name) => look(page, found, name));
      expect(found).toEqual({});
    });
  }

  test(`popups and dialogs, ${reader.lang}`, async ({ page }) => {
    test.setTimeout(600_000);
    const found: Findings = {};
    await openAs(page, reader);
    await train(page);
    for (const button of await page.locator('header button[popovertarget]:visible').all())
      await lookBehind(page, found, button, 'bar');
    await throughChapters(page, async (name) => {
      const main = page.locator('main');
      // One of a kind: a term, the way to take something out, whatever else there is.
      const kinds = ['.take-out button[popovertarget]', ':is(p, li, dd) button[popovertarget]'];
      for (const kind of kinds) {
        const button = main.locator(kind).locator('visible=true').first();
        if ((await button.count()) > 0) await lookBehind(page, found, button, name);
      }
      const empty = await emptyMenus(page);
      if (empty.length > 0) (found['a menu with nothing to take out'] ??= []).push(...empty);
      const data = main.locator('[data-numbers]').locator('visible=true').first();
      if ((await data.count()) === 0) return;
      await data.press('Enter');
      await lookAtDialog(page, found, `${name}: data`);
    });
    await page.keyboard.press('?');
    await lookAtDialog(page, found, 'help');
    await page.locator('.controls-toggle').focus();
    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'example-log.csv'));
        for (const type of ['dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      },
      await readFile('public/example-log.csv', 'utf8'),
    );
    await expect(page.locator('dialog[open] select').first()).toBeVisible({ timeout: 30_000 });
    await lookAtDialog(page, found, 'own file');
    expect(found).toEqual({});
  });

  test(`settings and inspector, ${reader.lang}`, async ({ page }) => {
    test.setTimeout(600_000);
    const found: Findings = {};
    await openAs(page, reader);
    await train(page);
    if (reader.width < 1400) await page.locator('.controls-toggle').click();
    await page.locator('.controls-scroll').waitFor();
    await page.locator('.controls-scroll, aside, dialog[open]').locator('button[aria-expanded=false]').first().click();
    await look(page, found, 'all settings', reader.width < 1400 ? 'dialog[open]' : 'aside');
    if (reader.width < 1400) await page.keyboard.press('Escape');
    // A part of the network is chosen: what it is and what it computes stands beside it.
    await page.locator('[data-card="train.network"] svg [tabindex="0"]').first().press('Enter');
    await look(page, found, 'inspector', '[data-card="train.network"]');
    expect(found).toEqual({});
  });

  test(`lesson, ${reader.lang}`, async ({ page }) => {
    test.setTimeout(600_000);
    const found: Findings = {};
    await openAs(page, reader);
    // A question of each kind, before it is answered, with the answer locked in, and before a class; a step without a question, and the last.
    for (const step of ['objectives', 'conflict', 'polarization', 'bias', 'serving', 'end'])
      for (const present of ['', '&present']) {
        // What was locked in before is not asked again.
        await page.evaluate(() => {
          localStorage.removeItem('mmoe-lab.lesson');
        });
        await page.goto(`./?backend=wasm&lesson=${step}${present}`);
        const lesson = page.locator(LESSON);
        await expect(lesson).toBeVisible({ timeout: 60_000 });
        await expect(page.locator('main [data-settled]')).toBeAttached({ timeout: 60_000 });
        await expect(page.locator('main [data-marked]').or(lesson.locator('ol, ul')).first()).toBeAttached();
        // Its marks and veils are in the chapter.
        await look(page, found, `lesson: ${step}${present}`, present ? LESSON : undefined);
        const question = lesson.locator('section');
        if ((await question.count()) === 0) continue;
        const kinds = ['input[type=radio]', '[role=slider], input[type=range]', 'input[type=text]'];
        const [radio, slider, hands] = kinds.map((kind) => question.locator(kind).first());
        if ((await radio.count()) > 0) await radio.check();
        else if ((await slider.count()) > 0) await slider.press('ArrowUp');
        else await hands.fill('3');
        await question.locator('button.primary').click();
        await expect(page.locator('.lesson-locked')).toBeVisible();
        await look(page, found, `lesson: ${step}${present}, locked in`, LESSON);
      }
    expect(found).toEqual({});
  });
}
