import { expect, it } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { createFusedEngine } from './fused/engine.ts';
import { RECOVERIES, openRecovering, type Recovery } from './recovering.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { randomData, smallPopulation } from './testing/populations.ts';
import type { Engine, EngineData } from './types.ts';
import { initWebGpuBackend } from './webgpuBackend.ts';
import type { PopulationSpec } from '../model/spec.ts';

const data = [randomData(1, 4)];
const population = smallPopulation({ replicas: [{ workers: 3, gateDropout: 0.2 }, {}], training: { steps: 60 } });

/** The fused engine on whatever device there is now. */
async function open(...[asked, logs]: [PopulationSpec, readonly EngineData[]]): Promise<Engine> {
  await createDawnGpu();
  await initWebGpuBackend();
  return createFusedEngine(asked, logs);
}

async function finalState(engine: Engine): Promise<Float32Array> {
  const { step, state } = await engine.checkpoint();
  expect(step).toBe(60);
  engine.dispose();
  return state;
}

it('a population whose device is lost in mid-run, and again while it is measured, ends as if nothing had happened', async () => {
  const undisturbed = await open(population, data);
  await undisturbed.train(40);
  const measured = await undisturbed.evaluate({ full: true });
  await undisturbed.train(20);
  const truth = await finalState(undisturbed);

  const recoveries: Recovery[] = [];
  const engine = await openRecovering(open, population, data, (recovery) => {
    recoveries.push(recovery);
  });
  await engine.train(25);
  await engine.settle();
  await engine.checkpoint();
  await engine.train(5);
  expect(engine.loseDevice?.()).toBe(true);
  await engine.train(10);
  await engine.settle();
  expect(recoveries).toMatchObject([{ step: 25, engine: { backend: 'webgpu' } }]);
  expect(engine.step).toBe(40);
  const measuring = engine.evaluate({ full: true });
  engine.loseDevice?.();
  expect(await measuring).toEqual(measured);
  expect(recoveries).toHaveLength(2);
  await engine.train(20);
  expect(await finalState(engine)).toEqual(truth);
});

it('goes on with another engine when there is no device any more, and gives up a device that is always lost', async () => {
  let opened = 0;
  const once = await openRecovering(
    (asked, logs) => (opened++ === 0 ? open(asked, logs) : createScalarEngine(asked, logs)),
    population,
    data,
  );
  await once.train(10);
  once.loseDevice?.();
  await once.train(50);
  await once.settle();
  expect(once.info.engine).toBe('scalar');
  expect(once.step).toBe(60);
  once.dispose();

  let lost = 0;
  const never = await openRecovering(open, population, data, () => {
    lost++;
  });
  for (let i = 0; i <= RECOVERIES; i++) {
    await never.train(1);
    never.loseDevice?.();
    if (i < RECOVERIES) await never.settle();
    else await expect(never.settle()).rejects.toThrow('lost');
  }
  expect(lost).toBe(RECOVERIES);
  never.dispose();
});

it('a device that is lost while it replaces another is replaced too', async () => {
  let opened = 0;
  const engine = await openRecovering(
    async (asked, logs) => {
      const inner = await open(asked, logs);
      if (++opened === 2) {
        inner.loseDevice?.();
        await inner.lost;
      }
      return inner;
    },
    population,
    data,
  );
  await engine.train(60);
  engine.loseDevice?.();
  await engine.settle();
  expect(opened).toBe(3);
  const undisturbed = await open(population, data);
  await undisturbed.train(60);
  expect(await finalState(engine)).toEqual(await finalState(undisturbed));
});

it('an error that is no loss stays one', async () => {
  const engine = await openRecovering(open, population, data);
  await expect(engine.evaluate({ replicas: [7] })).rejects.toThrow('replica');
  engine.dispose();
  await expect(engine.train(1)).rejects.toThrow('disposed');
});
