import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { regimeRun } from '../run/regimes.ts';
import { modelOf, populationOf, type RunSpec } from '../run/runSpec.ts';
import { createWorld } from '../world/world.ts';
import { TASK_COUNT } from '../world/spec.ts';
import { explain, impressionAt, softmax } from '../model/explain.ts';

const base = regimeRun('default');
const small: RunSpec = { ...base, world: { ...base.world, impressions: 900, heldOut: 90 } };
const withModel = (model: Partial<RunSpec['model']>): RunSpec => ({ ...small, model: { ...small.model, ...model } });

const VARIANTS: [string, RunSpec][] = [
  ['the default model', small],
  ['towers with a hidden layer', withModel({ towerUnits: 5 })],
  ['no shared layer', withModel({ sharedUnits: 0 })],
  ['one gate', withModel({ kind: 'omoe' })],
  ['shared-bottom', withModel({ kind: 'shared-bottom' })],
  ['the position as an input', withModel({ biasHandling: 'input-feature' })],
  ['adversarial', withModel({ biasHandling: 'adversarial', experts: 3, expertUnits: 5 })],
];

describe('one impression explained', () => {
  it.each(VARIANTS)('%s: agrees with the scalar engine after training', async (_, run) => {
    const world = createWorld(run.world, run.seeds.data);
    const engine = await createScalarEngine(populationOf(run), [world]);
    await engine.train(30);
    const model = modelOf(run);
    const [logged] = (await engine.evaluate({ full: true, replicas: [1] })).replicas;
    const [missing] = (await engine.evaluate({ full: true, replicas: [1], position: 'missing' })).replicas;
    if (!logged.full || !missing.full) throw new Error('asked for everything');
    for (const row of [0, 1, 17, 89]) {
      const got = explain(model, logged.full.parameters, impressionAt(world.heldOut, row));
      for (let k = 0; k < TASK_COUNT; k++) {
        expect(got.output[k]).toBeCloseTo(logged.full.predictions[row * TASK_COUNT + k], 5);
        for (let e = 0; e < model.experts; e++)
          expect(got.weights[k][e]).toBeCloseTo(logged.full.gates[(row * TASK_COUNT + k) * model.experts + e], 5);
      }
      expect(got.served).toBeCloseTo(missing.full.predictions[row * TASK_COUNT], 5);
    }
    engine.dispose();
  });

  it('keeps its own books: weights sum to 1, mixtures are between the experts, the shallow tower acts on the click alone', () => {
    const world = createWorld(small.world, 5);
    const model = modelOf(small);
    const parameters = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i));
    const got = explain(model, parameters, impressionAt(world.heldOut, 3));
    for (let k = 0; k < TASK_COUNT; k++) {
      expect(got.weights[k].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      got.mixed[k].forEach((value, unit) => {
        const all = got.experts.map((expert) => expert[unit]);
        expect(value).toBeGreaterThanOrEqual(Math.min(...all) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(...all) + 1e-12);
      });
      expect(got.output[k] - got.tower[k]).toBeCloseTo(k === 0 ? got.shallow : 0, 12);
    }
  });

  it('does not overflow', () => {
    expect([...softmax([1000, 1000, -1000])]).toEqual([0.5, 0.5, 0]);
  });
});
