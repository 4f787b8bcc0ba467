import { describe, expect, it } from 'vitest';
import { storedMore } from '../../../scripts/store-compare-more.mjs';
import { storedStudy, studyFrom, type StoredMore } from './storedMore.ts';
import { differences } from './summary.ts';

const run = {
  seed: 7,
  auc: { click: 0.8123, like: 0.9 },
  logLoss: { click: 0.5, like: 0.4 },
  mse: { watchTime: 0.3, rating: 0.05 },
  diverged: false,
};
const report = (study: string, results: unknown) => ({
  experiment: 'compare-more',
  spec: { study, seeds: 1, seedBase: 7, steps: 60 },
  engine: { name: 'simd', backend: 'wasm', adapter: '' },
  results,
});
const through = (study: string, results: unknown) =>
  studyFrom(
    JSON.parse(JSON.stringify(storedMore(report(study, results), { commit: 'abc', date: '2026-01-01' }))) as StoredMore,
  );

describe('further studies', () => {
  it('are read as they were written, line by line, with what made them', () => {
    const known = through('cosine', {
      runs: [
        { ...run, value: 1, model: 'mmoe-8', size: 'large', labelCorrelation: -0.25 },
        { ...run, seed: 8, value: 1, model: 'mmoe-8', size: 'large', labelCorrelation: 0.5, diverged: true },
        { ...run, value: 1, model: 'mmoe-8', size: 'small', labelCorrelation: 0 },
      ],
    });
    expect(known.lines).toHaveLength(1);
    const [first, lost] = known.lines[0].runs;
    expect(known.lines[0].id).toEqual({ value: 1, model: 'mmoe-8' });
    expect(first).toEqual({ ...run, more: [-0.25] });
    expect([lost.diverged, lost.mse.rating, lost.more]).toEqual([true, NaN, [0.5]]);
    expect(known.made.command).toBe(
      'npm run lab -- compare-more --study cosine --seeds 1 --seed-base 7 --steps 60 --backend wasm',
    );
  });
  it('have the experts used, by their entropy', () => {
    const known = through('experts', {
      runs: [
        {
          ...run,
          experts: 2,
          expertUnits: 9,
          multiplications: 99,
          utilization: [
            [0.5, 0.5],
            [1, 0],
            [1, 0],
            [1, 0],
          ],
          entropy: [0, 0, 0, Math.log(3)],
        },
      ],
    });
    // (2 + 1 + 1 + 1) / 4 and (1 + 1 + 1 + 3) / 4
    expect(known.lines[0].runs[0].more).toEqual([1.25, 1.5]);
  });
  it('refuse what is of another experiment', () => {
    expect(() => storedMore({ experiment: 'compare' }, { commit: '', date: '' })).toThrow(/compare-more/);
  });
  it('are shipped with twenty seeds a line, the same in all of a study', async () => {
    for (const study of ['cosine', 'sines', 'weights', 'experts', 'compress'] as const) {
      const { lines, seeds } = await storedStudy(study);
      expect(seeds, study).toBe(20);
      for (const { runs } of lines) expect(runs.map(({ seed }) => seed)).toEqual(lines[0].runs.map(({ seed }) => seed));
      expect(lines[0].runs).toHaveLength(20);
    }
    const { lines } = await storedStudy('cosine');
    const of = (model: string) => lines.find(({ id }) => id.value === 0 && id.model === model)!.runs;
    // As the command's table has it.
    expect(differences(of('mmoe-8'), of('shared-bottom')).ratio.ratio).toBeCloseTo(0.49, 2);
  });
});
