import { describe, expect, it } from 'vitest';
import type { CompressedMeasures } from './compress.ts';
import { againstAlone, compressionEffects } from './compression.ts';
import { compressHeadlines } from './headlines.ts';

/** A run whose two regressions have squared errors that multiply to error², and whose AUCs are alike. */
const run = (
  of: Pick<CompressedMeasures, 'teacher' | 'way' | 'experts' | 'seed'> & Partial<CompressedMeasures>,
  error: number,
  auc: number,
): CompressedMeasures => ({
  multiplications: 100 * of.experts,
  parameters: 10,
  auc: { click: auc - 0.01, like: auc + 0.01 },
  logLoss: { click: 0.5, like: 0.5 },
  mse: { watchTime: error * 2, rating: error / 2 },
  stuck: error > 0.125,
  diverged: false,
  ...of,
});

const spread = { teacher: 'spread' } as const;
const polarized = { teacher: 'polarized' } as const;
const runs = [
  run({ ...polarized, way: 'whole', experts: 8, seed: 1, polarized: true }, 0.2, 0.8),
  run({ ...polarized, way: 'whole', experts: 8, seed: 2, polarized: false }, 0.2, 0.8),
  run({ ...polarized, way: 'pruned', experts: 4, seed: 1 }, 0.3, 0.78),
  run({ ...polarized, way: 'pruned', experts: 4, seed: 2 }, 0.3, 0.78),
  run({ ...spread, way: 'tuned', experts: 4, seed: 1 }, 0.16, 0.85),
  run({ ...spread, way: 'tuned', experts: 4, seed: 2 }, 0.04, 0.87),
  run({ ...spread, way: 'whole', experts: 8, seed: 1, polarized: false }, 0.1, 0.88),
  run({ ...spread, way: 'whole', experts: 8, seed: 2, polarized: false }, 0.1, 0.9),
  run({ ...spread, way: 'continued', experts: 8, seed: 1 }, 0.08, 0.89),
  run({ ...spread, way: 'continued', experts: 8, seed: 2 }, 0.02, 0.9),
  run({ ...spread, way: 'pruned', experts: 4, seed: 1 }, 0.4, 0.75),
  run({ ...spread, way: 'pruned', experts: 4, seed: 2 }, 0.9, 0.75),
  run({ ...spread, way: 'distilled', experts: 1, seed: 1, model: 'shared-bottom', size: 'small' }, 0.3, 0.8),
  run(
    { ...spread, way: 'distilled', experts: 1, seed: 2, model: 'shared-bottom', size: 'small', diverged: true },
    NaN,
    NaN,
  ),
];

describe('the points of a compression', () => {
  const effects = compressionEffects(runs);
  const at = (teacher: string, way: string) =>
    effects.find((effect) => effect.teacher === teacher && effect.way === way)!;

  it('stand in order, whole models first', () => {
    expect(effects.map(({ teacher, way, experts, model }) => [teacher, way, experts, model])).toEqual([
      ['spread', 'whole', 8, undefined],
      ['spread', 'continued', 8, undefined],
      ['spread', 'pruned', 4, undefined],
      ['spread', 'tuned', 4, undefined],
      ['spread', 'distilled', 1, 'shared-bottom'],
      ['polarized', 'whole', 8, undefined],
      ['polarized', 'pruned', 4, undefined],
    ]);
  });

  it('are told in absolute terms: geometric mean of errors, mean of AUCs', () => {
    // √(0.16 · 0.04), (0.85 + 0.87) / 2; one of two over 0.25 in watch time.
    const { error, auc, stuck, multiplications, tasks } = at('spread', 'tuned');
    expect([error.ratio, auc.mean, tasks.click.mean]).toEqual(
      [0.08, 0.86, 0.85].map((x): unknown => expect.closeTo(x, 9)),
    );
    expect([stuck.k, stuck.n, multiplications]).toEqual([1, 2, 400]);
    expect([at('polarized', 'whole').polarized, at('spread', 'whole').polarized].map((rate) => rate?.k)).toEqual([
      1, 0,
    ]);
    expect(at('spread', 'tuned').polarized).toBeUndefined();
  });

  it('are compared with the whole model of their own teacher, and trained on with the whole one trained on', () => {
    // √(0.16/0.1 · 0.04/0.1) = 0.8, but √(0.16/0.08 · 0.04/0.02) = 2: extra steps alone would have brought more.
    const { toWhole, toContinued } = at('spread', 'tuned');
    expect(toWhole.ratio.ratio).toBeCloseTo(0.8, 9);
    expect([toContinued?.ratio.ratio, toContinued?.better.k]).toEqual([expect.closeTo(2, 9), 0]);
    // 0.85 − 0.89 and 0.87 − 0.9.
    expect(toContinued?.aucGain.mean).toBeCloseTo(-0.035, 9);
    expect(at('spread', 'pruned').toContinued).toBeUndefined();
    expect(at('polarized', 'pruned').toWhole.ratio.ratio).toBeCloseTo(1.5, 9);
  });

  it('are compared between teachers, too: what loses less of its own can still be the worse one', () => {
    // Relative 1.5 to √(4 · 9) = 6; absolute √(0.3/0.4 · 0.3/0.9) = 0.5; the whole ones 2.
    expect(at('spread', 'pruned').toWhole.ratio.ratio).toBeCloseTo(6, 9);
    expect(at('polarized', 'pruned').toSpread?.ratio.ratio).toBeCloseTo(0.5, 9);
    expect(at('polarized', 'whole').toSpread?.ratio.ratio).toBeCloseTo(2, 9);
    expect(at('spread', 'pruned').toSpread).toBeUndefined();
  });

  it('leave diverged runs out of every mean, and count them', () => {
    const { diverged, error, toWhole } = at('spread', 'distilled');
    expect([diverged.k, diverged.n, error.n, toWhole.pairs, toWhole.left]).toEqual([1, 2, 1, 1, 1]);
    expect(error.ratio).toBeCloseTo(0.3, 9);
  });

  it('have a line for each comparison that says something', () => {
    const lines = compressHeadlines(effects);
    expect(lines.map(({ label }) => label)).toEqual([
      'spread: whole 8 to whole',
      'spread: continued 8 to whole',
      'spread: pruned 4 to whole',
      'spread: tuned 4 to whole',
      'spread: tuned 4 to continued',
      'spread: distilled shared-bottom to whole',
      'polarized: whole 8 to whole',
      'polarized: whole 8 to spread',
      'polarized: pruned 4 to whole',
      'polarized: pruned 4 to spread',
    ]);
    expect(lines[4].numbers.slice(0, 5)).toEqual([400, 0.08, 0.86, 1, 2].map((x): unknown => expect.closeTo(x, 9)));
  });
});

it('against models that learned alone, the same shape counts: students, and four experts of the large one as the small MMoE', () => {
  const alone = (model: 'mmoe-4' | 'shared-bottom', seed: number, error: number) => ({
    ...run({ ...spread, way: 'whole', experts: 4, seed }, error, 0.8),
    model,
    size: 'small' as const,
  });
  const compared = [alone('mmoe-4', 1, 0.08), alone('mmoe-4', 2, 0.08), alone('shared-bottom', 1, 0.6)];
  const found = againstAlone(runs, compared);
  expect(found.map(({ point, alone: id, difference }) => [point.way, id.model, difference.pairs])).toEqual([
    ['tuned', 'mmoe-4', 2],
    ['distilled', 'shared-bottom', 1],
  ]);
  // √(0.16 · 0.04) / 0.08; 0.3 / 0.6.
  expect(found.map(({ difference }) => difference.ratio.ratio)).toEqual(
    [1, 0.5].map((x): unknown => expect.closeTo(x, 9)),
  );
});
