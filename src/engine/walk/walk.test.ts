import { beforeAll, describe, expect, it } from 'vitest';
import { parameterLayout } from '../../model/layout.ts';
import { NO_CURES } from '../../model/cures.ts';
import { ADAGRAD_EPSILON, ADAM_EPSILON, type OptimizerKind, type PopulationSpec } from '../../model/spec.ts';
import { createReferenceEngine } from '../reference/engine.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import { replicaState } from '../state.ts';
import { cureVariants } from '../testing/cureVariants.ts';
import { difference } from '../testing/difference.ts';
import { offTheKinks, randomData, REPLICA, smallPopulation, variants } from '../testing/populations.ts';
import { useProcessor } from '../tfjs/testing.ts';
import { stateLength, type Checkpoint, type EngineData } from '../types.ts';
import type { ChangedParameter, StepWalk } from './types.ts';
import { walkStep } from './walk.ts';

beforeAll(async () => {
  await useProcessor('cpu');
});

/** One input straight into two experts of one unit each, one impression a batch: small enough for a pencil. */
const tiny = (optimizer: OptimizerKind, gateDropout = 0): PopulationSpec => ({
  model: {
    kind: 'mmoe',
    features: 1,
    sharedUnits: 0,
    experts: 2,
    expertUnits: 1,
    towerUnits: 0,
    biasHandling: 'shallow-tower',
  },
  training: { steps: 10, batch: 1, optimizer, decayTo: 1, mask: 'example' },
  replicas: [{ ...REPLICA, learningRate: 0.5, gateDropout, positionDropout: 0, taskWeights: [1, 0.5, 2, 1], l2: 0.1 }],
});

/** One row: x = 2 on a desktop at position 3; a click, watch time 1, no like, and a rating that nobody gave. */
const oneRow = (): EngineData => {
  const { train, heldOut } = randomData(1, 1);
  const log = {
    ...train,
    rows: 1,
    features: Float32Array.of(2),
    device: Uint8Array.of(1),
    position: Uint8Array.of(3),
    labels: Float32Array.of(1, 1, 0, NaN),
    observed: Uint8Array.of(1, 1, 1, 0),
    query: Uint32Array.of(7),
  };
  return { train: log, heldOut };
};

/** The tiny model before its first step: what is not named is 0. */
function byHand(population: PopulationSpec): Checkpoint {
  const layout = parameterLayout(population.model);
  const state = new Float32Array(stateLength(population, layout.length));
  const { parameters, first } = replicaState(population, layout, state, 0);
  const set = (name: 'experts/w' | 'gates/w' | 'towers/w' | 'towers/b' | 'shallow/table', values: number[]): void => {
    parameters.set(values, layout.blocks[name]!.offset);
  };
  set('experts/w', [1, 2]); // outputs 2 and 4
  set('gates/w', [0, 0, 0, Math.log(3) / 2, 0, 0, 0, 0]); // the second gate's logits: 0 and ln 3
  set('towers/w', [0.25, 1, 0, 1]);
  set('towers/b', [0, -2, 0, 0]);
  set(
    'shallow/table',
    Array.from({ length: 30 }, (_, row) => (row === 13 ? -0.75 : 0)),
  );
  first.fill(population.training.optimizer === 'adagrad' ? 0.1 : 0);
  return { step: 0, state };
}

describe('one step of a model of two experts, by hand', () => {
  const walk = walkStep(tiny('sgd'), [oneRow()], byHand(tiny('sgd')), 0, 0);

  it('the batch: the row, its position, its labels', () => {
    expect(walk.impression).toMatchObject({ place: 0, row: 0, query: 7, device: 1, logged: 3, position: 3 });
    expect([...walk.impression.features]).toEqual([2]);
    expect([...walk.impression.observed]).toEqual([1, 1, 1, 0]);
    expect(walk.worker).toBeNull();
  });

  it('forward: what experts and gates say', () => {
    expect(walk.forward.experts.map((units) => [...units])).toEqual([[2], [4]]);
    expect(walk.forward.logits[0]).toEqual(Float64Array.of(0, 0));
    expect(walk.forward.logits[1][1]).toBeCloseTo(Math.log(3), 6);
    expect(walk.forward.weights[0]).toEqual(Float64Array.of(0.5, 0.5));
    expect(walk.forward.weights[1][1]).toBeCloseTo(0.75, 6);
  });

  it('loss: tower, position logit, four losses and their weighted sum', () => {
    // The click reads 3, the watch time ¼·2 + ¾·4 = 3.5.
    expect(walk.loss.tower[0]).toBeCloseTo(0.75, 6);
    expect(walk.loss.shallow).toBeCloseTo(-0.75, 6);
    expect(walk.loss.output[0]).toBeCloseTo(0, 6);
    expect(walk.loss.output[1]).toBeCloseTo(1.5, 6);
    expect(walk.loss.own[0]).toBeCloseTo(Math.LN2, 6);
    expect(walk.loss.own[1]).toBeCloseTo(0.125, 6);
    expect(walk.loss.own[2]).toBeCloseTo(Math.LN2, 6);
    expect(walk.loss.own[3]).toBeNaN();
    expect(walk.loss.observed).toEqual([1, 1, 1, 0]);
    // θ² that decay: 1 + 4, (ln 3 / 2)², 0.0625 + 1 + 1, 4; the table does not.
    const squares = 5 + (Math.log(3) / 2) ** 2 + 2.0625 + 4;
    expect(walk.loss.l2).toBeCloseTo(0.05 * squares, 6);
    expect(walk.loss.total).toBeCloseTo(Math.LN2 + 0.5 * 0.125 + 2 * Math.LN2 + 0.05 * squares, 6);
  });

  it('backward: what the outputs owe, and how long gradients are', () => {
    // σ(0) − 1; ½ · (1.5 − 1); 2 · (σ(0) − 0); nobody gave a rating.
    [-0.5, 0.25, 1, 0].forEach((delta, k) => {
      expect(walk.backward.deltas[k]).toBeCloseTo(delta, 6);
    });
    const norm = (kind: string, index = 0) =>
      walk.backward.parts.find(({ part }) => part.kind === kind && part.index === index)!;
    expect(norm('shallow')).toMatchObject({ batch: 0.5, own: 0.5 });
    // The like's tower: weight 1 · 3 + 0.1 · 0, bias 1.
    expect(norm('tower', 2).batch).toBeCloseTo(Math.sqrt(10), 6);
    // The rating's alone has L2: 0.1 · 1.
    expect(norm('tower', 3).batch).toBeCloseTo(0.1, 6);
    expect(norm('tower', 3).own).toBe(0);
    // Expert 1: through click −0.5·0.25·0.5 and watch time 0.25·1·0.25; times x for the weight, to which 0.1·1 is added.
    const delta = -0.0625 + 0.0625;
    expect(norm('expert', 0).own).toBeCloseTo(Math.abs(delta), 6);
    expect(norm('expert', 0).batch).toBeCloseTo(0.1, 6);
    // Gate of the watch time: dz_2 = ¾ · (4·0.25 − (¼·2 + ¾·4)·0.25) = 0.09375, dz_1 the opposite; weights times x, and L2.
    const dz = 0.09375;
    expect(norm('gate', 1).own).toBeCloseTo(dz * Math.sqrt(2 * (1 + 4)), 6);
  });

  it('update: each optimizer’s own rule, of the parameters that change most', () => {
    const table = ({ update }: typeof walk) => update.largest.find(({ part }) => part.kind === 'shallow')!;
    expect(table(walk)).toMatchObject({
      block: 'shallow/table',
      index: [13],
      before: -0.75,
      gradient: -0.5,
      rate: 0.5,
    });
    expect(table(walk).after).toBeCloseTo(-0.5, 6);
    const adagrad = table(walkStep(tiny('adagrad'), [oneRow()], byHand(tiny('adagrad')), 0, 0));
    expect(adagrad.first).toBeCloseTo(0.35, 6); // 0.1 + 0.5²
    expect(adagrad.after).toBeCloseTo(-0.75 + 0.25 / Math.sqrt(0.35), 5);
    const adam = table(walkStep(tiny('adam'), [oneRow()], byHand(tiny('adam')), 0, 0));
    expect([adam.first, adam.second]).toEqual([expect.closeTo(-0.05, 6), expect.closeTo(0.00025, 8)]);
    // Unbiased at the first step: m / 0.1, v / 0.001.
    expect(adam.after).toBeCloseTo(-0.75 + 0.5, 5);
  });

  it('the mask: what is dropped weighs 0, the rest sums to 1, and nothing flows through it', () => {
    for (let step = 0; step < 6; step++) {
      const masked = walkStep(tiny('sgd', 0.5), [oneRow()], { ...byHand(tiny('sgd', 0.5)), step }, 0, 0);
      masked.mask.kept.forEach((kept, g) => {
        const weights = masked.mask.weights[g];
        expect(kept[0] + kept[1]).toBeGreaterThan(0);
        if (kept[0] === 1 && kept[1] === 1) expect(weights[1]).toBeCloseTo(g === 1 ? 0.75 : 0.5, 6);
        else expect([...weights]).toEqual([kept[0], kept[1]]);
      });
    }
  });
});

/** Where the rule of an optimizer takes a parameter with the numbers that are told of it. */
function movedBy(optimizer: OptimizerKind, step: number, told: ChangedParameter): number {
  const { before, gradient, first, second, rate } = told;
  if (optimizer === 'sgd') return before - rate * gradient;
  if (optimizer === 'adagrad') return before - (rate * gradient) / (Math.sqrt(first) + ADAGRAD_EPSILON);
  const [mean, square] = [first / (1 - 0.9 ** (step + 1)), second / (1 - 0.999 ** (step + 1))];
  return before - (rate * mean) / (Math.sqrt(square) + ADAM_EPSILON);
}

/** What is told of an update holds together: the rule leads there, at this step's rate, and what moved is counted. */
function expectUpdate({ step, update, loss, backward }: StepWalk, population: PopulationSpec, r: number): void {
  const layout = parameterLayout(population.model);
  for (const told of update.largest) {
    if (Number.isNaN(told.gradient)) continue;
    const moved = movedBy(update.optimizer, step, told);
    expect(Math.abs(told.after - moved), told.block).toBeLessThan(1e-5 * Math.max(1, Math.abs(told.before)));
    const factor =
      told.block === 'shallow/table'
        ? population.replicas[r].tableRate
        : told.block === 'gates/w' || told.block === 'gates/b'
          ? population.replicas[r].gateRate
          : 1;
    expect(told.rate / update.rate).toBeCloseTo(factor, 12);
    const { offset, shape } = layout.blocks[told.block]!;
    const place = told.index.reduce((sum, i, axis) => sum * shape[axis] + i, 0);
    expect(update.after[offset + place]).toBe(told.after);
  }
  expect(backward.clip).toBe(population.replicas[r].cures?.clip ?? 0);
  const tasks = loss.batch.reduce((sum, one, k) => sum + population.replicas[r].taskWeights[k] * one, 0);
  expect(loss.total).toBeCloseTo(tasks + loss.gates + loss.l2, 12);
}

describe('a step laid open is the step that engines take', () => {
  const all = [...variants(), ...cureVariants()];

  it.each(all.map((variant, index) => ({ ...variant, index })))('$name', async ({ population, data, index }) => {
    const scalar = await createScalarEngine(population, data);
    const checkpoint = { step: 7, state: offTheKinks((await scalar.checkpoint()).state).map(Math.abs) };
    const kept = checkpoint.state.slice();
    const r = index % 2;
    const walk = walkStep(population, data, checkpoint, r, index % population.training.batch);
    expect(checkpoint.state, 'the state is left as it is').toEqual(kept);
    const layout = parameterLayout(population.model);
    const taken = async (engine: typeof scalar): Promise<Float32Array> => {
      await engine.restore(checkpoint);
      await engine.train(1);
      return replicaState(population, layout, (await engine.checkpoint()).state, r).parameters;
    };
    expect(walk.update.after).toEqual(await taken(scalar));
    // Autodiff in single precision, which shares nothing with the passes but the draws.
    const reference = await createReferenceEngine(population, data);
    expect(difference(walk.update.after, await taken(reference))).toBeLessThan(1e-5);
    expectUpdate(walk, population, r);
    const { mask, forward } = walk;
    mask.weights.forEach((weights, g) => {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      const left = forward.weights[g].reduce((sum, weight, e) => sum + weight * mask.kept[g][e], 0);
      weights.forEach((weight, e) => {
        expect(weight).toBeCloseTo((forward.weights[g][e] * mask.kept[g][e]) / left, 9);
      });
    });
    reference.dispose();
  });

  it('the batch’s losses are the means of its impressions’', () => {
    const population = smallPopulation({ replicas: [{ gateDropout: 0.4, workers: 3 }] });
    const data = [randomData(4, population.model.features, 'half')];
    const n = parameterLayout(population.model).length;
    const state = new Float32Array(stateLength(population, n)).map((_, i) => 0.1 + 0.3 * Math.abs(Math.sin(i)));
    const walks = Array.from({ length: population.training.batch }, (_, place) =>
      walkStep(population, data, { step: 5, state }, 0, place),
    );
    const [first] = walks;
    for (let k = 0; k < 4; k++) {
      const own = walks.map(({ loss }) => loss.own[k]).filter((loss) => !Number.isNaN(loss));
      expect(own).toHaveLength(first.loss.observed[k]);
      expect(own.reduce((sum, loss) => sum + loss, 0) / walks.length).toBeCloseTo(first.loss.batch[k], 9);
    }
    expect(new Set(walks.map(({ impression }) => impression.row)).size).toBe(walks.length);
    expect(first.worker).toMatchObject({ count: 3 });
  });

  it('counts what moves: what nothing was learned of stays', () => {
    const population = tiny('sgd');
    const { update } = walkStep(population, [oneRow()], byHand(population), 0, 0);
    // 29 of the table's 30 cells were of no impression.
    const layout = parameterLayout(population.model);
    const { parameters: before } = replicaState(population, layout, byHand(population).state, 0);
    const moved = update.after.filter((value, i) => value !== before[i]).length;
    expect(update.changed).toBe(moved);
    expect(update.changed).toBeLessThanOrEqual(update.trained - 29);
    expect(update.trained).toBe(layout.count);
  });

  it('the rate is this step’s, and a worker is as old as its last turn is away', () => {
    const population = smallPopulation({
      training: { decayTo: 0.5, steps: 10 },
      replicas: [{ learningRate: 0.2, workers: 3, cures: { ...NO_CURES, clip: 0.25 } }],
    });
    const data = [randomData(4, population.model.features)];
    const state = new Float32Array(stateLength(population, parameterLayout(population.model).length)).fill(0.1);
    const turns: number[] = [];
    for (let step = 0; step < 10; step++) {
      const { worker, update, backward } = walkStep(population, data, { step, state }, 0, 0);
      // Linearly down to a half over ten steps.
      expect(update.rate).toBeCloseTo(0.2 * (1 - 0.05 * step), 12);
      expect(backward.clip).toBe(0.25);
      const last = turns.lastIndexOf(worker!.index);
      expect(worker!.staleness).toBe(step - 1 - last);
      turns.push(worker!.index);
    }
    expect(new Set(turns).size).toBe(3);
  });

  it('asks for a replica and a place that there are', () => {
    const population = tiny('sgd');
    expect(() => walkStep(population, [oneRow()], byHand(population), 1, 0)).toThrow('no replica 1');
    expect(() => walkStep(population, [oneRow()], byHand(population), 0, 1)).toThrow('no place 1');
  });
});
