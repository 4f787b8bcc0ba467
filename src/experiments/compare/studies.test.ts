import { describe, expect, it } from 'vitest';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import { expertCountEffects, expertVariants, runExpertCounts } from './expertCounts.ts';
import { lossWeightEffects, runLossWeights } from './lossWeights.ts';
import { compareRun } from './spec.ts';
import { correlationAt, runSweep, WORLD_SWEEPS } from './sweeps.ts';

const full = compareRun({ cosine: 0, sines: 1, steps: 10 });
const base = { ...full, world: { ...full.world, impressions: 400, heldOut: 60 } };
const common = { base, seeds: 2, seedBase: 3 };

describe('the weight of one loss', () => {
  it('is changed for its task alone, and compared with weight 1 seed by seed', async () => {
    const trained: number[][] = [];
    const runs = await runLossWeights(
      { ...common, architecture: 'mmoe-4', size: 'small', tasks: ['click', 'rating'], weights: [4, 1] },
      {
        // Rating is off by 1 / weight, the others by their task's number times the weight of rating.
        open: knownEngines(
          {
            output: ({ data, replica }, row, task) =>
              (row < 60 ? data.heldOut.labels[4 * row + task] : 0)
              + (task === 3 ? 1 / replica.taskWeights[3] : task * replica.taskWeights[3]),
          },
          ({ replicas }) => trained.push(...replicas.map(({ taskWeights }) => [...taskWeights])),
        ),
      },
    );
    expect(runs.map(({ task, weight, seed }) => [task, weight, seed])).toEqual(
      ['click', 'rating'].flatMap((task) => [4, 1].flatMap((weight) => [3, 4].map((seed) => [task, weight, seed]))),
    );
    // Where all weigh the same it is one model, whichever task is asked about.
    expect(trained).toHaveLength(2 * 3);
    expect(trained.filter((weights) => weights.every((weight) => weight === 1))).toHaveLength(2);
    const rating = runs.filter(({ task }) => task === 'rating');
    const [one, four] = lossWeightEffects(rating);
    expect(lossWeightEffects(rating.toReversed())).toEqual([one, four]);
    expect([one.weight, four.weight, four.pairs]).toEqual([1, 4, 2]);
    expect(one.tasks.rating.mean).toBe(0);
    expect(four.tasks.rating.mean).toBeCloseTo(1 / 16 - 1, 5);
    expect(four.tasks.watchTime.mean).toBeCloseTo(16 - 1, 4);
  });
});

describe('how many experts, how wide', () => {
  it('costs the same, and says how many are used', async () => {
    const spec = { ...common, size: 'large' as const, counts: [1, 2, 4, 8, 16] };
    const { variants, unfit } = expertVariants({ ...spec, budget: 1000 });
    // Sixteen experts of one unit cost 256 + 256 + 64·17 + 64 = 1664.
    expect([unfit, variants.length]).toEqual([[16], 4]);
    // 256 + E·16·U + 4·E·(16 + U) + 4·(8·U + 8) nearest to 2336.
    expect(expertVariants(spec).variants.map(({ sized: { model } }) => model.expertUnits)).toEqual([38, 27, 16, 8, 3]);
    const runs = await runExpertCounts(
      { ...spec, counts: [4, 2] },
      {
        open: knownEngines({
          entropy: ({ population }) => new Array<number>(4).fill(Math.log(population.model.experts) / 2),
        }),
      },
    );
    const [two, four] = expertCountEffects(runs, 4);
    expect([two.experts, two.expertUnits, two.pairs, four.expertUnits]).toEqual([2, 27, 2, 16]);
    // Gates of the engine are even; a single example's have half that entropy.
    expect([two.used.mean, four.used.mean].map((x) => x.toFixed(6))).toEqual(['2.000000', '4.000000']);
    expect([two.usedPerExample.mean, four.usedPerExample.mean].map((x) => x.toFixed(6))).toEqual([
      Math.SQRT2.toFixed(6),
      '2.000000',
    ]);
    // The mean of the tasks: one, two, two and four experts, of single examples e to the tenths of 0, 1, 2 and 3.
    const [uneven] = await runExpertCounts(
      { ...spec, counts: [4] },
      {
        open: knownEngines({
          utilization: () => [
            [0, 0, 0, 1],
            [0.5, 0.5, 0, 0],
            [0, 0, 0.5, 0.5],
            [0.25, 0.25, 0.25, 0.25],
          ],
          entropy: () => [0, 0.1, 0.2, 0.3],
        }),
      },
    );
    expect(uneven.used).toBeCloseTo(9 / 4, 12);
    expect(uneven.usedPerExample).toBeCloseTo((1 + 1.105170918 + 1.221402758 + 1.349858808) / 4, 8);
    // One that has diverged is in no mean.
    const lost = { ...runs[0], seed: 9, diverged: true, used: 1, usedPerExample: 1 };
    const [, both] = expertCountEffects([...runs, lost], 4);
    expect([both.used.n, both.used.mean.toFixed(6), both.usedPerExample.mean.toFixed(6)]).toEqual([
      2,
      '4.000000',
      '2.000000',
    ]);
  });
});

describe('a sweep of the world', () => {
  it('goes from groups that are alike to opposite ones in even steps, and from no sines upwards', () => {
    const { cosine, sines } = WORLD_SWEEPS;
    expect(cosine.map((value, i) => value + i / 4)).toEqual(cosine.map(() => 1));
    expect(cosine.at(-1)).toBe(-1);
    expect(sines[0]).toBe(0);
    expect([...sines]).toEqual([...new Set(sines)].sort((a, b) => a - b));
  });

  it('measures each value on worlds of its own, and how alike labels are there', async () => {
    const seen: [number, number][] = [];
    const progress: number[] = [];
    const runs = await runSweep(
      { ...common, architectures: ['mmoe-4'], sizes: ['small'], along: 'cosine', values: [1, -1] },
      {
        open: knownEngines({}, (_, data) => seen.push([data.length, data[0].train.rows])),
        onProgress: (done, total) => progress.push(done / total),
      },
    );
    expect(runs.map(({ value, seed, model }) => [value, seed, model])).toEqual([
      [1, 3, 'mmoe-4'],
      [1, 4, 'mmoe-4'],
      [-1, 3, 'mmoe-4'],
      [-1, 4, 'mmoe-4'],
    ]);
    expect(seen).toEqual([
      [2, 400],
      [2, 400],
    ]);
    expect(progress[0]).toBeLessThanOrEqual(0.5);
    expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
    expect(progress.at(-1)).toBe(1);
    expect(correlationAt(runs, 1).n).toBe(2);
    expect(correlationAt(runs, 1).mean).toBeGreaterThan(0.5);
    expect(correlationAt(runs, -1).mean).toBeLessThan(correlationAt(runs, 1).mean - 0.4);
  });

  it('changes the sines alone where it is along them', async () => {
    const utilities = async (values: number[], sines: number): Promise<number[][]> => {
      const seen: number[][] = [];
      const open = knownEngines({}, (_, [{ heldOut }]) => seen.push([...heldOut.utility.slice(0, 8)]));
      const world = { ...base.world, sines };
      const sweep = {
        ...common,
        base: { ...base, world },
        seeds: 1,
        architectures: ['mmoe-4'],
        sizes: ['small'],
      } as const;
      await runSweep({ ...sweep, along: 'sines', values }, { open });
      return seen;
    };
    const [none, three] = await utilities([0, 3], 1);
    expect(none).not.toEqual(three);
    expect([none, three]).toEqual([...(await utilities([0], 5)), ...(await utilities([3], 0))]);
  });
});
