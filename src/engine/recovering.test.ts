import { describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { SpecError, type PopulationSpec, type ReplicaSpec } from '../model/spec.ts';
import { RandomStream, STREAM } from '../world/random.ts';
import { createFusedEngine } from './fused/engine.ts';
import { openRecovering, RECOVERIES, type Open, type Recovery } from './recovering.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { SimulatedClock } from './testing/device.ts';
import { createLosable, never, type Losable } from './testing/losable.ts';
import { randomData, smallPopulation } from './testing/populations.ts';
import { shellPromises } from './testing/shell.ts';
import { EngineLimitError, type Engine, type EngineData } from './types.ts';
import { initWebGpuBackend } from './webgpuBackend.ts';

const data = [randomData(1, 4)];
const population = smallPopulation({ replicas: [{ workers: 3, gateDropout: 0.2 }, {}], training: { steps: 60 } });

/** The population's replicas at another learning rate and gate dropout. */
const rates = (learningRate: number, gateDropout = 0.1): ReplicaSpec[] =>
  population.replicas.map((replica) => ({ ...replica, learningRate, gateDropout }));

/** Engines with devices that can be lost, on a clock of their own. */
function bench(make: (attempt: number) => Promise<Engine> = () => createLosable(population, data)) {
  const clock = new SimulatedClock();
  const opened: Losable[] = [];
  const safe: boolean[] = [];
  const recoveries: Recovery[] = [];
  const open: Open = async (asked, logs, mustStay) => {
    safe.push(mustStay);
    if (mustStay) return createScalarEngine(asked, logs);
    const engine = await make(safe.length);
    // As `open` would have made it.
    engine.setReplicas(asked.replicas);
    opened.push(engine as Losable);
    return engine;
  };
  /** Lets time pass until the work is done. */
  async function done<T>(work: Promise<T>): Promise<T> {
    expect(await clock.run(work, clock.now + 1e9)).toBe(true);
    return work;
  }
  const start = (): Promise<Engine> =>
    done(openRecovering(open, population, data, (recovery) => recoveries.push(recovery), clock.clock));
  return { clock, opened, safe, recoveries, done, start, latest: (): Losable => opened[opened.length - 1] };
}

/** What a run that never lost its device comes to. */
async function undisturbed(run: (engine: Engine) => Promise<unknown>): Promise<Float32Array> {
  const engine = await createScalarEngine(population, data);
  await run(engine);
  return (await engine.checkpoint()).state;
}

describe('what every engine promises', () => {
  shellPromises((asked, logs) => openRecovering((wanted, given) => createLosable(wanted, given), asked, logs));
});

describe('after a loss', () => {
  it('rates that were changed since the checkpoint act at the very steps at which they were changed', async () => {
    const { done, start, latest, recoveries } = bench();
    const engine = await start();
    async function run(on: Engine, lose: () => void): Promise<void> {
      await on.train(5);
      on.setReplicas(rates(0.02));
      await on.train(5);
      await on.checkpoint();
      await on.train(3);
      on.setReplicas(rates(0.08, 0.5));
      await on.train(4);
      on.setReplicas(rates(0.01));
      await on.train(3);
      lose();
      await on.train(6);
      lose();
      on.setReplicas(rates(0.03));
      await on.train(4);
      await on.settle();
    }
    await done(run(engine, () => latest().loseDevice()));
    expect(recoveries.map(({ step }) => step)).toEqual([10, 10]);
    const truth = await undisturbed((on) => run(on, () => undefined));
    expect((await done(engine.checkpoint())).state).toEqual(truth);
    expect(engine.population.replicas[0].learningRate).toBe(0.03);
  });

  it('whatever was done and whenever devices were lost, the parameters are those of a run that lost none', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const draw = new RandomStream(seed, STREAM.simulation, 5);
      const { clock, done, start, latest, recoveries } = bench();
      const engine = await start();
      const twin = await createScalarEngine(population, data);
      let saved = await done(engine.checkpoint());
      for (let i = 0; i < 60; i++) {
        const pending: Promise<unknown>[] = [];
        const both = async (act: (on: Engine) => Promise<unknown>): Promise<void> => {
          pending.push(act(engine));
          await act(twin);
        };
        switch (draw.below(8)) {
          case 0:
          case 1:
            await both((on) => on.train(1 + (i % 5)));
            break;
          case 2:
            engine.setReplicas(rates(0.01 * (1 + (i % 7))));
            twin.setReplicas(rates(0.01 * (1 + (i % 7))));
            break;
          case 3:
            await both((on) => on.settle());
            break;
          case 4:
            saved = await done(engine.checkpoint());
            expect(saved).toEqual(await twin.checkpoint());
            break;
          case 5:
            await both((on) => on.restore(saved));
            break;
          case 6:
            expect(await done(engine.evaluate())).toEqual(await twin.evaluate());
            break;
          default:
            latest().loseDevice();
        }
        // Some calls are waited for, some are not.
        if (draw.below(2) === 0) await done(Promise.all(pending));
        if (draw.below(3) === 0) await clock.run(never(), clock.now + 30_000);
      }
      expect(await done(engine.checkpoint())).toEqual(await twin.checkpoint());
      expect(recoveries.length).toBeGreaterThan(0);
      engine.dispose();
    }
  });

  it('devices lost minutes apart are replaced for ever', async () => {
    const { clock, done, start, latest, safe } = bench();
    const engine = await start();
    for (let i = 0; i < 12; i++) {
      await done(engine.train(1));
      latest().loseDevice();
      await done(engine.settle());
      await clock.run(never(), clock.now + 61_000);
    }
    expect(engine.info.backend).toBe('webgpu');
    expect(safe).not.toContain(true);
    expect(engine.step).toBe(12);
  });

  it('a device that is lost again and again gives way to the processor', async () => {
    const { done, start, latest, safe, recoveries } = bench();
    const engine = await start();
    for (let i = 0; i <= RECOVERIES; i++) {
      await done(engine.train(5));
      latest().loseDevice();
      await done(engine.settle());
      expect(engine.info.backend).toBe(i < RECOVERIES ? 'webgpu' : 'cpu');
    }
    expect(safe).toEqual([false, false, false, false, true]);
    expect(recoveries[RECOVERIES].engine.backend).toBe('cpu');
    await done(engine.train(40));
    expect((await done(engine.checkpoint())).state).toEqual(await undisturbed((on) => on.train(60)));
  });

  it('it is mended at once, though nobody asks for anything', async () => {
    const { clock, start, latest, recoveries } = bench();
    await start();
    latest().loseDevice();
    await clock.run(never(), 10);
    expect(recoveries).toHaveLength(1);
  });

  it('a run goes on where no device can be opened again', async () => {
    const { done, start, latest } = bench((attempt) =>
      attempt === 1 ? createLosable(population, data) : Promise.reject(new Error('no adapter')),
    );
    const engine = await start();
    await done(engine.train(20));
    latest().loseDevice();
    await done(engine.train(40));
    expect(engine.info.engine).toBe('scalar');
    expect((await done(engine.checkpoint())).state).toEqual(await undisturbed((on) => on.train(60)));
  });
});

describe('a device that is lost', () => {
  it('while it replaces another is replaced too', async () => {
    const { done, start, latest, opened } = bench(async (attempt) => {
      const engine = await createLosable(population, data);
      if (attempt === 2) setImmediate(() => engine.loseDevice());
      return engine;
    });
    const engine = await start();
    await done(engine.train(60));
    latest().loseDevice();
    await done(engine.settle());
    expect(opened).toHaveLength(3);
    expect((await done(engine.checkpoint())).state).toEqual(await undisturbed((on) => on.train(60)));
  });

  it('while steps are repeated, or while a checkpoint is read back, is replaced too', async () => {
    const { done, start, latest, opened } = bench(async (attempt) => {
      const engine = await createLosable(population, data);
      if (attempt === 2) {
        engine.before = () => {
          if (engine.step >= 5) engine.loseDevice();
          return undefined;
        };
      }
      return engine;
    });
    const engine = await start();
    await done(engine.train(30));
    const reading = engine.checkpoint();
    latest().loseDevice();
    const { state, step } = await done(reading);
    expect([step, opened.length]).toEqual([30, 3]);
    expect(state).toEqual(await undisturbed((on) => on.train(30)));
  });

  it('while it is opened leaves the processor', async () => {
    const { start, safe } = bench(() => Promise.reject(new Error('the GPU device was lost')));
    const engine = await start();
    expect([engine.info.backend, safe]).toEqual(['cpu', [false, true]]);
  });
});

describe('a call that fails without a loss', () => {
  it('is made once more', async () => {
    const { done, start, latest, recoveries } = bench();
    const engine = await start();
    await done(engine.train(3));
    let failures = 0;
    latest().before = (call) =>
      call === 'evaluate' && failures++ === 0
        ? Promise.reject(new DOMException('mapping failed', 'OperationError'))
        : undefined;
    expect((await done(engine.evaluate())).step).toBe(3);
    expect([failures, recoveries.length]).toEqual([2, 0]);
  });

  it('and fails again is made on another device', async () => {
    const { done, start, latest, recoveries } = bench();
    const engine = await start();
    latest().before = (call) => (call === 'evaluate' ? Promise.reject(new Error('mapping failed')) : undefined);
    expect((await done(engine.evaluate())).step).toBe(0);
    expect(recoveries).toMatchObject([{ reason: 'mapping failed' }]);
  });

  it('for it was asked for nonsense is an error, and nothing is replaced', async () => {
    const { done, start, recoveries } = bench();
    const engine = await start();
    await expect(done(engine.evaluate({ replicas: [7] }))).rejects.toThrow('replica');
    await expect(done(engine.restore({ step: 3, state: new Float32Array(7) }))).rejects.toThrow('7 numbers');
    expect(() => {
      engine.setReplicas([]);
    }).toThrow(SpecError);
    expect([engine.step, recoveries.length]).toEqual([0, 0]);
  });
});

describe('a device that never answers', () => {
  it.each([
    ['settle', 20_000],
    ['evaluate', 20_000],
    ['checkpoint', 20_000],
  ] as const)('%s is replaced, sooner when it has answered before', async (call, first) => {
    const { clock, done, start, latest, recoveries } = bench();
    const engine = await start();
    const old = latest();
    old.before = (asked) => (asked === call ? never() : undefined);
    const waiting: Promise<unknown> = engine[call]();
    expect(await clock.run(waiting, first - 1000)).toBe(false);
    await done(waiting);
    expect(recoveries).toHaveLength(1);
    expect(recoveries[0].reason).toContain('did not answer');
    expect(old.disposals).toBeGreaterThan(0);
    latest().before = (asked) => (asked === call ? never() : undefined);
    const again = engine[call]();
    expect(await clock.run(again, clock.now + 9_900)).toBe(false);
    expect(await clock.run(again, clock.now + 200)).toBe(true);
    expect(recoveries).toHaveLength(2);
  });

  it('while opening, is given up for the processor, and disposed of when it comes after all', async () => {
    let come = (_: Engine): void => undefined;
    const { clock, done, start, safe } = bench(
      () =>
        new Promise((resolve) => {
          come = resolve;
        }),
    );
    const engine = await start();
    expect(clock.now).toBe(120_000);
    expect([engine.info.backend, safe]).toEqual(['cpu', [false, true]]);
    const late = await createLosable(population, data);
    come(late);
    await done(Promise.resolve());
    expect(late.disposals).toBe(1);
  });

  it('is not suspected because the computer slept', async () => {
    const { clock, done, start, latest, recoveries } = bench();
    const engine = await start();
    await done(engine.settle());
    let wake = (): void => undefined;
    latest().before = () =>
      new Promise((_, reject) => {
        wake = () => {
          reject(new Error('woken'));
        };
      });
    const waiting = engine.settle();
    await clock.run(never(), clock.now + 4000);
    // An hour passes in which nothing runs: then the timer that was due fires, and only then the answer comes.
    clock.now += 3_600_000;
    await clock.run(never(), clock.now + 1000);
    latest().before = () => undefined;
    wake();
    await done(waiting);
    expect(recoveries).toHaveLength(0);
  });
});

it('an opening that another device would not mend fails as it did', async () => {
  const limit = bench(() => Promise.reject(new EngineLimitError('too many', 1)));
  await expect(limit.start()).rejects.toThrow(EngineLimitError);
  expect(limit.safe).toEqual([false]);
});

it('disposing of it during a recovery ends that, and every call that waits', async () => {
  let reopen = (_: Engine): void => undefined;
  const { clock, done, start, latest } = bench((attempt) =>
    attempt === 1
      ? createLosable(population, data)
      : new Promise((resolve) => {
          reopen = resolve;
        }),
  );
  const engine = await start();
  await done(engine.train(5));
  latest().loseDevice();
  const calls = [engine.train(1), engine.settle(), engine.evaluate(), engine.checkpoint(), engine.gradient()];
  await clock.run(never(), 10);
  engine.dispose();
  for (const call of await done(Promise.allSettled(calls)))
    expect(call).toMatchObject({ status: 'rejected', reason: { message: 'the engine has been disposed of' } });
  const late = await createLosable(population, data);
  reopen(late);
  await done(Promise.resolve());
  expect(late.disposals).toBe(1);
  await expect(done(engine.train(1))).rejects.toThrow('disposed');
});

it('keeps what it gives and is given: neither changes when the other does', async () => {
  const { done, start, latest } = bench();
  const engine = await start();
  await done(engine.train(8));
  const saved = await done(engine.checkpoint());
  const copy = saved.state.slice();
  saved.state.fill(NaN);
  latest().loseDevice();
  expect((await done(engine.checkpoint())).state).toEqual(copy);
  const given = { step: 8, state: copy.slice() };
  await done(engine.restore(given));
  given.state.fill(NaN);
  latest().loseDevice();
  expect((await done(engine.checkpoint())).state).toEqual(copy);
});

describe('on a real device', () => {
  /** The fused engine on whatever device there is now. */
  async function open(...[asked, logs]: [PopulationSpec, readonly EngineData[], boolean?]): Promise<Engine> {
    await createDawnGpu();
    await initWebGpuBackend();
    return createFusedEngine(asked, logs);
  }

  it('a population whose device is lost in mid-run, and again while it is measured, ends as if nothing had happened', async () => {
    const straight = await open(population, data);
    await straight.train(28);
    straight.setReplicas(rates(0.01));
    await straight.train(12);
    const measured = await straight.evaluate({ full: true });
    await straight.train(20);
    const truth = await straight.checkpoint();
    straight.dispose();

    const recoveries: Recovery[] = [];
    const engine = await openRecovering(open, population, data, (recovery) => recoveries.push(recovery));
    await engine.train(25);
    await engine.settle();
    await engine.checkpoint();
    await engine.train(3);
    engine.setReplicas(rates(0.01));
    await engine.train(2);
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
    expect(await engine.checkpoint()).toEqual(truth);
    engine.dispose();
  });
});
