import { describe, expect, it } from 'vitest';
import { STUDIES } from './headlines.ts';
import { LINES, storedStudy } from './storedMore.ts';
import { storedSweep } from './storedStudies.ts';
import { differences } from './summary.ts';

describe('further studies', () => {
  it('are lines of the large models, in their order, with what a run has beside', async () => {
    const known = await storedSweep('cosine');
    const [first] = known.runs;
    const of = (value: number, seed: number, size: 'small' | 'large', labelCorrelation: number) => ({
      ...{ ...first, model: 'mmoe-8' as const, value, seed, size, labelCorrelation },
    });
    const lines = LINES.cosine([
      of(1, 7, 'large', -0.25),
      of(1, 7, 'small', 0),
      of(0, 7, 'large', 0.5),
      of(1, 8, 'large', 0.75),
    ]);
    expect(lines.map(({ id }) => id)).toEqual([
      { value: 1, model: 'mmoe-8' },
      { value: 0, model: 'mmoe-8' },
    ]);
    expect(lines[0].runs.map(({ seed, more, mse }) => [seed, more, mse])).toEqual([
      [7, [-0.25], first.mse],
      [8, [0.75], first.mse],
    ]);
    expect((await storedStudy('cosine')).steps).toBe(600);
  });
  it('are shipped with twenty seeds a line, the same in all of a study', async () => {
    for (const study of STUDIES) {
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
