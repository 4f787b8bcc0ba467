import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CensusRun } from '../../experiments/census/stored.ts';
import { loadCensus } from '../../tabular/census.ts';
import {
  apart,
  architectureRun,
  censusTasks,
  HELD_OUT_POSITIVES,
  inTask,
  polarizingRun,
  withoutFamily,
} from './look.ts';

const run = (model: CensusRun['model'], seed: number, value: number, error = 0.01): CensusRun => ({
  seed,
  model,
  metric: { age: value },
  error: { age: error },
});
const RUNS = [run('mmoe', 1, 0.7), run('mmoe', 2, 0.8, 0.03), run('shared-bottom', 1, 0.72)];

describe('how models do in a task', () => {
  it('is the mean over the seeds, and how sure the held-out rows make it', () => {
    const [shared, mmoe, ...others] = inTask(RUNS, 'age');
    expect(others).toEqual([]);
    expect(shared).toMatchObject({ model: 'shared-bottom', mean: 0.72, runs: [{ seed: 1, value: 0.72 }] });
    expect(shared.half).toBeCloseTo(0.0196, 4);
    expect(mmoe.mean).toBeCloseTo(0.75, 12);
    expect(mmoe.half).toBeCloseTo(0.0392, 4);
  });

  it('is told apart only where more lies between them than the rows leave open', () => {
    const found = apart(inTask(RUNS, 'age'));
    expect([found.best.model, found.worst.model, found.told]).toEqual(['mmoe', 'shared-bottom', false]);
    expect([found.spread, found.half].map((value) => Number(value.toFixed(4)))).toEqual([0.03, 0.0392]);
    expect(apart(inTask([run('mmoe', 1, 0.8), run('single-task', 1, 0.9)], 'age')).told).toBe(true);
  });
});

describe('the sample', () => {
  it('has the tasks and as many positives as the cards say', async () => {
    expect(censusTasks().map(({ name, kind }) => [name, kind])).toEqual([
      ['income_over_50k', 'binary'],
      ['weeks_worked', 'regression'],
      ['never_married', 'binary'],
      ['age', 'regression'],
    ]);
    const bytes = new Uint8Array(readFileSync(new URL('../../tabular/samples/census-income.bin', import.meta.url)));
    const table = await loadCensus(bytes);
    const [split, income] = ['split', 'income_over_50k'].map((name) =>
      table.columns.find((column) => column.name === name)!,
    );
    let positives = 0;
    for (let row = 0; row < table.rows; row++)
      if (split.dictionary[split.codes[row]] === 'heldout' && income.dictionary[income.codes[row]] === '1') positives++;
    expect(HELD_OUT_POSITIVES).toBe(positives);
  });
});

describe('the runs that the cards open', () => {
  it('are what the stored results were made with, beside a twin with gate dropout', () => {
    const mmoe = architectureRun('mmoe');
    expect(mmoe).toMatchObject({ source: { name: 'census', columns: 'all' }, model: { kind: 'mmoe', experts: 8 } });
    expect(architectureRun('shared-bottom').model).toMatchObject({ kind: 'shared-bottom', expertUnits: 64 });
    expect(withoutFamily()).toEqual({ ...mmoe, source: { ...mmoe.source, columns: 'noFamily' } });
    expect(polarizingRun()).toMatchObject({ source: { name: 'census' }, world: { impressions: 4000 } });
    for (const one of [mmoe, withoutFamily(), polarizingRun()]) expect(one.training.gateDropout).toBe(0.1);
  });
});
