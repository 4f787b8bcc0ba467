/** What two engines have to agree on, for the engines' parity suites. */
import { expect } from 'vitest';
import { parameterLayout } from '../../model/layout.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import type { Engine, EngineData, EvaluateOptions } from '../types.ts';
import { difference, MEASURES } from './difference.ts';

/** What parity suites ask an evaluation for, in turn. */
export const ASKED: readonly EvaluateOptions[] = [
  { full: true },
  { full: true, position: 'missing', replicas: [1] },
  { full: true, position: 4, replicas: [1, 0], withoutExpert: 1 },
];

/**
 * Expects the engine, at step 0, to have the scalar engine's gradient, its state after 50 steps, and its measurements of it: parameters and moments within
 * 1e-4 relative (see {@link difference}).
 */
export async function expectParity(
  engine: Engine,
  population: PopulationSpec,
  data: readonly EngineData[],
  asked: EvaluateOptions,
): Promise<void> {
  const scalar = await createScalarEngine(population, data);
  expect(difference(await engine.gradient(), await scalar.gradient())).toBeLessThan(1e-5);
  await engine.train(50);
  await scalar.train(50);
  const ours = await engine.checkpoint();
  const theirs = await scalar.checkpoint();
  expect(ours.step).toBe(50);
  const { length } = parameterLayout(population.model);
  for (let at = 0; at < ours.state.length; at += length) {
    expect(difference(ours.state.subarray(at, at + length), theirs.state.subarray(at, at + length))).toBeLessThan(1e-4);
  }
  // The gradient is that at the current parameters, not at a worker's snapshot, which by now is another.
  expect(difference(await engine.gradient(), await scalar.gradient())).toBeLessThan(1e-3);
  const options = population.model.experts === 1 ? { ...asked, withoutExpert: undefined } : asked;
  const measured = await engine.evaluate(options);
  expect(measured.step).toBe(50);
  (await scalar.evaluate(options)).replicas.forEach((truth, i) => {
    const replica = measured.replicas[i];
    expect(replica.replica).toBe(truth.replica);
    for (const name of MEASURES) expect(difference(replica[name], truth[name]), name).toBeLessThan(1e-4);
    expect(difference(replica.full?.predictions ?? [], truth.full?.predictions ?? [])).toBeLessThan(1e-4);
    expect(difference(replica.full?.gates ?? [], truth.full?.gates ?? [])).toBeLessThan(1e-4);
    expect(difference(replica.full?.parameters ?? [], truth.full?.parameters ?? [])).toBeLessThan(1e-4);
    // A weight within rounding of a bin's edge may fall on either side: its two bins then differ by one each.
    expect(
      replica.histogram.reduce((sum, count, bin) => sum + Math.abs(count - truth.histogram[bin]), 0),
    ).toBeLessThanOrEqual(4);
    expect(replica.finite).toBe(truth.finite);
  });
  // What was masked in the evaluation is masked no longer.
  expect(difference(await engine.gradient(), await scalar.gradient())).toBeLessThan(1e-3);
  scalar.dispose();
}
