import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { positionBias, type PositionBiasResults } from './positionBias.ts';
import { runExperiment } from '../../commands/registry.ts';
import type { RunSpec } from '../../run/runSpec.ts';

const defaults = Object.fromEntries(
  Object.entries(positionBias.options).map(([name, { fallback }]) => [name, fallback]),
);
const small = { ...defaults, impressions: '900', steps: '10', seeds: '2', 'seed-base': '7' };

async function run(options: Record<string, string>) {
  const { spec, results, table } = await positionBias.run({ ...small, ...options }, { open: createScalarEngine });
  return { base: (spec as { base: RunSpec }).base, results: results as PositionBiasResults, table };
}

describe('npm run lab -- position-bias', () => {
  it('holds per seed what the contract names, as plain JSON', async () => {
    const { results } = await run({});
    const { runs } = JSON.parse(JSON.stringify(results)) as PositionBiasResults;
    expect(runs.map(({ seed }) => seed)).toEqual([7, 8]);
    for (const one of runs) {
      for (const table of [one.learnedBias!, one.trueBias])
        expect(table.map((curve) => curve.length)).toEqual([9, 9, 9]);
      expect([one.rmse, one.r, one.slope, one.missingLogitError].every(Number.isFinite)).toBe(true);
      expect(Object.keys(one.treatments)).toEqual(['none', 'input-feature', 'adversarial', 'shallow-tower']);
      for (const result of Object.values(one.treatments)) {
        expect(
          [result.logLoss, result.calibration, result.ndcg, result.correlation, result.expectedClicks].every(
            Number.isFinite,
          ),
        ).toBe(true);
      }
    }
  });

  it('passes every option on', async () => {
    const { base, results, table } = await run({
      randomness: '0.6',
      misalignment: '0.2',
      'click-model': 'examination',
      'position-dropout': '0.25',
      treatments: 'shallow-tower,none,none',
      seeds: '1',
    });
    expect(base.world).toMatchObject({
      impressions: 900,
      randomness: 0.6,
      misalignment: 0.2,
      clickModel: 'examination',
    });
    expect(base.training).toMatchObject({ steps: 10, positionDropout: 0.25 });
    expect(Object.keys(results.runs[0].treatments)).toEqual(['shallow-tower', 'none']);
    expect(results.runs[0].step).toBe(10);
    expect(table.map(([name]) => name)).toContain('RMSE, logits, against the best additive table');
  });

  it('prints nothing about a table that was not trained', async () => {
    const { results, table } = await run({ treatments: 'none', seeds: '1' });
    expect(results.runs[0].learnedBias).toBeNull();
    expect(table.flat().join(' ')).not.toMatch(/RMSE|NaN/);
  });

  it.each([
    [{ treatments: 'none,magic' }, /--treatments/],
    [{ seeds: '0' }, /--seeds/],
    [{ randomness: '2' }, /--randomness/],
    [{ 'click-model': 'cascade' }, /--click-model/],
    [{ colour: 'red' }, /no option --colour/],
  ])('refuses %o and names the option', async (options: Record<string, string>, words) => {
    await expect(runExperiment('position-bias', options, { backend: 'cpu' })).rejects.toThrow(words);
  });
});
