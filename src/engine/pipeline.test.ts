import { describe, expect, it, vi } from 'vitest';
import { createPipeline, trainTo, yieldToEvents, type Pipeline } from './pipeline.ts';
import { later, polled, SimulatedClock, SimulatedDevice, type Lateness } from './testing/device.ts';
import type { Engine } from './types.ts';

const LATENESS: [string, number, Lateness][] = [
  ['reported 0.3 ms later', 0.3, later(0.3)],
  ['reported 16 ms later', 16, later(16)],
  ['reported 100 ms later', 100, later(100)],
  ['looked at every 16 ms', 16, polled(16)],
  ['looked at every 100 ms', 100, polled(100)],
];
const COSTS = [0.01, 0.05, 0.3, 2, 7, 17, 20];

const onClock = (clock: SimulatedClock): Pipeline =>
  createPipeline({ now: () => clock.now, sleep: (ms) => clock.sleep(ms) });

/** Trains for ever. */
function drive(pipeline: Pipeline, device: SimulatedDevice, limit = (): number => Infinity) {
  const state = {
    stop: false,
    counts: [] as number[],
    /** How long each moment after a submission would have had to wait for a pause. */ waits: [] as [number, number][],
  };
  const loop = async (): Promise<void> => {
    while (!state.stop) {
      const count = pipeline.next(limit());
      if (count === 0) {
        await pipeline.room();
        continue;
      }
      pipeline.submitted(count, device.submit(count));
      state.counts.push(count);
      state.waits.push([device.clock.now, device.lateness(device.free) - device.clock.now]);
    }
  };
  return { state, work: loop() };
}

/** Part of the time that the device was busy from `from` to `to`. */
async function busyBetween(
  clock: SimulatedClock,
  device: SimulatedDevice,
  work: Promise<void>,
  from: number,
  to: number,
): Promise<number> {
  await clock.run(work, from);
  const before = device.busyMs - Math.max(0, device.free - from);
  await clock.run(work, to);
  return (device.busyMs - Math.max(0, device.free - to) - before) / (to - from);
}

describe.each(LATENESS)('a device that is %s', (_, ms, lateness) => {
  it.each(COSTS)('at %f ms a step is kept busy, and a pause is answered', async (perStep) => {
    const clock = new SimulatedClock();
    const device = new SimulatedDevice(clock, perStep, lateness);
    device.compile = 300;
    const pipeline = onClock(clock);
    const { state, work } = drive(pipeline, device);
    expect(await busyBetween(clock, device, work, 4000, 24_000)).toBeGreaterThan(0.9);
    expect(state.counts[0]).toBe(1);
    for (const [i, count] of state.counts.entries())
      expect(count).toBeLessThanOrEqual(4 * Math.max(1, ...state.counts.slice(0, i)));
    const worst = Math.max(...state.waits.filter(([at]) => at > 4000).map(([, wait]) => wait));
    expect(worst).toBeLessThanOrEqual(ms + 50);
    // As a pause is made: nothing more is submitted, and what is in flight is waited for.
    state.stop = true;
    const begun = clock.now;
    expect(await clock.run(pipeline.drain())).toBe(true);
    expect(clock.now - begun).toBeLessThanOrEqual(ms + 50);
  });

  it('is kept busy when its steps become three times as long, and when they become short again', async () => {
    const clock = new SimulatedClock();
    const device = new SimulatedDevice(clock, 0.3, lateness);
    const { state, work } = drive(onClock(clock), device);
    await clock.run(work, 5000);
    device.perStep = 0.9;
    expect(await busyBetween(clock, device, work, 10_000, 16_000)).toBeGreaterThan(0.9);
    const slow = Math.max(...state.waits.filter(([at]) => at > 10_000).map(([, wait]) => wait));
    expect(slow).toBeLessThanOrEqual(ms + 50);
    device.perStep = 0.3;
    expect(await busyBetween(clock, device, work, 36_000, 50_000)).toBeGreaterThan(0.9);
  });

  it('that was asked for a few steps a second is not flooded when all speed is asked for', async () => {
    const clock = new SimulatedClock();
    const device = new SimulatedDevice(clock, 0.5, lateness);
    const pipeline = onClock(clock);
    let hurry = false;
    const { state, work } = drive(pipeline, device, () => (hurry ? Infinity : 1));
    await clock.run(work, 10_000);
    hurry = true;
    expect(await busyBetween(clock, device, work, 14_000, 20_000)).toBeGreaterThan(0.9);
    expect(Math.max(...state.waits.map(([, wait]) => wait))).toBeLessThanOrEqual(2 * ms + 100);
  });

  it('that stands still once for half a second is kept busy afterwards', async () => {
    const clock = new SimulatedClock();
    const device = new SimulatedDevice(clock, 0.5, lateness);
    const { state, work } = drive(onClock(clock), device);
    await clock.run(work, 6000);
    device.free = Math.max(device.free, clock.now) + 500;
    expect(await busyBetween(clock, device, work, 8500, 16_000)).toBeGreaterThan(0.9);
    expect(Math.max(...state.waits.filter(([at]) => at > 8500).map(([, wait]) => wait))).toBeLessThanOrEqual(ms + 50);
  });
});

it.each([0.05, 2, 40, 300, 1200])(
  'at %f ms a step no submission takes a device as long as a system that ends it after two seconds',
  async (perStep) => {
    for (const [, , lateness] of LATENESS) {
      const clock = new SimulatedClock();
      const device = new SimulatedDevice(clock, perStep, lateness);
      device.compile = 1500;
      const { state, work } = drive(onClock(clock), device);
      await clock.run(work, 20_000);
      expect(state.counts[0]).toBe(1);
      // Far less than that: a step that is long by itself is submitted alone.
      expect(Math.max(...state.counts) * perStep).toBeLessThanOrEqual(Math.max(perStep, 160));
    }
  },
);

it('an engine that computes before it returns takes the target’s time at once', async () => {
  const clock = new SimulatedClock();
  const pipeline = createPipeline({ now: () => clock.now, sleep: (ms) => clock.sleep(ms), targetMs: 25 });
  const counts: number[] = [];
  const work = (async () => {
    while (clock.now < 3000) {
      const count = pipeline.next(Infinity);
      if (count === 0) await pipeline.room();
      else {
        // Time passes in train itself.
        await clock.sleep(count * 0.4);
        pipeline.submitted(count, Promise.resolve());
        counts.push(count);
        await clock.sleep(0.1);
      }
    }
  })();
  await clock.run(work);
  expect(counts[0]).toBe(1);
  for (const count of counts.slice(-20)) expect(Math.abs(count * 0.4 - 25)).toBeLessThan(3);
});

describe('what fails', () => {
  it('is told to whoever waits, until a reset, and nothing of before comes after it', async () => {
    const pipeline = createPipeline();
    const lost = new Error('lost');
    expect(pipeline.next(10)).toBe(1);
    pipeline.submitted(1, Promise.reject(lost));
    await expect(pipeline.drain()).rejects.toBe(lost);
    await expect(pipeline.room()).rejects.toBe(lost);
    expect(pipeline.next(10)).toBe(0);
    pipeline.reset();
    await pipeline.room();
    let fail = (): void => undefined;
    pipeline.submitted(
      pipeline.next(10),
      new Promise((_, reject) => {
        fail = () => {
          reject(lost);
        };
      }),
    );
    const waiting = pipeline.drain();
    pipeline.reset();
    await waiting;
    fail();
    await Promise.resolve();
    expect(pipeline.next(10)).toBe(1);
    await pipeline.drain();
  });
});

describe('trainTo', () => {
  function fake(): Engine & { asked: number[] } {
    const asked: number[] = [];
    let step = 0;
    return {
      asked,
      get step() {
        return step;
      },
      train(count: number) {
        asked.push(count);
        step += count;
        return Promise.resolve();
      },
      settle: () => Promise.resolve(),
    } as unknown as Engine & { asked: number[] };
  }

  it('goes exactly to the step, and tells of every step once it is computed', async () => {
    const engine = fake();
    let done = 0;
    await trainTo(engine, 1000, { pipeline: createPipeline(), onSteps: (count) => (done += count) });
    expect([engine.step, done]).toEqual([1000, 1000]);
    expect(engine.asked[0]).toBe(1);
    await trainTo(engine, 1000, { pipeline: createPipeline() });
    expect(engine.step).toBe(1000);
  });

  it('stops between two submissions, and rejects with what the engine rejects with', async () => {
    const engine = fake();
    const stop = new AbortController();
    const stopped = trainTo(engine, 1e9, {
      pipeline: createPipeline(),
      signal: stop.signal,
      onSteps: () => {
        if (engine.step > 50) stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow('abort');
    expect(engine.step).toBeLessThan(1e9);
    vi.spyOn(engine, 'settle').mockRejectedValue(new Error('out of memory'));
    await expect(trainTo(engine, 1e9, { pipeline: createPipeline(), onSteps: () => undefined })).rejects.toThrow(
      'out of memory',
    );
  });

  it('lets messages come in', async () => {
    let came = false;
    setTimeout(() => (came = true), 0);
    for (let i = 0; i < 1000 && !came; i++) await yieldToEvents();
    expect(came).toBe(true);
  });
});
