import { describe, expect, it } from 'vitest';
import { regimeRun } from '../run/regimes.ts';
import { sameQuestion, sameSetting, studyRun, type StudySpec } from './spec.ts';

const base = regimeRun('async');
const spec: StudySpec = {
  base,
  arms: [
    { label: 'example', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.1 } },
    { label: 'batch', changes: { 'run.training.mask': 'batch', 'run.training.gateDropout': 0.2 } },
    { label: 'more', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.3 } },
  ],
  seeds: 5,
  seedBase: 11,
};

describe('a study’s question', () => {
  it('is one run for each arm and seed', () => {
    expect(studyRun(spec, spec.arms[1], 7)).toEqual({
      ...base,
      training: { ...base.training, mask: 'batch', gateDropout: 0.2 },
      seeds: { data: 7, init: 7, dropout: 7, batch: 7 },
    });
  });
  it('keeps the four seeds of a run that is trained again in another way', () => {
    const seeds = { data: 1, init: 2, dropout: 3, batch: 4 };
    const again = { ...spec, base: { ...base, seeds }, ownSeeds: true };
    expect(studyRun(again, spec.arms[1], 7)).toMatchObject({ seeds, training: { mask: 'batch', gateDropout: 0.2 } });
  });
  it('is the same on other seeds, at another threshold and in another order of keys, not with another setting', () => {
    const reversed = Object.fromEntries(Object.entries(base).reverse()) as typeof base;
    expect(sameSetting(base, { ...reversed, threshold: 0.2, seeds: { data: 9, init: 9, dropout: 9, batch: 9 } })).toBe(
      true,
    );
    expect(sameSetting(base, { ...base, training: { ...base.training, steps: 21 } })).toBe(false);
    expect(sameSetting(base, { ...base, world: { ...base.world, randomness: 0.123 } })).toBe(false);
    expect(sameQuestion(spec, { ...spec, seeds: 60, seedBase: 2 })).toBe(true);
    expect(sameQuestion(spec, { ...spec, arms: spec.arms.slice(0, 2) })).toBe(false);
    expect(sameQuestion({ ...spec, arms: spec.arms.slice(0, 2) }, spec)).toBe(false);
    expect(sameQuestion(spec, { ...spec, arms: [spec.arms[0], spec.arms[1], spec.arms[1]] })).toBe(false);
    // What an arm replaces is of no account in the base.
    expect(sameQuestion(spec, { ...spec, base: { ...base, training: { ...base.training, mask: 'batch' } } })).toBe(
      true,
    );
  });
});
