/** What the shell round an engine (see checked.ts) keeps, whatever computes inside. */
import { expect, it } from 'vitest';
import { SpecError } from '../../model/spec.ts';
import type { CreateEngine } from '../types.ts';
import { randomData, smallPopulation } from './populations.ts';

const data = [randomData(1, 4, 'half'), randomData(2, 4)];

/** Part of the contract: arguments, disposal, what was fixed at creation. */
export function shellPromises(create: CreateEngine): void {
  it('works no more once disposed of, and disposing again does nothing', async () => {
    const engine = await create(smallPopulation(), data);
    await engine.train(2);
    const saved = await engine.checkpoint();
    const { population } = engine;
    engine.dispose();
    engine.dispose();
    for (const call of [
      () => engine.train(1),
      () => engine.settle(),
      () => engine.evaluate(),
      () => engine.evaluate({ replicas: [] }),
      () => engine.gradient(),
      () => engine.checkpoint(),
      () => engine.restore(saved),
    ])
      await expect(call()).rejects.toThrow('disposed of');
    expect(() => engine.setReplicas(population.replicas)).toThrow('disposed of');
    expect(engine.step).toBe(2);
    expect(engine.info.engine).not.toBe('');
  });

  it('passes over new seeds and initial scales, and refuses other data and workers', async () => {
    const population = smallPopulation({ replicas: [{ gateDropout: 0.5, workers: 2 }, { data: 1 }] });
    const [engine, twin] = [await create(population, data), await create(population, data)];
    engine.setReplicas(
      population.replicas.map((replica) => ({
        ...replica,
        seeds: { init: 90, dropout: 91, batch: 92 },
        initScale: 3,
        gateInitScale: 4,
        identicalExperts: true,
      })),
    );
    expect(engine.population).toEqual(population);
    await engine.train(12);
    await twin.train(12);
    expect(await engine.checkpoint()).toEqual(await twin.checkpoint());
    const [first, other] = population.replicas;
    expect(() =>
      engine.setReplicas([
        { ...first, learningRate: 9 },
        { ...other, data: 0 },
      ]),
    ).toThrow('replicas[1].data must be 1');
    expect(() => engine.setReplicas([{ ...first, workers: 1 }, other])).toThrow('replicas[0].workers must be 2');
    expect(() => engine.setReplicas([{ ...first, gateDropout: 2 }, other])).toThrow('replicas[0].gateDropout');
    expect(engine.population).toEqual(population);
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses %f for a number of steps, and keeps what it has', async (count) => {
    const engine = await create(smallPopulation(), data);
    await engine.train(3);
    const before = await engine.checkpoint();
    await expect(engine.train(count)).rejects.toThrow(SpecError);
    await expect(engine.restore({ step: count, state: new Float32Array(before.state.length) })).rejects.toThrow(
      SpecError,
    );
    await engine.train(0);
    expect(await engine.checkpoint()).toEqual(before);
  });

  it('measures the replicas that it is asked for, in that order and as often', async () => {
    const engine = await create(smallPopulation({ replicas: [{}, { data: 1 }, { workers: 2 }] }), data);
    const all = (await engine.evaluate()).replicas;
    expect(all.map(({ replica }) => replica)).toEqual([0, 1, 2]);
    expect((await engine.evaluate({ replicas: [2, 0, 2] })).replicas).toEqual([all[2], all[0], all[2]]);
    expect((await engine.evaluate({ replicas: [] })).replicas).toEqual([]);
  });

  it('counts steps as they are asked for, and a restored state is its own', async () => {
    const [engine, twin] = [await create(smallPopulation(), data), await create(smallPopulation(), data)];
    const both = [engine.train(2), engine.train(3)];
    expect(engine.step).toBe(5);
    await Promise.all(both);
    const saved = await engine.checkpoint();
    const copy = saved.state.slice();
    await twin.restore(saved);
    await twin.train(1);
    expect(saved.state).toEqual(copy);
    saved.state.fill(7);
    await engine.train(1);
    expect(await twin.checkpoint()).toEqual(await engine.checkpoint());
  });
}
