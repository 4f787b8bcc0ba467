import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPERIMENTS } from '../../commands/registry.ts';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { createTables } from '../../run/dataOf.ts';
import { knownEngines, type Known } from '../../study/testing/knownEngine.ts';
import type { OpenEngines } from '../../study/train.ts';
import { censusStudy, CENSUS_MODELS, runCensus } from './census.ts';
import { census } from './command.ts';

const bytes = new Uint8Array(readFileSync(new URL('../../tabular/samples/census-income.bin', import.meta.url)));
const tables = createTables(() => Promise.resolve(bytes));
const ALL = { inputs: 64, columns: 'all', models: CENSUS_MODELS, seeds: 2, seedBase: 5 } as const;
const knowing = (known: Known): OpenEngines => Object.assign(knownEngines(known), { tables });
const typed = (options: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(census.options).map(([name, { fallback }]) => [name, fallback])),
  ...options,
});

describe('the study on Census-Income', () => {
  it('has one arm for each model, and of single-task models one for each task alone', () => {
    const { arms, base } = censusStudy(ALL);
    expect(arms.map(({ label }) => label)).toEqual([
      'shared-bottom',
      'mmoe',
      'single-task income_over_50k',
      'single-task weeks_worked',
      'single-task never_married',
      'single-task age',
    ]);
    expect(arms.map(({ changes }) => changes['run.training.taskWeights'])).toEqual([
      undefined,
      undefined,
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    // 20,000 rows, eight times over.
    expect(base.training.steps * base.training.batch).toBe(160_000);
  });

  it('measures each task by its kind, single-task models each by their own task', async () => {
    const runs = await runCensus(ALL, {
      open: knowing({
        // Answers its own label where the task is trained, the opposite elsewhere; a model of all tasks halves its regressions.
        output: ({ data, replica }, row, task) => {
          const label = data.heldOut.labels[4 * row + task];
          if (replica.taskWeights[task] === 0) return -label;
          return replica.taskWeights.every((weight) => weight > 0) ? label / 2 : label;
        },
      }),
    });
    expect(runs.map(({ model, seed }) => [model, seed])).toEqual(
      CENSUS_MODELS.flatMap((model) => [5, 6].map((seed) => [model, seed])),
    );
    for (const { model, auc, r2 } of runs) {
      expect(auc).toEqual({ income_over_50k: 1, never_married: 1 });
      expect(Object.keys(r2)).toEqual(['weeks_worked', 'age']);
      // Half of a standardised label leaves a quarter of its square, and the held-out mean is about 0.
      for (const value of Object.values(r2)) {
        if (model === 'single-task') expect(value).toBe(1);
        else expect(Math.abs(value - 0.75)).toBeLessThan(0.001);
      }
    }
  });

  it('is told of no tables where there are none', async () => {
    await expect(runCensus(ALL, { open: knownEngines({}) })).rejects.toThrow();
  });

  it('learns what others learned: AUC .93 and .985, R² .88 and .82 in README of the data, the architectures alike', async () => {
    const open: OpenEngines = Object.assign(createSimdEngine.bind(null), { tables });
    const { results, table } = await census.run(typed({ models: 'shared-bottom,mmoe', seeds: '1' }), { open });
    const { runs } = results as { runs: Awaited<ReturnType<typeof runCensus>> };
    for (const { auc, r2 } of runs) {
      expect(auc.income_over_50k).toBeGreaterThan(0.925);
      expect(auc.never_married).toBeGreaterThan(0.983);
      expect(r2.weeks_worked).toBeGreaterThan(0.86);
      expect(r2.age).toBeGreaterThan(0.79);
    }
    const [shared, mmoe] = runs;
    expect(Math.abs(shared.auc.income_over_50k - mmoe.auc.income_over_50k)).toBeLessThan(0.01);
    expect(table.map((row) => row.length)).toEqual([6, 6, 6]);
    expect(table[0].slice(2)).toEqual(['income_over_50k AUC', 'weeks_worked R²', 'never_married AUC', 'age R²']);
  }, 120_000);
});

describe('what is typed', () => {
  it('chooses inputs, columns, models and seeds', async () => {
    const opened: unknown[] = [];
    const open = Object.assign(
      knownEngines({}, ({ model, replicas }, data) => {
        opened.push([model.kind, model.features, replicas.map(({ seeds }) => seeds.init), data[0].train.featureCount]);
      }),
      { tables },
    );
    const { spec, table } = await census.run(
      typed({ inputs: '16', columns: 'noFamily', models: 'mmoe', seeds: '2', 'seed-base': '30' }),
      { open },
    );
    expect(opened).toEqual([['mmoe', 16, [30, 31], 16]]);
    expect(spec).toMatchObject({ inputs: 16, columns: 'noFamily', models: ['mmoe'], seeds: 2, seedBase: 30 });
    expect(table[1].slice(0, 2)).toEqual(['mmoe', '2']);
  });

  it('is answered by a table of every model: means over the seeds, and how far these lie apart', async () => {
    // Seed 1 answers every label, seed 2 half of each: R² of 1 and of ¾, whose standard deviation is ¼ / √2.
    const open = knowing({
      output: ({ data, replica }, row, task) =>
        data.heldOut.labels[4 * row + task] / (replica.seeds.init === 1 ? 1 : 2),
    });
    const { table } = await census.run(typed({ seeds: '2' }), { open });
    const cells = ['1.0000 ± 0.0000', '0.8750 ± 0.1768', '1.0000 ± 0.0000', '0.8750 ± 0.1768'];
    expect(table[0].slice(0, 2)).toEqual(['model', 'runs']);
    expect(table[1]).toEqual(['shared-bottom', '2', ...cells]);
    expect(table[2]).toEqual(['mmoe', '2', ...cells]);
    // Single-task models: each of the four answers half of what it is asked too, in seed 2.
    expect(table[3]).toEqual(['single-task', '2', ...cells]);
    const { table: one } = await census.run(typed({ seeds: '1', models: 'mmoe' }), { open });
    expect(one.slice(1)).toEqual([['mmoe', '1', '1.0000', '1.0000', '1.0000', '1.0000']]);
  });

  it('is known by its name', () => {
    expect(EXPERIMENTS.find(({ name }) => name === 'census')).toBe(census);
  });

  it.each([
    [{ inputs: '129' }, 'at most 128'],
    [{ columns: 'some' }, 'must be one of: all, noFamily'],
    [{ models: 'mmoe,ple' }, 'must be one of: shared-bottom, mmoe, single-task'],
  ])('is refused where it makes no sense: %j', async (options, message) => {
    await expect(census.run(typed(options), { open: knowing({}) })).rejects.toThrow(message);
  });
});
