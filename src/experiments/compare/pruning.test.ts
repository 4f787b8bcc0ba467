import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { populationOf } from '../../run/runSpec.ts';
import { createWorld } from '../../world/world.ts';
import { mostUsed, prunedParameters } from './pruning.ts';
import { compareRun } from './spec.ts';

describe('the experts kept', () => {
  it('are those most used over all tasks, in their own order', () => {
    const utilization = [
      [0.1, 0.55, 0.15, 0.2],
      [0.4, 0.1, 0.1, 0.4],
    ];
    // Sums 0.5, 0.65, 0.25, 0.6.
    expect([1, 2, 3, 4].map((keep) => mostUsed(utilization, keep))).toEqual([[1], [1, 3], [0, 1, 3], [0, 1, 2, 3]]);
  });
});

describe('a pruned model', () => {
  const run = compareRun({ cosine: 0, sines: 1, steps: 30 });
  const world = createWorld({ ...run.world, impressions: 200, heldOut: 40 }, 3);
  const wide = { ...run, model: { ...run.model, experts: 4, expertUnits: 3 } };

  it('answers as the whole one does with an expert’s weight set to 0 and the rest renormalised', async () => {
    const population = { ...populationOf(wide), replicas: populationOf(wide).replicas.slice(0, 1) };
    const teacher = await createScalarEngine(population, [world]);
    await teacher.train(30);
    const [{ full }] = (await teacher.evaluate({ full: true })).replicas;
    const model = { ...population.model, experts: 3 };
    const student = await createScalarEngine({ ...population, model }, [world]);
    for (const out of [0, 2, 3]) {
      const kept = [0, 1, 2, 3].filter((e) => e !== out);
      const state = new Float32Array((await student.checkpoint()).state.length);
      state.set(prunedParameters(population.model, full!.parameters, kept));
      await student.restore({ step: 0, state });
      const [ablated] = (await teacher.evaluate({ full: true, withoutExpert: out })).replicas;
      const [pruned] = (await student.evaluate({ full: true })).replicas;
      pruned.full!.predictions.forEach((value, i) => expect(value).toBeCloseTo(ablated.full!.predictions[i], 4));
      expect(pruned.full!.predictions).not.toEqual(full!.predictions);
    }
  });
});
