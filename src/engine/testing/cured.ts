/** What the engine interface promises of replicas with cures. */
import { expect, it } from 'vitest';
import { curesOf, type Cures } from '../../model/cures.ts';
import { batchRow, gateMask, gateNoise, positionDropped, workerOf } from '../../model/draws.ts';
import { parameterLayout, type BlockName } from '../../model/layout.ts';
import { gateSets, type PopulationSpec, type ReplicaSpec } from '../../model/spec.ts';
import { stateLength, type CreateEngine, type EngineData } from '../types.ts';
import { oracleForward } from './oracle.ts';
import { randomData, smallPopulation } from './populations.ts';

const data = [randomData(1, 4, 'half'), randomData(2, 4)];
const BALANCED: Partial<Cures> = { lossFree: 0.03, importance: 0.3, switchLoss: 0.2 };

/** A population of replicas with these cures. */
const cured = (
  cures: readonly Partial<Cures>[],
  replica: Partial<ReplicaSpec> = {},
  training: Partial<PopulationSpec['training']> = {},
): PopulationSpec =>
  smallPopulation({
    model: { balance: true },
    training,
    replicas: cures.map((own, r) => ({ ...replica, data: r % 2, cures: own })),
  });

/** Vectors of one replica's state, [parameters, moments, snapshots], cut to a block. */
function blockIn(population: PopulationSpec, state: Float32Array, r: number, name: BlockName): Float32Array[] {
  const { length, blocks } = parameterLayout(population.model);
  const { offset, size } = blocks[name]!;
  const all = stateLength(population, length);
  return Array.from({ length: all / length }, (_, i) => {
    const from = r * all + i * length + offset;
    return state.slice(from, from + size);
  });
}

/** [G × E] mean weights of a replica's batch at `p`, and how often each is the largest, by the equations. */
function sharesOf(population: PopulationSpec, log: EngineData['train'], p: Float64Array, step: number) {
  const { model, training, replicas } = population;
  const [replica] = replicas;
  const { seeds } = replica;
  const sets = gateSets(model);
  const mean = new Float64Array(sets.length * model.experts);
  const top = new Float64Array(mean.length);
  const mask = new Uint8Array(mean.length);
  for (let j = 0; j < training.batch; j++) {
    const row = batchRow(seeds.batch, step, j, log.rows, training.batch);
    const x = Array.from(log.features.subarray(row * model.features, (row + 1) * model.features));
    gateMask(seeds.dropout, step, j, replica.gateDropout, sets, model.experts, mask);
    const missing = positionDropped(seeds.dropout, step, j, replica.positionDropout);
    const { gates } = oracleForward(population, p, x, log.device[row], missing ? 0 : log.position[row], {
      kept: (g, e) => mask[g * model.experts + e] === 1,
      noise: (g, e) => gateNoise(seeds.dropout, step, j, g, e),
      cures: curesOf(replica),
      step,
    });
    gates.forEach(({ weights }, g) => {
      weights.forEach((weight, e) => (mean[g * model.experts + e] += weight / training.batch));
      top[g * model.experts + weights.indexOf(Math.max(...weights))] += 1 / training.batch;
    });
  }
  return { mean, top };
}

const expectClose = (actual: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  Array.from(wanted).forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 5));
};

/** Part of the contract: state that is not trained by gradients, what is fixed at creation, what acts in an evaluation. */
export function curedPromises(create: CreateEngine): void {
  it('a worker pushes its batch’s mean weights and largest shares, and moves the biases by them', async () => {
    const cures = { ...BALANCED, noise: 1, temperature: 2, cap: 3 };
    const population = cured([cures], { workers: 2, gateDropout: 0.3, l2: 0.1 }, { optimizer: 'adam' });
    const engine = await create(population, data);
    await engine.train(7);
    const before = (await engine.checkpoint()).state;
    const { length, blocks } = parameterLayout(population.model);
    // Moments that nothing has made, so that whoever changes them is seen.
    for (const { offset, size } of [blocks['gates/balance']!, blocks['gates/mean']!, blocks['gates/top']!])
      for (const from of [length + offset, 2 * length + offset]) before.fill(0.5, from, from + size);
    await engine.restore({ step: 7, state: before });
    await engine.train(1);
    const { state } = await engine.checkpoint();
    const worker = workerOf(population.replicas[0].seeds.batch, 7, 2);
    // The gradient is computed at the worker's snapshot: behind parameters and two moments.
    const held = Float64Array.from(before.subarray((3 + worker) * length, (4 + worker) * length));
    const { mean, top } = sharesOf(population, data[0].train, held, 7);
    const was = (name: BlockName): Float32Array[] => blockIn(population, before, 0, name);
    const is = (name: BlockName): Float32Array[] => blockIn(population, state, 0, name);
    const bias = was('gates/balance')[0].map((value, i) => value - 0.03 * Math.sign(mean[i] - 1 / 3));
    for (const [name, wanted] of [
      ['gates/mean', mean],
      ['gates/top', top],
      ['gates/balance', bias],
    ] as const) {
      expectClose(is(name)[0], wanted);
      expectClose(is(name)[3 + worker], wanted);
      // Moments, and what the other worker holds, stay.
      for (const i of [1, 2, 4 - worker]) expect(is(name)[i]).toEqual(was(name)[i]);
    }
  });

  it('what a cure does not need of a batch is not kept', async () => {
    const population = cured([{ lossFree: 0.03 }, { importance: 0.3 }, { switchLoss: 0.3 }, {}]);
    const engine = await create(population, data);
    const before = (await engine.checkpoint()).state;
    await engine.train(4);
    const { state } = await engine.checkpoint();
    const changed = (['gates/balance', 'gates/mean', 'gates/top'] as const).map((name) =>
      population.replicas.map((_, r) => {
        const [was, is] = [before, state].map((of) => blockIn(population, of, r, name)[0]);
        return is.some((value, i) => value !== was[i]);
      }),
    );
    expect(changed).toEqual([
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, false],
    ]);
  });

  it('a gate that is even is pushed nowhere, whatever rounding makes of its mean; of equal weights the first is the largest', async () => {
    // Twenty-three thirds, added up and divided by 23, are not a third: neither in single nor in double precision.
    const population = cured([{ lossFree: 0.03, switchLoss: 0.1 }], { gateInitScale: 0 }, { batch: 23 });
    const engine = await create(population, data);
    await engine.train(1);
    const { state } = await engine.checkpoint();
    expect(blockIn(population, state, 0, 'gates/balance')[0].every((value) => value === 0)).toBe(true);
    expectClose(blockIn(population, state, 0, 'gates/top')[0], [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
  });

  it('a restored checkpoint goes on to the last digit with all that cures keep', async () => {
    const population = cured(
      [{ ...BALANCED, noise: 0.5, temperature: 3, annealing: 0.5, stalenessAware: true, warmUp: 20 }, { clip: 0.1 }],
      { workers: 3, gateDropout: 0.4 },
      { optimizer: 'adam' },
    );
    const engine = await create(population, data);
    await engine.train(9);
    const saved = await engine.checkpoint();
    const rest = engine.train(8);
    const other = await create(population, data);
    await other.restore(saved);
    await rest;
    await other.train(8);
    expect(await other.checkpoint()).toEqual(await engine.checkpoint());
    expect(blockIn(population, saved.state, 0, 'gates/balance')[0].some((value) => value !== 0)).toBe(true);
  });

  it('cures are those of creation, whatever new rates name', async () => {
    const population = cured([{ ...BALANCED, expertActivation: 'swish' }, {}, { clip: 0.2 }]);
    const bare = {
      ...population,
      replicas: population.replicas.map((replica, r) => (r === 1 ? { ...replica, cures: undefined } : replica)),
    };
    const [engine, twin] = [await create(bare, data), await create(bare, data)];
    engine.setReplicas(bare.replicas.map((replica) => ({ ...replica, cures: { entropy: 3, clip: 0.01 } })));
    expect(engine.population.replicas.map(curesOf)).toEqual(population.replicas.map(curesOf));
    await engine.train(5);
    await twin.train(5);
    expect(await engine.checkpoint()).toEqual(await twin.checkpoint());
  });

  it('an annealed gate is measured at the temperature of the steps done', async () => {
    const population = cured([{ temperature: 4, annealing: 0.5 }, {}], { gateInitScale: 3 }, { steps: 40 });
    population.replicas[1].data = 0;
    const engine = await create(population, data);
    const { state } = await engine.checkpoint();
    const entropyAt = async (step: number): Promise<number[]> => {
      await engine.restore({ step, state });
      return (await engine.evaluate()).replicas.map(({ entropy }) => entropy[0]);
    };
    const [start, half, end] = [await entropyAt(0), await entropyAt(10), await entropyAt(20)];
    expect(start[0]).toBeGreaterThan(half[0]);
    expect(half[0]).toBeGreaterThan(end[0] + 0.01);
    expect(end[0]).toBeCloseTo(end[1], 6);
    expect(start[1]).toBeCloseTo(end[1], 6);
  });

  it('a clipped step is as long as its rate allows, over what is trained, and only where it was longer', async () => {
    const population = cured(
      [
        { clip: 0.1, warmUp: 10 },
        { clip: 1e4, warmUp: 10 },
      ],
      { l2: 0.1 },
      { optimizer: 'sgd', decayTo: 1 },
    );
    const engine = await create(population, data);
    const { state } = await engine.checkpoint();
    await engine.restore({ step: 4, state });
    const gradient = await engine.gradient();
    await engine.train(1);
    const after = (await engine.checkpoint()).state;
    const { length } = parameterLayout(population.model);
    const norms = [0, 1].map((r) => Math.hypot(...gradient.subarray(r * length, (r + 1) * length)));
    expect(norms[0]).toBeGreaterThan(0.2);
    // Half the rate at the fifth of ten steps of warm-up.
    const rate = population.replicas[0].learningRate / 2;
    [0.1 / norms[0], 1].forEach((scale, r) => {
      const moved = Array.from({ length }, (_, i) => state[r * length + i] - after[r * length + i]);
      expectClose(
        moved,
        gradient.subarray(r * length, (r + 1) * length).map((g) => rate * scale * g),
      );
    });
  });

  it('an expert dies of ReLU alone', async () => {
    const population = cured([{}, { expertActivation: 'leaky' }, { expertActivation: 'swish' }]);
    const engine = await create(population, data);
    const { state } = await engine.checkpoint();
    const { blocks, length } = parameterLayout(population.model);
    for (let r = 0; r < 3; r++) {
      const from = r * length * (state.length / 3 / length) + blocks['experts/b']!.offset;
      // Deep under 0, not so deep that Swish is 0 in single precision.
      state.fill(-30, from + 3, from + 6);
    }
    await engine.restore({ step: 0, state });
    const { replicas } = await engine.evaluate();
    expect(replicas.map(({ dead }) => Array.from(dead))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('a replica without cures among cured ones is what it is without them', async () => {
    const mixed = cured([
      { ...BALANCED, sharedActivation: 'swish', layerNorm: true, gateKind: 'sigmoid', switchLoss: 0 },
      {},
    ]);
    const alone = {
      ...mixed,
      model: { ...mixed.model, balance: undefined },
      replicas: [{ ...mixed.replicas[1], cures: undefined }],
    };
    const [engine, plain] = [await create(mixed, data), await create(alone, data)];
    await engine.train(10);
    await plain.train(10);
    const [own] = (await plain.evaluate({ full: true })).replicas;
    const [, among] = (await engine.evaluate({ full: true })).replicas;
    expectClose(among.full!.parameters, own.full!.parameters);
    expectClose(among.loss, own.loss);
  });
}
