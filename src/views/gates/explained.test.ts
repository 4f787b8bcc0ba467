import { describe, expect, it, vi } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { openStructures } from '../../engine/structures.ts';
import { defaultRun, populationOf, type RunSpec } from '../../run/runSpec.ts';
import type { ArmView, Frame, Opened } from '../../session/protocol.ts';
import { firstRows } from '../../world/rows.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { createWorld } from '../../world/world.ts';
import { feed, useLab } from '../store.ts';
import { explained, sampleGates } from './explained.ts';

const usual = defaultRun();
const run: RunSpec = {
  ...usual,
  world: { ...usual.world, impressions: 900, heldOut: 90 },
  model: { ...usual.model, sharedUnits: 6, experts: 4, expertUnits: 4 },
  training: {
    ...usual.training,
    steps: 20,
    batch: 8,
    cures: {
      ...usual.training.cures,
      // The second model's gates may not use all experts.
      sharing: 'groups',
      sharedActivation: 'leaky',
      expertActivation: 'swish',
      layerNorm: true,
      gateKind: 'sigmoid',
      temperature: 4,
      annealing: 0.5,
      cap: 1,
      lossFree: 0.1,
    },
  },
};

describe('the impression that is followed', () => {
  it.each([0, 1])('goes through model %i with the cures that it has, at its temperature', async (arm) => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const world = createWorld(run.world, run.seeds.data);
    const engine = await openStructures(populationOf(run), (part) => createScalarEngine(part, [world]));
    await engine.train(5);
    const { step, replicas } = await engine.evaluate({ full: true });
    engine.dispose();
    const samples = firstRows(world.heldOut, 54);
    useLab.setState(({ state }) => ({
      state: { ...state, view: { ...state.view, arm } },
      opened: { run, samples } as Partial<Opened> as Opened,
    }));
    const arms = replicas.map(({ full }) => ({ parameters: full!.parameters }) as ArmView);
    feed.push({ step, steps: 20, stepsPerSecond: 0, arms } satisfies Frame, [], true);
    const { predictions, gates } = replicas[arm].full!;
    const row = 10; // the one that the chapter begins with
    const close = (values: ArrayLike<number>): number[] =>
      Array.from(values, (value) => expect.closeTo(value, 4) as number);
    expect([...explained()!.output]).toEqual(close(predictions.subarray(row * TASK_COUNT, (row + 1) * TASK_COUNT)));
    expect([...sampleGates()!]).toEqual(close(gates.subarray(0, 54 * TASK_COUNT * 4)));
  });
});
