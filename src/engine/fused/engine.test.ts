/** What only the fused engine has to promise: the device, its memory, and state shared with other engines. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { blockOf, parameterLayout } from '../../model/layout.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import { offTheKinks, randomData, randomLog, smallPopulation } from '../testing/populations.ts';
import { backend, tensorCount } from '../tfjs/testing.ts';
import { EngineLimitError } from '../types.ts';
import { createFusedEngine, createTunedEngine } from './engine.ts';
import { DeviceLostError } from './lost.ts';
import { problems, useDawn } from './testing.ts';

const data = [randomData(1, 4), randomData(2, 4)];
const ASYNC = smallPopulation({
  training: { optimizer: 'adam' },
  replicas: [
    { workers: 3, learningRate: 0.005 },
    { workers: 1, data: 1, learningRate: 0.005 },
  ],
});

let device: GPUDevice;
beforeAll(async () => {
  device = await useDawn(createDawnGpu);
});

it('tells where it runs', async () => {
  const engine = await createFusedEngine(smallPopulation(), data);
  expect(engine.info).toMatchObject({ engine: 'fused', backend: 'webgpu' });
  expect(engine.info.adapter).not.toBe('');
  engine.dispose();
  await expect(engine.train(1)).rejects.toThrow('disposed');
});

it('goes on from a scalar engine’s checkpoint, and the scalar engine from its', async () => {
  const fused = await createFusedEngine(ASYNC, data);
  const scalar = await createScalarEngine(ASYNC, data);
  const straight = await createScalarEngine(ASYNC, data);
  await straight.train(30);
  await scalar.train(10);
  await fused.restore(await scalar.checkpoint());
  await fused.train(10);
  await scalar.restore(await fused.checkpoint());
  await scalar.train(10);
  const [ours, truth] = [await scalar.checkpoint(), await straight.checkpoint()];
  const worst = ours.state.reduce((most, value, i) => Math.max(most, Math.abs(value - truth.state[i])), 0);
  expect(ours.step).toBe(30);
  expect(worst).toBeLessThan(2e-5);
  fused.dispose();
});

it('256 replicas train, each as it would alone, and are measured in groups', { tags: ['long'] }, async () => {
  const replicas = Array.from({ length: 256 }, (_, i) => ({
    workers: 1 + (i % 8),
    data: i % 2,
    seeds: { init: i, dropout: 2 * i, batch: 3 * i },
    gateDropout: 0.1,
  }));
  const all = await createFusedEngine(smallPopulation({ replicas }), data);
  await all.train(12);
  const measured = await all.evaluate({ replicas: [255, 3, 3], full: true });
  expect(measured.replicas.map(({ replica }) => replica)).toEqual([255, 3, 3]);
  expect((await all.evaluate()).replicas).toHaveLength(256);
  const alone = await createFusedEngine(smallPopulation({ replicas: [replicas[255]] }), data);
  await alone.train(12);
  const [own] = (await alone.evaluate({ full: true })).replicas;
  expect({ ...own, replica: 255 }).toEqual(measured.replicas[0]);
  all.dispose();
  alone.dispose();
});

it('measures many replicas in several groups as it does in one', { tags: ['long'], timeout: 120_000 }, async () => {
  // One record of 16 MB per replica forces groups of three.
  const large = { train: data[0].train, heldOut: randomData(5, 4).heldOut };
  const rows = 60_000;
  const repeat = <T extends Float32Array | Uint8Array | Uint32Array>(values: T, width: number): T => {
    const out = values.slice(0, 0) as T;
    const longer = new (out.constructor as new (length: number) => T)(rows * width);
    for (let i = 0; i < longer.length; i++) longer[i] = values[i % (23 * width)];
    return longer;
  };
  const { heldOut } = large;
  const log = {
    ...heldOut,
    rows,
    features: repeat(heldOut.features, 4),
    device: repeat(heldOut.device, 1),
    position: repeat(heldOut.position, 1),
    labels: repeat(heldOut.labels, 4),
    observed: repeat(heldOut.observed, 4),
  };
  const population = smallPopulation({
    replicas: Array.from({ length: 4 }, (_, i) => ({ seeds: { init: i, dropout: 1, batch: 1 } })),
  });
  const engine = await createTunedEngine(population, [{ train: large.train, heldOut: log }]);
  const together = (await engine.evaluate()).replicas;
  for (const r of [0, 3]) expect((await engine.evaluate({ replicas: [r] })).replicas[0]).toEqual(together[r]);
  const inGroups = (await engine.evaluate({ full: true })).replicas;
  expect((await engine.evaluate({ replicas: [3], full: true })).replicas[0].full).toEqual(inGroups[3].full);
  // Sums of sixty thousand numbers, against the scalar engine's in double precision.
  const scalar = await createScalarEngine({ ...population, replicas: [population.replicas[3]] }, [
    { train: large.train, heldOut: log },
  ]);
  const [truth] = (await scalar.evaluate()).replicas;
  truth.loss.forEach((loss, k) => expect(Math.abs(together[3].loss[k] / loss - 1)).toBeLessThan(3e-6));
  truth.utilization.forEach((value, i) => expect(Math.abs(together[3].utilization[i] / value - 1)).toBeLessThan(3e-6));
  expect(together[3].histogram.reduce((a, b) => a + b, 0)).toBe(4 * 3 * rows);
  engine.dispose();
});

it('sees an expert that is alive on a single example, and a bad number wherever it is', async () => {
  const population = smallPopulation({ model: { sharedUnits: 0 } });
  const layout = parameterLayout(population.model);
  // More rows than the first round of sums has chunks.
  const heldOut = randomLog(8, 100, 4);
  const engine = await createFusedEngine(population, [{ train: data[0].train, heldOut }]);
  const { state } = await engine.checkpoint();
  const { features, rows } = heldOut;
  const first = Array.from({ length: rows }, (_, row) => features[4 * row]);
  const top = first.indexOf(Math.max(...first));
  expect(top % 4).toBeLessThan(3); // not the last of its chunk
  // Expert 1: its only weight is on feature 0, and only the row where that is largest comes over the threshold.
  const [weights, biases] = [blockOf(layout, state, 'experts/w'), blockOf(layout, state, 'experts/b')];
  weights.fill(0, 12, 24);
  weights[12] = 1;
  biases.fill(-1e-3 - first[top], 3, 6);
  await engine.restore({ step: 0, state });
  expect(Array.from((await engine.evaluate()).replicas[0].dead)).toEqual([0, 1, 0]);
  biases.fill(1e-3 - first[top], 3, 6);
  await engine.restore({ step: 0, state });
  expect(Array.from((await engine.evaluate()).replicas[0].dead)).toEqual([0, 0, 0]);
  for (const { name, offset, size } of layout.list) {
    for (const i of [offset, offset + size - 1]) {
      const broken = state.slice();
      broken[i] = Infinity;
      await engine.restore({ step: 0, state: broken });
      expect((await engine.evaluate()).replicas[0].finite, `${name} ${String(i)}`).toBe(false);
    }
  }
  engine.dispose();
});

it('an expert whose units are all negative is dead, unless it leaks', async () => {
  const model = { kind: 'omoe', sharedUnits: 0 } as const;
  const cures = { expertActivation: 'leaky' } as const;
  const population = smallPopulation({ model, replicas: [{}, { cures }] });
  const layout = parameterLayout(population.model);
  const engine = await createFusedEngine(population, data);
  const { state } = await engine.checkpoint();
  for (const replica of [0, 1]) {
    const own = state.subarray((replica * state.length) / 2);
    blockOf(layout, own, 'experts/w').fill(0, 12, 24);
    blockOf(layout, own, 'experts/b').fill(-1, 3, 6);
  }
  await engine.restore({ step: 0, state });
  expect((await engine.evaluate()).replicas.map(({ dead }) => Array.from(dead))).toEqual([
    [0, 1, 0],
    [0, 0, 0],
  ]);
  engine.dispose();
});

it('a worker that pushes takes what the gates remember, whether its replica writes there or not', async () => {
  const population = smallPopulation({
    model: { kind: 'omoe', balance: true },
    training: { optimizer: 'sgd' },
    replicas: [{ workers: 3 }, { workers: 2, cures: { lossFree: 0.1, importance: 0.1, switchLoss: 0.1 } }],
  });
  const { blocks, length } = parameterLayout(population.model);
  const [fused, scalar] = [await createFusedEngine(population, data), await createScalarEngine(population, data)];
  // Snapshots that differ from the parameters and from one another, but for the first: whoever pushed last holds the parameters.
  const state = offTheKinks((await fused.checkpoint()).state);
  const vectors = state.length / 2 / length;
  for (const at of [0, vectors]) state.copyWithin((at + 1) * length, at * length, (at + 1) * length);
  for (const engine of [fused, scalar]) {
    await engine.restore({ step: 0, state });
    await engine.train(6);
  }
  const [ours, truth] = [await fused.checkpoint(), await scalar.checkpoint()];
  for (const name of ['gates/balance', 'gates/mean', 'gates/top'] as const) {
    const { offset = 0, size = 0 } = blocks[name] ?? {};
    for (const vector of [0, 1, 2, 3, vectors, vectors + 1, vectors + 2]) {
      const from = vector * length + offset;
      const [own, wanted] = [ours, truth].map((checkpoint) => Array.from(checkpoint.state.subarray(from, from + size)));
      own.forEach((value, e) => expect(value, `${name} of vector ${String(vector)}`).toBeCloseTo(wanted[e], 5));
    }
  }
  fused.dispose();
});

it('clips what is longer, and leaves what is shorter as it is', async () => {
  const model = { kind: 'shared-bottom', experts: 1, sharedUnits: 0 } as const;
  const replicas = [{}, { cures: { clip: 1000 } }, { cures: { clip: 0.001 } }];
  const population = smallPopulation({ model, training: { optimizer: 'sgd' }, replicas });
  const engine = await createFusedEngine(population, data);
  const before = (await engine.checkpoint()).state;
  await engine.train(1);
  const after = (await engine.checkpoint()).state;
  const length = before.length / 3;
  const moves = [0, 1, 2].map((r) => Array.from({ length }, (_, i) => after[r * length + i] - before[r * length + i]));
  expect(moves[1]).toEqual(moves[0]);
  expect(Math.hypot(...moves[0])).toBeGreaterThan(1e-3);
  // The rate, 0.05, times the norm that is left.
  expect(Math.hypot(...moves[2]) / 5e-5).toBeCloseTo(1, 2);
  engine.dispose();
});

it('seeds stay what they were at creation, whatever new rates come with', async () => {
  const [engine, other] = [await createFusedEngine(ASYNC, data), await createFusedEngine(ASYNC, data)];
  await engine.train(7);
  engine.setReplicas(ASYNC.replicas.map((replica) => ({ ...replica, seeds: { init: 90, dropout: 91, batch: 92 } })));
  await engine.train(7);
  await other.train(14);
  expect(await engine.checkpoint()).toEqual(await other.checkpoint());
  engine.dispose();
  other.dispose();
});

it('keeps training while it is being measured, and measures the step it was asked at', async () => {
  const engine = await createFusedEngine(ASYNC, data);
  await engine.train(5);
  const asked = engine.evaluate({ full: true });
  await engine.train(20);
  const measured = await asked;
  expect(measured.step).toBe(5);
  const other = await createFusedEngine(ASYNC, data);
  await other.train(5);
  expect(await other.evaluate({ full: true })).toEqual(measured);
  engine.dispose();
  other.dispose();
});

it('takes more steps than one submission holds', async () => {
  const [engine, other] = [await createFusedEngine(ASYNC, data), await createFusedEngine(ASYNC, data)];
  await engine.train(600);
  for (let i = 0; i < 6; i++) await other.train(100);
  expect(await engine.checkpoint()).toEqual(await other.checkpoint());
  engine.dispose();
  other.dispose();
});

it('neither tensors nor buffers grow over 300 steps with measurements', async () => {
  const engine = await createFusedEngine(ASYNC, data);
  const round = async (): Promise<void> => {
    await engine.train(30);
    await Promise.all([engine.evaluate(), engine.evaluate({ full: true, replicas: [1] }), engine.checkpoint()]);
    await engine.settle();
  };
  const bytes = (): number =>
    (backend() as unknown as { memory: () => { numBytesInGPU: number } }).memory().numBytesInGPU;
  await round();
  const before = { tensors: tensorCount(), bytes: bytes() };
  const created = vi.spyOn(device, 'createBuffer');
  for (let i = 0; i < 10; i++) await round();
  expect({ tensors: tensorCount(), bytes: bytes() }).toEqual(before);
  // Only the full measurement's staging buffer is made anew, so that the pool does not collect one of every size.
  expect(created).toHaveBeenCalledTimes(10);
  engine.dispose();
});

it('an engine that is made and disposed of again and again leaves nothing', async () => {
  const bytes = (): number =>
    (backend() as unknown as { memory: () => { numBytesInGPU: number } }).memory().numBytesInGPU;
  const before = { tensors: tensorCount(), bytes: bytes() };
  for (let i = 0; i < 5; i++) {
    const engine = await createFusedEngine(ASYNC, data);
    await engine.train(2);
    const pending = engine.evaluate();
    engine.dispose();
    await pending;
  }
  expect({ tensors: tensorCount(), bytes: bytes() }).toEqual(before);
});

it('refuses what does not fit before it allocates anything', async () => {
  const population = smallPopulation({ training: { batch: 20_000_000 } });
  const before = tensorCount();
  const created = vi.spyOn(device, 'createBuffer');
  await expect(createFusedEngine(population, data)).rejects.toThrow(EngineLimitError);
  expect(created).not.toHaveBeenCalled();
  expect(tensorCount()).toBe(before);
});

it('made no mistake that WebGPU reports', () => {
  expect(problems).toEqual([]);
});

describe('a lost device', () => {
  it('rejects what waits for it, and a new one takes up the checkpoint', async () => {
    const straight = await createFusedEngine(ASYNC, data);
    await straight.train(20);
    const truth = await straight.checkpoint();
    const engine = await createFusedEngine(ASYNC, data);
    await engine.train(10);
    const saved = await engine.checkpoint();
    await engine.train(500);
    const pending = [engine.evaluate(), engine.checkpoint(), engine.settle()];
    expect(engine.loseDevice?.()).toBe(true);
    for (const wait of await Promise.allSettled(pending))
      expect(wait).toMatchObject({ status: 'rejected', reason: expect.any(DeviceLostError) as unknown });
    expect(await engine.lost).not.toBe('');
    await expect(engine.train(1)).rejects.toThrow(DeviceLostError);
    await expect(engine.evaluate()).rejects.toThrow(DeviceLostError);
    engine.dispose();
    straight.dispose();
    expect(await useDawn(createDawnGpu)).not.toBe(device);
    const next = await createFusedEngine(ASYNC, data);
    await next.restore(saved);
    await next.train(10);
    expect(await next.checkpoint()).toEqual(truth);
    next.dispose();
  });
});
