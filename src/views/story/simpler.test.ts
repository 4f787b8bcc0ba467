import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { costsOf, lossesOf, offerOf, simplerFacts, simplerKey, simplerRun, simplerStudy } from './simpler.ts';
import { simplerQuestion, simplerWords } from './simplerWords.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const seeds = { data: 3, init: 5, dropout: 7, batch: 9 };
const opening = defaultRun();
const run: RunSpec = { ...opening, seeds };
/** Features 16, shared layer 16, eight experts of 8 units, no tower. */
const SHARED = 16 * 16;
const EXPERT = 16 * 8;
const HEADS = 4 * 8;
const GATE = 8 * 16 + 8 * 8;

describe('simpler models of a run', () => {
  it('train on its own four seeds, as its model A did: what they are, and no more, differs', () => {
    const { study, evaluations } = simplerStudy(run);
    expect([study.seeds, evaluations]).toEqual([1, 1]);
    const training = { ...run.training, gateDropout: 0 };
    expect(study.arms.map((arm) => studyRun(study, arm, study.seedBase))).toEqual([
      { ...run, training, model: { ...run.model, kind: 'omoe' } },
      { ...run, training, model: { ...run.model, kind: 'shared-bottom' } },
    ]);
    expect(simplerRun(run, 'omoe')).toEqual({ ...run, model: { ...run.model, kind: 'omoe' } });
  });

  it('cost what is counted by hand, with experts as wide', () => {
    expect(costsOf(run)).toEqual({
      own: SHARED + 8 * EXPERT + 4 * GATE + HEADS,
      simpler: [SHARED + 8 * EXPERT + GATE + HEADS, SHARED + EXPERT + HEADS],
    });
  });

  it('are those of one run whatever its dropout and its threshold, and of no other', () => {
    const other = { ...run, threshold: 0.05, training: { ...run.training, gateDropout: 0.4 } };
    expect(simplerKey(other)).toBe(simplerKey(run));
    // Its cures are model B's.
    const cures = { ...run.training.cures, lossFree: 0.03, rate: 0.5 };
    const cured = { ...run, training: { ...run.training, cures } };
    expect(simplerKey(cured)).toBe(simplerKey(run));
    expect(simplerStudy(cured)).toEqual(simplerStudy(run));
    expect(simplerKey({ ...run, seeds: { ...seeds, batch: 8 } })).not.toBe(simplerKey(run));
    expect(simplerKey({ ...run, model: { ...run.model, sharing: 'groups' } })).not.toBe(simplerKey(run));
  });

  it('are offered at the end of a run with a gate for each task, and refused where something changed on its way', () => {
    const ended = { kind: 'mmoe', status: 'finished', changesOfA: 0 } as const;
    expect(offerOf(ended)).toBe('ask');
    expect(offerOf({ ...ended, changesOfA: 1 })).toBe('changed');
    expect(offerOf({ ...ended, status: 'paused' })).toBe('none');
    expect(offerOf({ ...ended, status: 'diverged', changesOfA: 1 })).toBe('none');
    expect(offerOf({ ...ended, kind: 'omoe' })).toBe('none');
    expect(offerOf({ ...ended, kind: 'shared-bottom' })).toBe('none');
  });

  it('have losses by what they are, whichever was measured first; none before both are', () => {
    const [gate, bottom] = [
      { arm: 0, heldOut: [1, 2, 3, 4] },
      { arm: 1, heldOut: [5, 6, NaN, 8] },
    ];
    expect(lossesOf([bottom, gate])).toEqual({ omoe: [1, 2, 3, 4], 'shared-bottom': null });
    expect(lossesOf([gate])).toBeNull();
    expect(lossesOf([])).toBeNull();
  });
});

describe('what came of simpler models', () => {
  const own = [0.5, 0.2, 0.4, 0.25];
  // Click 2% lower, watch time half, like 0.5% higher, rating 4% higher; all but rating within 1% of A.
  const losses = { omoe: [0.49, 0.1, 0.402, 0.26], 'shared-bottom': [0.501, 0.2, 0.398, 0.5] };

  it('is told apart from 1% on', () => {
    const tasks = simplerFacts(run, own, losses).map(({ kind, better, worse, alike, diverged }) => [
      kind,
      ...[better, worse, alike].map((part) => part.map(({ task }) => task)),
      diverged,
    ]);
    expect(tasks).toEqual([
      ['omoe', [0, 1], [3], [2], false],
      ['shared-bottom', [], [3], [0, 1, 2], false],
    ]);
    // At 1% and just below it, either way; by powers of two, which are exact.
    const [edge] = simplerFacts(run, [1, 1, 1, 1], { omoe: [0.98, 0.995, 1.005, 1.02], 'shared-bottom': null });
    expect([edge.better, edge.alike, edge.worse].map((part) => part.map(({ task }) => task))).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
  });

  it('is a verdict, and the numbers of every task beside A', () => {
    const { verdict, measure, facts } = simplerWords(en, run, own, losses);
    expect(verdict).toBe('On this run a simpler model does better on click and watch time.');
    expect(measure).toContain(
      'A, the model of this run without dropout and cures (2,080 multiplications for one prediction)',
    );
    expect(facts).toEqual([
      'One gate for all tasks, 1,504 multiplications: better on click (0.490 against 0.500), watch time (0.100 against 0.200); worse on rating (0.260 against 0.250); alike on like (0.402 against 0.400).',
      'A shared bottom, 416 multiplications: worse on rating (0.500 against 0.250); alike on click (0.501 against 0.500), watch time (0.200 against 0.200), like (0.398 against 0.400).',
    ]);
    expect(simplerWords(zh, run, own, losses)).toEqual({
      verdict: '在这次训练上，更简单的模型在点击与观看时长上更好。',
      measure:
        '比较的是留出集损失，对照为 A，即本次训练中不加 dropout 与对策的模型（每次预测 2,080 次乘法）；相差不到 1% 算作相当。',
      facts: [
        '单门控（1,504 次乘法）：优于 A 的是点击（0.490，A 为 0.500）、观看时长（0.100，A 为 0.200）；不及 A 的是评分（0.260，A 为 0.250）；与 A 相当的是点赞（0.402，A 为 0.400）。',
        '共享底层（416 次乘法）：不及 A 的是评分（0.500，A 为 0.250）；与 A 相当的是点击（0.501，A 为 0.500）、观看时长（0.200，A 为 0.200）、点赞（0.398，A 为 0.400）。',
      ],
    });
  });

  it('says where none does better, where all tasks gain, and what diverged', () => {
    const verdictOf = (omoe: number[] | null, bottom: number[] | null): string =>
      simplerWords(en, run, own, { omoe, 'shared-bottom': bottom }).verdict;
    expect(verdictOf([0.5, 0.2, 0.4, 0.25], null)).toBe('On this run no simpler model does better on any task.');
    expect(verdictOf([0.4, 0.2, 0.3, 0.3], [0.6, 0.1, 0.5, 0.2])).toBe(
      'On this run a simpler model does better on all four tasks.',
    );
    expect(verdictOf(null, [0.6, 0.3, 0.3, 0.3])).toBe('On this run a simpler model does better on like.');
    expect(verdictOf(null, null)).toBe('On this run both simpler models diverged.');
    expect(simplerWords(en, run, own, { omoe: null, 'shared-bottom': own }).facts[0]).toBe(
      'One gate for all tasks, 1,504 multiplications: diverged on this run, so there is nothing to put beside it.',
    );
  });

  it('is asked with what each would cost to serve', () => {
    expect(simplerQuestion(en, run)).toContain(
      'take 1,504 and 416 multiplications for one prediction, the model of this run 2,080.',
    );
    expect(simplerQuestion(zh, run)).toContain('分别需要 1,504 与 416 次乘法，本次训练的模型需要 2,080 次');
  });
});
