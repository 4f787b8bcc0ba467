import { describe, expect, it } from 'vitest';
import { storedStudy } from '../../../scripts/store-census.mjs';
import { storedCensus } from './stored.ts';

describe('what is stored of Census-Income', () => {
  it('is what was measured, to five decimals, with the command that gives it again', () => {
    const report = {
      experiment: 'census',
      spec: { inputs: 64, columns: 'noFamily', models: ['mmoe'], seeds: 1, seedBase: 5 },
      engine: { name: 'simd', backend: 'wasm', adapter: '' },
      results: {
        runs: [
          {
            seed: 5,
            model: 'mmoe',
            auc: { income_over_50k: 0.930123456 },
            r2: { age: 0.7 },
            error: { income_over_50k: 0.0061592, age: null },
          },
        ],
      },
    };
    const stored = storedStudy(report, { commit: 'abc', date: '2026-01-01' });
    expect(stored.runs).toEqual([
      {
        seed: 5,
        model: 'mmoe',
        metric: { income_over_50k: 93_012, age: 70_000 },
        error: { income_over_50k: 616, age: null },
      },
    ]);
    expect(stored.made.command).toBe(
      'npm run lab -- census --inputs 64 --columns noFamily --models mmoe --seeds 1 --seed-base 5 --backend wasm',
    );
    expect(() => storedStudy({ ...report, experiment: 'loop' }, { commit: 'abc', date: '' })).toThrow('census');
  });

  it('reaches the targets with every seed, and says what the columns of the family are worth', async () => {
    const [all, noFamily] = await storedCensus();
    expect([all.columns, noFamily.columns]).toEqual(['all', 'noFamily']);
    expect(all.runs).toHaveLength(3 * all.seeds);
    for (const { metric } of all.runs) {
      expect(metric.income_over_50k).toBeGreaterThan(0.925);
      expect(metric.never_married).toBeGreaterThan(0.983);
      expect(metric.weeks_worked).toBeGreaterThan(0.86);
      expect(metric.age).toBeGreaterThan(0.79);
    }
    for (const { metric } of noFamily.runs) expect(metric.never_married).toBeLessThan(0.9);
    for (const { error } of [...all.runs, ...noFamily.runs])
      for (const one of Object.values(error)) expect(one > 0 && one < 0.02).toBe(true);
  });
});
