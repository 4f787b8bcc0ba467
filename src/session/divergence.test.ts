import { describe, expect, it } from 'vitest';
import type { ReplicaEvaluation } from '../engine/types.ts';
import { defaultRun, type RunSpec } from '../run/runSpec.ts';
import { hasDiverged, likelyCause } from './divergence.ts';

const measured = (loss: number[], finite = true): ReplicaEvaluation =>
  ({ loss: Float64Array.from(loss), finite }) as unknown as ReplicaEvaluation;

const run = (training: Partial<RunSpec['training']>, model: Partial<RunSpec['model']> = {}): RunSpec => {
  const base = defaultRun(); // Adagrad 0.7, four workers
  return { ...base, model: { ...base.model, ...model }, training: { ...base.training, ...training } };
};

describe('a model has diverged', () => {
  it('where a loss is so large that it may as well be none, or something is not finite', () => {
    expect(hasDiverged(measured([0.5, 1, 0.3, 999_999]))).toBe(false);
    for (const loss of [1_000_000, Infinity]) expect(hasDiverged(measured([0.5, 1, loss, 1]))).toBe(true);
    expect(hasDiverged(measured([0.5, 1, 0.3, 1], false))).toBe(true);
  });

  it('but not where a task was nowhere observed', () => {
    expect(hasDiverged(measured([0.5, 1, NaN, NaN]))).toBe(false);
    expect(hasDiverged(measured([0.5, 1, NaN, NaN], false))).toBe(true);
  });
});

describe('the knob that most likely did it', () => {
  it.each<[string, RunSpec]>([
    ['learningRate', run({})], // nothing is out of range
    ['workers', run({ workers: 9 })],
    ['learningRate', run({ workers: 8 })], // eight are bearable
    // Ten workers are 1.25 times what is bearable; so are these rates, or a little more, or less.
    ['learningRate', run({ workers: 10, learningRate: 1.3 })],
    ['learningRate', run({ workers: 10, learningRate: 1.25 })],
    ['workers', run({ workers: 10, learningRate: 1.2 })],
    ['learningRate', run({ workers: 10, learningRate: 0.13, optimizer: 'sgd' })],
    ['workers', run({ workers: 10, learningRate: 0.12, optimizer: 'sgd' })],
    ['learningRate', run({ workers: 10, learningRate: 0.065, optimizer: 'adam' })],
    ['workers', run({ workers: 10, learningRate: 0.06, optimizer: 'adam' })],
    ['initScale', run({ workers: 10 }, { initScale: 1.9 })],
    ['workers', run({ workers: 10 }, { initScale: 1.8 })],
    ['initScale', run({ workers: 10 }, { gateInitScale: 3.8 })],
    ['workers', run({ workers: 10 }, { gateInitScale: 3.7 })],
    ['taskWeights', run({ workers: 10, taskWeights: [0, 1, 2.6, 1] })],
    ['workers', run({ workers: 10, taskWeights: [2.4, 1, 2.4, 1] })],
    ['l2', run({ workers: 10, l2: 2.6, learningRate: 0.5 })],
    ['workers', run({ workers: 10, l2: 2.4, learningRate: 0.5 })],
  ])('is %s', (cause, spec) => {
    expect(likelyCause(spec)).toBe(cause);
  });
});
