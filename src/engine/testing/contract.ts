/** What the engine interface promises, for the tests of every engine. */
import { describe, expect, it } from 'vitest';
import { curesOf } from '../../model/cures.ts';
import { rateAt, workerOf } from '../../model/draws.ts';
import { blockOf, parameterLayout, rateFactor } from '../../model/layout.ts';
import { SpecError, type OptimizerKind } from '../../model/spec.ts';
import {
  HISTOGRAM_BINS,
  stateLength,
  type CreateEngine,
  type Detail,
  type Engine,
  type EngineData,
  type EvaluateOptions,
} from '../types.ts';
import { curedPromises } from './cured.ts';
import { tensorCount } from '../tfjs/testing.ts';
import { oracleForward, oracleGradient } from './oracle.ts';
import { expertsOf } from '../../model/visible.ts';
import { offTheKinks, randomData, smallPopulation, type Variant } from './populations.ts';
import { shellPromises } from './shell.ts';

const OPTIMIZERS: OptimizerKind[] = ['sgd', 'adagrad', 'adam'];
const data = [randomData(1, 4, 'half'), randomData(2, 4)];
/** Three replicas that differ in all that replicas may differ in. */
const THREE = [
  { workers: 3, gateDropout: 0.4, l2: 0.01 },
  { workers: 1, data: 1, seeds: { init: 4, dropout: 5, batch: 6 }, learningRate: 0.02 },
  { workers: 2, positionDropout: 0.6, tableRate: 3, gateRate: 0.5, taskWeights: [1, 0, 2, 1] },
];

const parametersOf = async (engine: Engine): Promise<Float32Array[]> =>
  (await engine.evaluate({ full: true })).replicas.map((replica) => replica.full?.parameters ?? new Float32Array(0));

/** The engine's first replica at given parameters. */
async function at(engine: Engine, step: number, parameters: Float32Array): Promise<void> {
  const { state } = await engine.checkpoint();
  state.set(parameters);
  await engine.restore({ step, state });
}

/**
 * Describes the promises of one engine; its backend must be set before the tests run.
 * @param tolerance - how far a replica's parameters may depend on who else is in the population
 * @param structures - the structures on which answers are compared with the equations
 */
export function describeEngine(
  name: string,
  create: CreateEngine,
  tolerance: number,
  structures: readonly Variant[],
): void {
  describe(`${name} engine`, () => {
    promises(create, tolerance, structures);
    shellPromises(create);
    curedPromises(create);
  });
}

function promises(create: CreateEngine, tolerance: number, structures: readonly Variant[]): void {
  it.each(OPTIMIZERS)('%s: the same seeds give the same numbers again', async (optimizer) => {
    const population = smallPopulation({ training: { optimizer }, replicas: THREE });
    const [first, again] = [await create(population, data), await create(population, data)];
    await first.train(20);
    for (let i = 0; i < 20; i++) await again.train(1);
    expect(await again.checkpoint()).toEqual(await first.checkpoint());
    expect(first.step).toBe(20);
  });

  it.each(OPTIMIZERS)('%s: a restored checkpoint goes on to the last digit', async (optimizer) => {
    const population = smallPopulation({ training: { optimizer }, replicas: THREE });
    const engine = await create(population, data);
    await engine.train(13);
    const saved = await engine.checkpoint();
    const copy = { step: saved.step, state: saved.state.slice() };
    await engine.train(12);
    expect(saved).toEqual(copy);
    const other = await create(population, data);
    await other.train(3);
    await other.restore(saved);
    expect(other.step).toBe(13);
    await other.train(12);
    const end = await engine.checkpoint();
    expect(await other.checkpoint()).toEqual(end);
    expect(end.state).not.toEqual(saved.state);
    expect(end.state).toHaveLength(3 * stateLength(population, parameterLayout(population.model).length));
  });

  it('refuses a state of another length and keeps its own', async () => {
    const engine = await create(smallPopulation(), data);
    await engine.train(2);
    const before = await engine.checkpoint();
    await expect(engine.restore({ step: 9, state: new Float32Array(7) })).rejects.toThrow('7 numbers');
    expect(await engine.checkpoint()).toEqual(before);
  });

  it('replicas do not touch each other', async () => {
    const together = await create(smallPopulation({ replicas: THREE }), data);
    await together.train(25);
    const all = await parametersOf(together);
    for (const [r, replica] of THREE.entries()) {
      const alone = await create(smallPopulation({ replicas: [replica] }), data);
      await alone.train(25);
      const [own] = await parametersOf(alone);
      const worst = own.reduce((most, value, i) => Math.max(most, Math.abs(value - all[r][i])), 0);
      expect(worst).toBeLessThanOrEqual(tolerance);
    }
  });

  it('labels that were not observed do not matter', async () => {
    const changed = (log: EngineData['train']): EngineData['train'] => ({
      ...log,
      labels: log.labels.map((value, i) => (log.observed[i] === 0 ? 1e6 : value)),
    });
    const other = data.map(({ train, heldOut }) => ({ train: changed(train), heldOut: changed(heldOut) }));
    const [one, two] = [await create(smallPopulation(), data), await create(smallPopulation(), other)];
    await one.train(10);
    await two.train(10);
    expect(await two.checkpoint()).toEqual(await one.checkpoint());
    expect(await two.evaluate({ full: true })).toEqual(await one.evaluate({ full: true }));
  });

  it('a task that is not there trains nothing, has no loss, and whatever its kind the others learn the same', async () => {
    const never = (log: EngineData['train']): EngineData['train'] => {
      const observed = log.observed.map((seen, i) => (i % 4 === 3 ? 0 : seen));
      return { ...log, observed, labels: log.labels.map((label, i) => (i % 4 === 3 ? NaN : label)) };
    };
    const logs = data.map(({ train, heldOut }) => ({ train: never(train), heldOut: never(heldOut) }));
    const states = await Promise.all(
      (['regression', 'binary'] as const).map(async (kind) => {
        const population = smallPopulation({
          model: { kinds: ['binary', 'regression', 'binary', kind] },
          training: { optimizer: 'adam' },
          replicas: [{ taskWeights: [1, 0.5, 2, 0], workers: 2 }],
        });
        const engine = await create(population, logs);
        const layout = parameterLayout(population.model);
        const own = (vector: Float32Array): number[] =>
          (['gates/w', 'gates/b', 'towers/w', 'towers/b'] as const).flatMap((name) => {
            const block = Array.from(blockOf(layout, vector, name));
            return block.slice((block.length / 4) * 3);
          });
        const [before] = await parametersOf(engine);
        expect(own(await engine.gradient()).every((slope) => slope === 0)).toBe(true);
        await engine.train(12);
        const [measured] = (await engine.evaluate({ full: true })).replicas;
        expect(own(measured.full!.parameters)).toEqual(own(before));
        expect(measured.full!.parameters).not.toEqual(before);
        expect(Array.from(measured.loss, Number.isNaN)).toEqual([false, false, false, true]);
        expect(measured.finite).toBe(true);
        return (await engine.checkpoint()).state;
      }),
    );
    expect(states[1]).toEqual(states[0]);
  });

  it.each(OPTIMIZERS)('%s: a step is the formula, with decay, factors and workers', async (optimizer) => {
    const population = smallPopulation({
      training: { optimizer, steps: 10, decayTo: 0.2 },
      replicas: [{ workers: 3, l2: 0.01, tableRate: 3, gateRate: 0.5 }],
    });
    const replica = population.replicas[0];
    const layout = parameterLayout(population.model);
    const engine = await create(population, data);
    // A synchronous twin gives the gradient at any parameters and step.
    const twin = await create({ ...population, replicas: [{ ...replica, workers: 1 }] }, data);
    const theta = Float64Array.from((await parametersOf(engine))[0]);
    const snapshots = [0, 1, 2].map(() => Float32Array.from(theta));
    const first = new Float64Array(layout.length).fill(optimizer === 'adagrad' ? 0.1 : 0);
    const second = new Float64Array(layout.length);
    for (let step = 0; step < 12; step++) {
      const worker = workerOf(replica.seeds.batch, step, 3);
      await at(twin, step, snapshots[worker]);
      const gradient = await twin.gradient();
      for (const { name, offset, size } of layout.list) {
        const rate = rateAt(replica.learningRate, 0.2, step, 10) * rateFactor(name, replica);
        for (let i = offset; i < offset + size; i++) {
          const g = gradient[i];
          let move = g;
          if (optimizer === 'adagrad') move = g / (Math.sqrt((first[i] += g * g)) + 1e-7);
          if (optimizer === 'adam') {
            first[i] = 0.9 * first[i] + 0.1 * g;
            second[i] = 0.999 * second[i] + 0.001 * g * g;
            move = first[i] / (1 - 0.9 ** (step + 1)) / (Math.sqrt(second[i] / (1 - 0.999 ** (step + 1))) + 1e-8);
          }
          theta[i] -= rate * move;
        }
      }
      snapshots[worker].set(theta);
    }
    await engine.train(12);
    const [end] = await parametersOf(engine);
    const worst = end.reduce((most, value, i) => Math.max(most, Math.abs(value - theta[i])), 0);
    expect(worst).toBeLessThan(2e-5);
  });

  it.each([0.5, 0.99, 1])(
    'gate dropout %f, also where it would drop every expert, renormalises the rest',
    async (gateDropout) => {
      const population = smallPopulation({ training: { batch: 10 }, replicas: [{ gateDropout, gateInitScale: 3 }] });
      const engine = await create(population, data);
      await engine.restore({ step: 0, state: offTheKinks((await engine.checkpoint()).state) });
      const gradient = await engine.gradient();
      const truth = oracleGradient(population, data, 0, 0, Float64Array.from((await parametersOf(engine))[0]));
      gradient.forEach((value, i) => expect(value).toBeCloseTo(truth[i], 5));
      // With one expert kept, its weight is 1 whatever the logits: no gradient reaches a gate. (At 0.99 a second one is kept now and then.)
      const gate = blockOf(parameterLayout(population.model), gradient, 'gates/w');
      if (gateDropout !== 0.99) expect(gate.some((value) => value !== 0)).toBe(gateDropout < 1);
    },
  );

  const asked: EvaluateOptions[] = [{}, { position: 'missing' }, { position: 4 }, { withoutExpert: 1 }];
  it.each([...structures])('answers as the equations do: $name', async ({ population, data: own }) => {
    const engine = await create(population, own);
    await engine.train(4);
    for (const options of asked) {
      if (options.withoutExpert !== undefined && population.model.experts === 1) continue;
      const { step, replicas } = await engine.evaluate({ ...options, replicas: [1, 0], full: true });
      expect(step).toBe(4);
      expect(replicas.map(({ replica }) => replica)).toEqual([1, 0]);
      for (const { replica, full, utilization, histogram, entropy } of replicas) {
        if (!full) throw new Error('no full answer');
        const log = own[population.replicas[replica].data].heldOut;
        const { experts } = population.model;
        const p = Float64Array.from(full.parameters);
        for (let row = 0; row < log.rows; row++) {
          const position =
            options.position === 'missing'
              ? 0
              : typeof options.position === 'number'
                ? options.position
                : log.position[row];
          const x = Array.from(log.features.subarray(row * log.featureCount, (row + 1) * log.featureCount));
          const kept = (g: number, e: number): boolean => {
            const own = expertsOf(population.model, g);
            // A gate that has no other expert keeps the one that is left out.
            return own.includes(e) && (e !== options.withoutExpert || own.length === 1);
          };
          const cures = curesOf(population.replicas[replica]);
          const truth = oracleForward(population, p, x, log.device[row], position, { kept, cures, step });
          truth.outputs.forEach((value, k) => {
            expect(full.predictions[row * 4 + k]).toBeCloseTo(value, 4);
            const gates = Array.from(full.gates.subarray((row * 4 + k) * experts, (row * 4 + k + 1) * experts));
            const wanted = truth.gates.length === 0 ? [1] : truth.gates[truth.gates.length === 1 ? 0 : k].weights;
            wanted.forEach((weight, e) => expect(gates[e]).toBeCloseTo(weight, 5));
            expect(gates.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
          });
        }
        for (let k = 0; k < 4; k++) {
          expect(
            utilization.subarray(k * experts, (k + 1) * experts).reduce((sum, weight) => sum + weight, 0),
          ).toBeCloseTo(1, 6);
          expect(entropy[k]).toBeLessThanOrEqual(Math.log(experts) + 1e-6);
        }
        expect(histogram).toHaveLength(4 * experts * HISTOGRAM_BINS);
        expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(4 * experts * log.rows);
      }
    }
    expect((await engine.evaluate()).replicas[0].full).toBeUndefined();
  });

  it('reads back the details that are asked for, and no others', async () => {
    const engine = await create(smallPopulation({ replicas: THREE }), data);
    await engine.train(2);
    const all = (await engine.evaluate({ full: true })).replicas;
    const averages = (await engine.evaluate()).replicas;
    for (const asked of [['predictions'], ['gates'], ['parameters'], ['parameters', 'predictions'], []] as Detail[][]) {
      const { replicas } = await engine.evaluate({ full: asked });
      replicas.forEach(({ full, ...rest }, r) => {
        expect(rest, String(asked)).toEqual(averages[r]);
        if (asked.length === 0) {
          expect(full).toBeUndefined();
          return;
        }
        for (const detail of ['predictions', 'gates', 'parameters'] as const)
          expect(full![detail], `${String(asked)}: ${detail}`).toEqual(
            asked.includes(detail) ? all[r].full![detail] : new Float32Array(0),
          );
      });
    }
    engine.dispose();
  });

  it('notices a dead expert and a parameter that is not finite', async () => {
    const population = smallPopulation();
    const engine = await create(population, data);
    const layout = parameterLayout(population.model);
    const [parameters] = await parametersOf(engine);
    blockOf(layout, parameters, 'experts/b').fill(-100, 3, 6);
    await at(engine, 0, parameters);
    const [measured] = (await engine.evaluate()).replicas;
    expect(Array.from(measured.dead)).toEqual([0, 1, 0]);
    expect(measured.finite).toBe(true);
    blockOf(layout, parameters, 'towers/b')[2] = NaN;
    await at(engine, 0, parameters);
    expect((await engine.evaluate()).replicas[0].finite).toBe(false);
  });

  it('reports divergence instead of failing', async () => {
    const engine = await create(
      smallPopulation({ training: { optimizer: 'sgd' }, replicas: [{ learningRate: 1e6 }] }),
      data,
    );
    await engine.train(30);
    expect((await engine.evaluate()).replicas[0].finite).toBe(false);
  });

  it('experts that start equal under equal gates stay equal', async () => {
    const population = smallPopulation({ replicas: [{ identicalExperts: true, gateInitScale: 0, l2: 0.01 }] });
    const engine = await create(population, data);
    await engine.train(30);
    const block = blockOf(parameterLayout(population.model), (await parametersOf(engine))[0], 'experts/w');
    const size = block.length / 3;
    for (let i = size; i < block.length; i++) expect(block[i]).toBeCloseTo(block[i % size], 6);
  });

  it('new rates apply at once; what was fixed at creation cannot change', async () => {
    const population = smallPopulation({ replicas: [{ l2: 0.1 }] });
    const [replica] = population.replicas;
    const engine = await create(population, data);
    await engine.train(3);
    const before = await parametersOf(engine);
    const withDecay = await engine.gradient();
    engine.setReplicas([{ ...replica, learningRate: 0, l2: 0 }]);
    expect(await engine.gradient()).not.toEqual(withDecay);
    await engine.train(3);
    expect(await parametersOf(engine)).toEqual(before);
    expect(engine.population.replicas[0].learningRate).toBe(0);
    expect(() => engine.setReplicas([{ ...replica, workers: 4 }])).toThrow('replicas[0].workers');
    expect(() => engine.setReplicas([])).toThrow(SpecError);
  });

  it('rejects what it cannot train or measure, naming it', async () => {
    await expect(create(smallPopulation({ model: { features: 3 } }), data)).rejects.toThrow(
      'data[0].featureCount must be 3',
    );
    await expect(create(smallPopulation({ replicas: [{ data: 2 }] }), data)).rejects.toThrow('replicas[0].data');
    const engine = await create(smallPopulation(), data);
    await expect(engine.evaluate({ replicas: [1] })).rejects.toThrow('evaluate.replicas');
    await expect(engine.evaluate({ position: 10 })).rejects.toThrow('evaluate.position');
    await expect(engine.evaluate({ withoutExpert: 3 })).rejects.toThrow('evaluate.withoutExpert');
    const single = await create(smallPopulation({ model: { kind: 'shared-bottom', experts: 1 } }), data);
    await expect(single.evaluate({ withoutExpert: 0 })).rejects.toThrow('left out for a model with one expert');
  });

  it('taking a gradient takes no step', async () => {
    const engine = await create(smallPopulation({ replicas: THREE }), data);
    const before = await engine.checkpoint();
    const gradient = await engine.gradient();
    expect(gradient).toHaveLength(3 * parameterLayout(engine.population.model).length);
    expect(await engine.checkpoint()).toEqual(before);
  });

  it('leaks no tensor', async () => {
    const before = tensorCount();
    const engine = await create(smallPopulation({ training: { optimizer: 'adam' }, replicas: THREE }), data);
    const held = tensorCount();
    await engine.train(3);
    const saved = await engine.checkpoint();
    await Promise.all([engine.evaluate({ full: true }), engine.gradient(), engine.train(2), engine.settle()]);
    await engine.restore(saved);
    engine.setReplicas(engine.population.replicas);
    expect(tensorCount()).toBe(held);
    engine.dispose();
    expect(tensorCount()).toBe(before);
  });
}
