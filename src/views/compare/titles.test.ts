import { describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import type { Language } from '../../i18n/index.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { paperTitle } from './paper.ts';
import { about, handRun, MMOE, MMOE_LARGE, RUNS, SHARED, SHARED_LARGE, shownOf, SINGLE } from './testing.ts';
import { metricsTitle, pairsTitle } from './titles.ts';

const words: Record<Language, TFunction> = { en: await wordsOf('en'), zh: await wordsOf('zh') };
const say = (language: Language): Say => ({ t: words[language], numbers: numberWords(language) });
const both = (title: (say: Say) => string): [string, string] => [title(say('en')), title(say('zh'))];

describe('what is said of all models', () => {
  it('names who errs least and most, size by size; diverged runs are in no mean', () => {
    // (.98 + 1 + 1.03 + .99)/4 · (.3 + .2)/2 = .25; ((.15 + .1) + (.16 + .1) + (.14 + .11))/6 = .127
    const large = [...about(SHARED_LARGE, [0.8, 0.3, 0.7, 0.3], 2), ...about(MMOE_LARGE, [0.8, 0.4, 0.7, 0.4], 2)];
    expect(both((one) => metricsTitle(one, shownOf([...RUNS, ...large]), false))).toEqual([
      'Small: 4‑expert MMoE errs least (0.127), shared-bottom most (0.250). '
        + 'Large: shared-bottom errs least (0.297), 8‑expert MMoE most (0.396).',
      '小模型中，4 专家 MMoE 误差最小（0.127），共享底层最大（0.250）。大模型中，共享底层误差最小（0.297），8 专家 MMoE 最大（0.396）。',
    ]);
  });
  it('names the budget that was asked for', () => {
    const shown = shownOf(RUNS, { sizes: ['small'], budget: 1200 });
    expect(metricsTitle(say('en'), shown, false)).toMatch(/^At 1,200 multiplications: 4‑expert MMoE errs least/);
  });
  it('concludes nothing while it runs, nor from one model, nor from nothing', () => {
    expect(metricsTitle(say('en'), shownOf(RUNS), true)).toBe('So far: 4 of 5 seeds trained to their end');
    const question = 'What does each architecture reach at the same number of multiplications?';
    expect(metricsTitle(say('en'), undefined, false)).toBe(question);
    expect(metricsTitle(say('en'), shownOf(about(SHARED, [0.8, 0.3, 0.7, 0.2])), false)).toBe(question);
  });
});

describe('what is said of pairs', () => {
  const shared = about(SHARED, [0.8, 0.3, 0.7, 0.2]);
  it('names the best that is surely better, and what cannot be told apart', () => {
    // The single-task models are ten times better and ten times worse by turns.
    const single = [0.1, 10, 0.1, 10, 1].map((by, i) => handRun(SINGLE, i + 1, [0.8, 0.3 * by, 0.7, 0.2 * by]));
    const half = [0.52, 0.5, 0.49, 0.5, 0.51].map((by, i) =>
      handRun(MMOE, i + 1, [0.8, shared[i].mse.watchTime * by, 0.7, shared[i].mse.rating * by]),
    );
    expect(both((one) => pairsTitle(one, shownOf([...shared, ...half, ...single]), false))).toEqual([
      '4‑expert MMoE (small): 50% less squared error than shared-bottom, and less in 5 of 5 seeds. '
        + 'Not told apart from shared-bottom: single-task (small).',
      '4 专家 MMoE（小）的平方误差比共享底层低 50%，5 个种子中有 5 个更低。与共享底层区分不开：单任务模型（小）。',
    ]);
  });
  it('says what is surely worse, and that nothing is better', () => {
    const twice = [2.1, 2, 1.9, 2, 2].map((by, i) =>
      handRun(MMOE, i + 1, [0.8, shared[i].mse.watchTime * by, 0.7, shared[i].mse.rating * by]),
    );
    expect(both((one) => pairsTitle(one, shownOf([...shared, ...twice]), false))).toEqual([
      'On 5 seeds no model is surely better than shared-bottom. Worse than shared-bottom: 4‑expert MMoE (small).',
      '在 5 个种子上，没有模型显著优于共享底层。比共享底层差：4 专家 MMoE（小）。',
    ]);
  });
  it('holds all pairs against chance together', () => {
    // t = mean / (deviation / √5) of the log ratios is 3.16: p = .034 alone, too much where two are looked at.
    const logs = [-0.02, -0.05, -0.08, -0.11, 0.01].map((log) => log);
    const some = (id: typeof MMOE) =>
      logs.map((log, i) =>
        handRun(id, i + 1, [0.8, shared[i].mse.watchTime * Math.exp(log), 0.7, shared[i].mse.rating * Math.exp(log)]),
      );
    const one = pairsTitle(say('en'), shownOf([...shared, ...some(MMOE)]), false);
    const two = pairsTitle(say('en'), shownOf([...shared, ...some(MMOE), ...some(SINGLE)]), false);
    // Mean −.05, deviation .0474, standard error .0212: t = −2.36, p = .078.
    expect([one, two].every((title) => title.startsWith('On 5 seeds no model is surely better'))).toBe(true);
    const shifted = logs.map((log) => log - 0.02);
    // Mean −.07: t = −3.30, p = .030.
    const alone = shifted.map((log, i) =>
      handRun(MMOE, i + 1, [0.8, shared[i].mse.watchTime * Math.exp(log), 0.7, shared[i].mse.rating * Math.exp(log)]),
    );
    const twin = alone.map((run) => ({ ...run, model: SINGLE.model }));
    expect(pairsTitle(say('en'), shownOf([...shared, ...alone]), false)).toMatch(/^4‑expert MMoE \(small\): 7% less/);
    expect(pairsTitle(say('en'), shownOf([...shared, ...alone, ...twin]), false)).toMatch(/^On 5 seeds no model/);
  });
  it('says nothing of fewer than three pairs, and of a diverged run', () => {
    expect(both((one) => pairsTitle(one, shownOf(RUNS.filter(({ seed }) => seed > 2)), false))).toEqual([
      'Three seeds or more on which neither model diverged are needed to tell models from shared-bottom; here: 1',
      '至少需要三个双方都未发散的种子，才能与共享底层区分；现有 1 个',
    ]);
    expect(pairsTitle(say('en'), undefined, false)).toMatch(/^Which architecture beats/);
  });
});

describe('what is said beside the paper’s table', () => {
  const shared = about(SHARED, [0.8, 0.3, 0.7, 0.2]);
  const like = (id: typeof MMOE, by: readonly number[]) =>
    by.map((factor, i) =>
      handRun(id, i + 1, [0.8, shared[i].mse.watchTime * factor, 0.7, shared[i].mse.rating * factor]),
    );
  const better = [0.5, 0.52, 0.49, 0.5, 0.5];
  const open = [0.5, 2, 0.5, 2, 1];
  it('compares the order, as far as it is sure', () => {
    const of = (large: readonly number[], mmoe: readonly number[]) =>
      shownOf([...shared, ...like(SHARED_LARGE, large), ...like(MMOE, mmoe), ...like(MMOE_LARGE, better)]);
    expect(both((one) => paperTitle(one, of(better, better), false))).toEqual([
      'As in the paper, all three do better than the small shared-bottom',
      '与论文一致，三种模型都优于小的共享底层',
    ]);
    expect(both((one) => paperTitle(one, of(open, better), false))).toEqual([
      'As in the paper, better than the small shared-bottom: 4‑expert MMoE (small), 8‑expert MMoE (large). '
        + 'Not surely so here, unlike there: shared-bottom (large).',
      '与论文一致，优于小的共享底层的有：4 专家 MMoE（小）、8 专家 MMoE（大）。与论文不同，这里未显著更好的有：共享底层（大）。',
    ]);
  });
  it('says nothing where a model of the table is missing, or seeds are few', () => {
    const missing = shownOf([...shared, ...like(MMOE, better)]);
    expect(paperTitle(say('en'), missing, false)).toMatch(/^Train shared-bottom and MMoE/);
    const all = [...shared, ...like(SHARED_LARGE, better), ...like(MMOE, better), ...like(MMOE_LARGE, better)];
    const few = shownOf(all.filter(({ seed }) => seed < 3));
    expect(paperTitle(say('en'), few, false)).toMatch(/^Three seeds or more/);
  });
});
