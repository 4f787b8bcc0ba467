import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCombination } from '../../experiments/cures/combination.ts';
import { regimeRun } from '../../run/regimes.ts';
import { modelOfArm, populationOf } from '../../run/runSpec.ts';
import type { trainNow } from '../control.ts';
import type { notify } from '../notices.ts';
import { tryIt } from './tryIt.ts';

// What the page is told to train, and to say.
const heard = vi.hoisted(() => ({
  trained: [] as Parameters<typeof trainNow>[],
  said: [] as Parameters<typeof notify>[],
}));
vi.mock('../control.ts', () => ({ trainNow: (...given: Parameters<typeof trainNow>) => heard.trained.push(given) }));
vi.mock('../notices.ts', () => ({ notify: (...given: Parameters<typeof notify>) => heard.said.push(given) }));

const base = regimeRun('async');
const parsed = (text: string) => parseCombination(text, 'async', { expertUnits: 8 });

beforeEach(() => {
  heard.trained.length = heard.said.length = 0;
});

describe('a cure that is tried', () => {
  it.each(['gates', 'train'] as const)('opens its run, and looks at model B, in %s', (chapter) => {
    tryIt(base, parsed('rate:0.5+lossFree:0.03'), 7, chapter);
    const [[run, view]] = heard.trained;
    expect(view).toEqual({ chapter, arm: 1 });
    expect(run).toEqual({
      ...base,
      training: { ...base.training, cures: { ...base.training.cures, rate: 0.5, lossFree: 0.03 } },
      seeds: { data: 7, init: 7, dropout: 7, batch: 7 },
    });
    expect(heard.said).toEqual([['info', 'cures.try.opened', { seed: 7, steps: 600 }, 'run']]);
  });

  it('is in model B alone, also where it changes which experts a task may use', () => {
    tryIt(base, parsed('dropout:0.1+cgc+swish'), 7, 'gates');
    const { model, replicas } = populationOf(heard.trained[0][0]);
    const [a, b] = replicas;
    // Of 8 experts two own ones stand at each end; the four between them are shared.
    expect([model.visible, a.visible, b.visible]).toEqual([
      undefined,
      undefined,
      [0b00111101, 0b00111110, 0b01111100, 0b10111100],
    ]);
    expect([a.gateDropout, b.gateDropout]).toEqual([0, 0.1]);
    expect([a.cures, b.cures]).toEqual([undefined, { sharedActivation: 'swish', expertActivation: 'swish' }]);
    expect(heard.said).toEqual([['info', 'cures.try.opened', { seed: 7, steps: 600 }, 'run']]);
  });

  it('leaves a run that has own experts in both models as it is', () => {
    const run = { ...base, model: { ...base.model, sharing: 'groups' as const } };
    tryIt(run, parsed('cgc'), 7, 'gates');
    const [trained] = heard.trained[0];
    expect(modelOfArm(trained, 0).visible).toEqual(modelOfArm(run, 0).visible);
    expect(modelOfArm(trained, 1).visible).toEqual([0b00111101, 0b00111110, 0b01111100, 0b10111100]);
  });
});
