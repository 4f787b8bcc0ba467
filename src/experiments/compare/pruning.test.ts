import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { blockOf, parameterLayout } from '../../model/layout.ts';
import { populationOf } from '../../run/runSpec.ts';
import { createWorld } from '../../world/world.ts';
import { mostUsed, prunedParameters, prunedState } from './pruning.ts';
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

  it('are the first of those that are used alike', () => {
    expect(mostUsed([[0.2, 0.2, 0.2, 0.2, 0.2]], 3)).toEqual([0, 1, 2]);
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

describe('what a pruned training goes on from', () => {
  it('has moments in the places of the parameters that they belong to', () => {
    const model = { ...populationOf(compareRun({ cosine: 0, sines: 1, steps: 1 })).model, experts: 3, expertUnits: 2 };
    const { length } = parameterLayout(model);
    // Parameter i has moments 1000 + i and 2000 + i.
    const state = Float32Array.from({ length: 3 * length }, (_, at) => 1000 * Math.floor(at / length) + (at % length));
    const pruned = prunedState(model, state, [0, 2]);
    const small = parameterLayout({ ...model, experts: 2 }).length;
    expect(pruned).toHaveLength(3 * small);
    const parameters = pruned.subarray(0, small);
    expect(parameters).toEqual(prunedParameters(model, state.subarray(0, length), [0, 2]));
    // Of each task its first and third gate bias.
    const [before] = blockOf(parameterLayout(model), state, 'gates/b');
    expect([...blockOf(parameterLayout({ ...model, experts: 2 }), parameters, 'gates/b')]).toEqual(
      [0, 2, 3, 5, 6, 8, 9, 11].map((place) => before + place),
    );
    for (const name of ['experts/w', 'gates/b', 'towers/w'] as const) {
      const [own, first, second] = [0, 1, 2].map((b) =>
        Array.from(
          blockOf(parameterLayout({ ...model, experts: 2 }), pruned.subarray(b * small, (b + 1) * small), name),
        ),
      );
      expect(first).toEqual(own.map((x) => x + 1000));
      expect(second).toEqual(own.map((x) => x + 2000));
    }
  });
});
