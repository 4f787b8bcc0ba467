import { afterEach, describe, expect, it, vi } from 'vitest';
import { parameterLayout } from '../model/layout.ts';
import { SpecError, type ReplicaSpec } from '../model/spec.ts';
import { walkStep } from './walk/walk.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { openStructures } from './structures.ts';
import { stateLength, type Engine } from './types.ts';
import { randomData, smallPopulation, SOME_VISIBLE } from './testing/populations.ts';

const data = [randomData(1, 4)];
/** Model A may use all experts, B and another one not; they have other workers and rates, too. */
const A: Partial<ReplicaSpec> = { workers: 3, gateDropout: 0.2 };
const B: Partial<ReplicaSpec> = { workers: 2, learningRate: 0.1 };
const C: Partial<ReplicaSpec> = { seeds: { init: 1, dropout: 2, batch: 3 } };
const mixed = smallPopulation({ replicas: [{ ...B, visible: SOME_VISIBLE }, A, { ...C, visible: SOME_VISIBLE }] });
const PARAMETERS = parameterLayout(mixed.model).length;
const ROW = stateLength(mixed, PARAMETERS);

const opened: Engine[] = [];
const openOne = async (population: Parameters<typeof createScalarEngine>[0]): Promise<Engine> => {
  const engine = await createScalarEngine(population, data);
  opened.push(engine);
  return engine;
};
const openMixed = (): Promise<Engine> => openStructures(mixed, openOne);
/** Each of the three alone, as an engine has it that knows nothing of the others. */
const alone = (): Promise<Engine[]> =>
  Promise.all([
    openOne(smallPopulation({ model: { visible: SOME_VISIBLE }, replicas: [B] })),
    openOne(smallPopulation({ replicas: [A] })),
    openOne(smallPopulation({ model: { visible: SOME_VISIBLE }, replicas: [C] })),
  ]);
const own = async (engines: readonly Engine[]): Promise<Float32Array[]> =>
  (await Promise.all(engines.map((engine) => engine.checkpoint()))).map(({ state }) => state);
/** A row of the whole state begins with what the replica has alone. */
const rowsOf = (state: Float32Array, alike: readonly Float32Array[]): Float32Array[] =>
  alike.map(({ length }, r) => state.slice(r * ROW, r * ROW + length));

afterEach(() => {
  for (const engine of opened.splice(0)) engine.dispose();
});

describe('replicas that may use other experts than each other', () => {
  it('train as each does alone, and are measured in the order that is asked for', async () => {
    const [engine, each] = [await openMixed(), await alone()];
    for (const one of [engine, ...each]) await one.train(30);
    await engine.settle();
    expect(engine.step).toBe(30);
    const states = await own(each);
    const { step, state } = await engine.checkpoint();
    expect([step, state.length]).toEqual([30, 3 * ROW]);
    expect(rowsOf(state, states)).toEqual(states);

    const { replicas } = await engine.evaluate({ replicas: [2, 0, 2], full: true });
    const [b, , c] = await Promise.all(each.map(async (one) => (await one.evaluate({ full: true })).replicas[0]));
    expect(replicas).toEqual([
      { ...c, replica: 2 },
      { ...b, replica: 0 },
      { ...c, replica: 2 },
    ]);
    // Task 1 of the mask may use the second of three experts alone.
    expect(Array.from(replicas[0].utilization.subarray(3, 6))).toEqual([0, 1, 0]);
    expect((await engine.evaluate()).replicas.map(({ replica }) => replica)).toEqual([0, 1, 2]);
    expect((await engine.evaluate({ replicas: [] })).replicas).toEqual([]);
  });

  it('have the gradients that they have alone', async () => {
    const [engine, each] = [await openMixed(), await alone()];
    const gradients = await Promise.all(each.map((one) => one.gradient()));
    expect(await engine.gradient()).toEqual(Float32Array.from(gradients.flatMap((one) => [...one])));
  });

  it('go on from a checkpoint, with rates that were changed since the beginning', async () => {
    const engine = await openMixed();
    await engine.train(5);
    const faster = mixed.replicas.map((replica) => ({ ...replica, learningRate: 2 * replica.learningRate }));
    engine.setReplicas(faster);
    expect(engine.population).toEqual({ ...mixed, replicas: faster });
    const kept = await engine.checkpoint();
    await engine.train(5);
    const then = await engine.checkpoint();
    await engine.restore(kept);
    expect(engine.step).toBe(5);
    await engine.train(5);
    expect(await engine.checkpoint()).toEqual(then);
  });

  it('refuse what any engine refuses, and stay as they were', async () => {
    const engine = await openMixed();
    await engine.train(2);
    const before = await engine.checkpoint();
    const two = mixed.replicas.slice(1);
    const wrong = mixed.replicas.map((replica, r) => ({ ...replica, ...(r === 1 && { learningRate: NaN }) }));
    expect(() => {
      engine.setReplicas(two);
    }).toThrow(SpecError);
    expect(() => {
      engine.setReplicas(wrong);
    }).toThrow('replicas[1].learningRate');
    expect(engine.population).toEqual(mixed);
    await expect(engine.evaluate({ replicas: [3] })).rejects.toThrow(SpecError);
    await expect(engine.restore({ ...before, state: before.state.slice(1) })).rejects.toThrow('this population');
    await expect(engine.restore({ ...before, step: -1 })).rejects.toThrow(SpecError);
    expect(await engine.checkpoint()).toEqual(before);
  });

  it('are laid open step by step, each with its own experts', async () => {
    const [engine, each] = [await openMixed(), await alone()];
    for (const one of [engine, ...each]) await one.train(3);
    const walk = walkStep(mixed, data, await engine.checkpoint(), 2, 1);
    const single = walkStep(each[2].population, data, await each[2].checkpoint(), 0, 1);
    expect(walk.forward).toEqual(single.forward);
    expect(walk.update).toEqual(single.update);
  });
});

describe('the engines of several structures', () => {
  it('are one where all replicas name the same experts', async () => {
    const open = vi.fn(openOne);
    const replicas = [{ visible: SOME_VISIBLE }, { visible: SOME_VISIBLE }];
    const engine = await openStructures(smallPopulation({ replicas }), open);
    expect(open.mock.calls).toEqual([[smallPopulation({ model: { visible: SOME_VISIBLE }, replicas: [{}, {}] })]]);
    expect(engine).toBe(await open.mock.results[0].value);
  });

  it('are not left behind where one of them cannot be made', async () => {
    const fails = vi.fn(openOne).mockImplementationOnce(openOne).mockRejectedValueOnce(new Error('no room'));
    await expect(openStructures(mixed, fails)).rejects.toThrow('no room');
    await expect(opened[0].train(1)).rejects.toThrow('disposed');
  });

  it('are lost together, and disposed of together', async () => {
    const lose = vi.fn<(reason: string) => void>();
    const lost = new Promise<string>((resolve) => lose.mockImplementation(resolve));
    const onDevice = async (population: typeof mixed): Promise<Engine> => {
      const engine = await openOne(population);
      if (population.model.visible) Object.defineProperty(engine, 'lost', { value: lost });
      return engine;
    };
    const engine = await openStructures(mixed, onDevice);
    lose('unplugged');
    await expect(engine.lost).resolves.toBe('unplugged');
    engine.dispose();
    for (const one of opened) await expect(one.train(1)).rejects.toThrow('disposed');
    expect((await openMixed()).lost).toBeUndefined();
  });
});
