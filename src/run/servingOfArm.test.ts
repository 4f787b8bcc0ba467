import { describe, expect, it } from 'vitest';
import { PLAIN_SERVING } from '../model/cures.ts';
import { defaultRun, servingOfArm, type RunCures } from './runSpec.ts';

const cured = (cures: Partial<RunCures>) => {
  const run = defaultRun();
  return { ...run, training: { ...run.training, steps: 100, cures: { ...run.training.cures, ...cures } } };
};

describe('how a model of the page predicts', () => {
  it('has the cures of model B alone, and the temperature of the step', () => {
    const run = cured({ expertActivation: 'swish', gateKind: 'sigmoid', cap: 2.5, temperature: 3, annealing: 0.5 });
    const wanted = { ...PLAIN_SERVING, expertActivation: 'swish', gateKind: 'sigmoid', cap: 2.5 };
    expect(servingOfArm(run, 0, 25)).toEqual(PLAIN_SERVING);
    // Linearly from 3 to 1 over the first 50 of 100 steps.
    expect(servingOfArm(run, 1, 0)).toEqual({ ...wanted, temperature: 3 });
    expect(servingOfArm(run, 1, 25)).toEqual({ ...wanted, temperature: 2 });
    expect(servingOfArm(run, 1, 100)).toEqual({ ...wanted, temperature: 1 });
  });

  it('is plain where cures act in training alone', () => {
    expect(servingOfArm(cured({ noise: 1, lossFree: 0.03, clip: 1, rate: 0.5, uniform: false }), 1, 9)).toEqual(
      PLAIN_SERVING,
    );
  });
});
