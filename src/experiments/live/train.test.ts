import { describe, expect, it } from 'vitest';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { defaultRun } from '../../run/runSpec.ts';
import type { StudyContext } from '../../study/train.ts';
import { runLive, type LiveStudySpec } from './live.ts';
import type { TrainedArm } from './spec.ts';
import { trainArms, type TrainedSeed } from './train.ts';

const base = defaultRun();
const spec: LiveStudySpec = {
  world: 'open',
  open: { ...base, world: { ...base.world, impressions: 180, heldOut: 90 } },
  steps: 5,
  control: 'none',
  arms: ['input-feature', 'open'],
  extras: ['random'],
  form: 'sum',
  weights: [1, 1, 1, 1],
  queries: 20,
  candidates: 12,
  design: 'split',
  answers: 'drawn',
  seeds: 2,
  seedBase: 3,
};

async function trained(seeds: number, seedBase: number): Promise<TrainedSeed[]> {
  const all: TrainedSeed[] = [];
  await trainArms(
    spec,
    { seeds, seedBase },
    {
      open: createSimdEngine,
      onTrained: async (seed) => {
        all.push(seed);
        return Promise.resolve();
      },
    },
  );
  return all;
}

const outputs = ({ models, world }: TrainedSeed, arm: TrainedArm): number[] =>
  Array.from(models.get(arm)!.score(world.train, { to: 3 }));

/** The models of the second seed have diverged, those of the first have not. */
const second: StudyContext['open'] = async (population, data) => {
  const engine = await createSimdEngine(population, data);
  const evaluate = engine.evaluate.bind(engine);
  engine.evaluate = async (how) => {
    const found = await evaluate(how);
    return { ...found, replicas: found.replicas.map((replica, i) => ({ ...replica, finite: i !== 1 })) };
  };
  return engine;
};

describe('the arms of an experiment', () => {
  it('are each the model of their own seed: the same as when it is trained alone', async () => {
    const [together, [alone]] = [await trained(2, 3), await trained(1, 4)];
    expect(together.map(({ seed }) => seed)).toEqual([3, 4]);
    const arms = ['none', 'input-feature', 'open'] as const;
    for (const arm of arms) {
      const [first, own] = together.map((seed) => outputs(seed, arm));
      outputs(alone, arm).forEach((value, i) => {
        expect(own[i], arm).toBeCloseTo(value, 5);
      });
      expect(first).not.toEqual(own);
    }
    expect(new Set(arms.map((arm) => String(outputs(alone, arm)))).size).toBe(3);
  });

  it('that diverged are told of their own seed, and how far it all is never falls back', async () => {
    const told: number[] = [];
    let total = 0;
    const points: [number, number][] = [];
    const outcomes = await runLive(spec, {
      open: second,
      onProgress: (done, of) => {
        told.push(done);
        total = of;
      },
      onPoint: ({ seed, diverged }) => points.push([seed, diverged.length]),
    });
    expect(outcomes.map(({ seed, diverged }) => [seed, diverged])).toEqual([
      [3, []],
      [4, ['none', 'input-feature', 'open']],
    ]);
    expect(new Set(points.map(String))).toEqual(new Set(['3,0', '4,3']));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(total);
  });
});
