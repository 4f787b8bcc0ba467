import { sum } from 'd3';
import { describe, expect, it, vi } from 'vitest';
import en from '../../../i18n/en/lesson.ts';
import zh from '../../../i18n/zh/lesson.ts';
import { fieldOf } from '../../../run/fields.ts';
import { ALL_CARDS } from '../../cards.ts';
import { STEP_IDS } from '../types.ts';
import { STEPS } from './index.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

describe('the steps of the lesson', () => {
  it('come in their order, and take about 20 minutes alone and 45 with a class', () => {
    expect(STEPS.map(({ id }) => id)).toEqual(STEP_IDS);
    expect(sum(STEPS, ({ minutes }) => minutes)).toBe(45);
    expect(sum(STEPS, ({ alone }) => alone)).toBeGreaterThanOrEqual(18);
    expect(sum(STEPS, ({ alone }) => alone)).toBeLessThanOrEqual(22);
  });

  it('ask for a prediction in at least every second step, and say what comes of it', () => {
    const asking = STEPS.filter(({ question }) => question);
    expect(asking.length).toBeGreaterThanOrEqual(STEPS.length / 2);
    expect(asking.every(({ outcome }) => outcome)).toBe(true);
    // Never two in a row without one, up to the end.
    for (const [i, step] of STEPS.slice(0, -2).entries())
      expect(step.question ?? STEPS[i + 1].question, step.id).toBeDefined();
  });

  // Of a picture, not one of its own.
  const PARTS = ['position-bias.learned'];

  it('mark, cover and leave out pictures that there are, of their own chapter, and open fields that there are', () => {
    for (const { chapter, marks, veils = [], leaves = [], controls } of STEPS) {
      for (const card of [...marks, ...veils, ...leaves]) {
        expect([...ALL_CARDS, ...PARTS]).toContain(card);
        expect(card.startsWith(`${chapter}.`), card).toBe(true);
      }
      for (const path of controls) expect(fieldOf(path).path).toBe(path);
    }
  });

  // What was measured beforehand stands in the chapter from the start.
  it.each([
    ['conflict', ['metrics', 'pairs', 'curves', 'paper', 'world', 'cost', 'offline']],
    ['chance', ['race', 'rates', 'settings', 'sweep']],
    ['baselines', ['treatments']],
    ['live', ['course', 'verdicts', 'share', 'paper']],
    ['loop', ['rounds', 'shown', 'bias']],
  ])('%s covers every picture whose stored results answer its question', (id, cards) => {
    const { chapter, veils } = STEPS.find((step) => step.id === id)!;
    expect(veils).toEqual(cards.map((card) => `${chapter}.${card}`));
  });

  it('cover what they mark, where that shows something before it was trained for the step', () => {
    const trained = STEPS.filter(({ question, begins, veils }) => question && begins && veils);
    expect(trained.length).toBeGreaterThan(5);
    for (const { marks, veils = [] } of trained) expect(veils).toContain(marks[0]);
  });

  it('have words for each question and choice in both languages, in two to five sentences', () => {
    for (const words of [en.steps, zh.steps]) {
      for (const { id, question } of STEPS) {
        const own: { text: string; notes: string; question?: string; choices?: Record<string, string> } = words[id];
        const sentences = own.text.match(/[.?!](?= |$)|[。？！]/g) ?? [];
        expect(sentences.length, own.text).toBeGreaterThanOrEqual(2);
        expect(sentences.length, own.text).toBeLessThanOrEqual(5);
        if (question) expect(own.question).toBeTruthy();
        // Choices that are tasks have the names of tasks.
        if (question?.kind === 'choice' && id !== 'gates')
          expect(Object.keys(own.choices ?? {})).toEqual(question.choices);
      }
    }
  });
});
