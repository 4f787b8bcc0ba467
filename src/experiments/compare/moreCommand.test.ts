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
  ['weights', 24, 'click × 0'],
  ['experts', 8, '1 × 38'],
  ['cosine', 36, '1: mmoe-8 to shared-bottom, small'],
  ['sines', 24, '0: mmoe-8 to shared-bottom, small'],
  ['compress', 61, 'spread: whole 8 to whole'],
] as const)(
  'the study of %s has a row for each of its points',
  async (study, rows, first) => {
    const progress: number[] = [];
    const { table, spec } = await compareMore.run(
      { study, seeds: '1', 'seed-base': '5', steps: '1' },
      { open, onProgress: (done, total) => progress.push(done / total) },
    );
    expect(table).toHaveLength(rows + 1);
    expect(new Set(table.map((row) => row.length)).size).toBe(1);
    expect(table[1].join(' ').startsWith(first)).toBe(true);
    expect(spec).toMatchObject({ study, seeds: 1, seedBase: 5, steps: 1 });
    expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
    expect(progress.at(-1)).toBeCloseTo(1, 9);
  },
  60_000,
);
