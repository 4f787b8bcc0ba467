import { expect, it } from 'vitest';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import { compareMore } from './moreCommand.ts';

/** Models with more multiplications answer better: off by 1 / units of an expert and number of experts. */
const open = knownEngines({
  output: ({ data, population: { model } }, row, task) =>
    row < data.heldOut.labels.length / 4
      ? data.heldOut.labels[4 * row + task] + 1 / (model.experts * model.expertUnits)
      : 0,
});

it.each([
  // Four tasks of six weights; eight numbers of experts; nine cosines and six numbers of sines, two sizes against two models each; two teachers:
  // whole, continued, five pruned, five tuned, five students against the whole, tuned against continued, and what is of the second against the first.
  ['weights', 24, 'weights, click, watchTime, like, rating', 'click × 0'],
  // Even gates use the one expert, and single examples one: their entropy is 0. Its error is 1/38, that of eight 1/64: (64/38)².
  [
    'experts',
    8,
    'experts, multiplications, used, usedPerExample, ratio, better, pairs, aucGain',
    '1 × 38 2328 1.000 1.000 2.837 0 1 0.000',
  ],
  ['cosine', 36, 'cosine, labelCorrelation, ratio, better, pairs, aucGain', '1: mmoe-8 to shared-bottom, small'],
  ['sines', 24, 'sines, labelCorrelation, ratio, better, pairs, aucGain', '0: mmoe-8 to shared-bottom, small'],
  [
    'compress',
    61,
    'compress, multiplications, error, auc, stuck, ratio, better, pairs, aucGain',
    'spread: whole 8 to whole',
  ],
] as const)(
  'the study of %s has a row for each of its points',
  { tags: ['long'], timeout: 60_000 },
  async (study, rows, head, first) => {
    const progress: number[] = [];
    const { table, spec } = await compareMore.run(
      { study, seeds: '1', 'seed-base': '5', steps: '1' },
      { open, onProgress: (done, total) => progress.push(done / total) },
    );
    expect(table).toHaveLength(rows + 1);
    expect(table[0].join(', ')).toBe(head);
    // One seed has no interval.
    expect(table.flat().join(' ')).not.toMatch(/NaN|Infinity|undefined/);
    expect(new Set(table.map((row) => row.length)).size).toBe(1);
    expect(table[1].join(' ').startsWith(first)).toBe(true);
    expect(spec).toMatchObject({ study, seeds: 1, seedBase: 5, steps: 1 });
    expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
    expect(progress.at(-1)).toBeCloseTo(1, 9);
  },
);
