/** What the session has measured when, and what it does where a measurement comes late: on a toy engine whose answers a test can hold back. */
import { describe, expect, it } from 'vitest';
import type { Detail, EngineName } from '../engine/types.ts';
import { decodeRun } from './runFile.ts';
import { smallRun } from './testing/smallRun.ts';
import { createToys, held, reached, rounds, type Toys } from './testing/toys.ts';

/** A run of 300 steps, a point of its curves at every other. */
const run = smallRun(300);

describe('while it trains', () => {
  it('the points of the curves are measured, each once, and nothing between them while no time passes', async () => {
    const { rig, asked } = createToys();
    await rig.speed(0);
    await rig.open(run);
    await rig.play();
    await rig.until(() => rig.status() === 'finished');
    expect(asked).toEqual(Array.from({ length: 151 }, (_, i) => 2 * i));
  });

  // One step at a time, each when it is due at its speed; the points of the curves are 20 steps apart. Before steps have been left out.
  it.each([
    ['33 ms have passed since the last one', 31, 33, 0, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['no less than that has passed', 32, 32, 0, [0, 2, 4, 6, 8]],
    ['measuring has had half of the time', 10, 100, 100, [0, 2, 4]],
    ['measuring has had no more than half of the time', 10, 100, 101, [0, 3, 6]],
  ])('a frame comes between two points where %s', async (_, speed, stepMs, measuringMs, expected) => {
    const toys = createToys({
      evaluating: () => {
        toys.time.now += measuringMs;
        return undefined;
      },
      trained: () => void (toys.time.now += stepMs),
      ticks: 0,
    });
    await toys.rig.speed(speed);
    await toys.rig.open(smallRun(3000));
    await toys.rig.play();
    await reached(toys, 9 - (9 % expected[1]));
    expect(toys.asked.slice(0, expected.length)).toEqual(expected);
    await toys.rig.pause();
  });

  it('at full speed frames come no oftener than every 33 ms, each with all points of the curves since the one before', async () => {
    const toys = createToys({ trained: () => (toys.time.now += 10), ticks: 0 });
    const { rig } = toys;
    await rig.speed(0);
    await rig.open(run);
    await rig.play();
    await rig.until(() => rig.status() === 'finished');
    expect(toys.asked).toEqual(Array.from({ length: 151 }, (_, i) => 2 * i));
    const steps = rig.frames().map(({ step }) => step);
    // Two steps take 10 ms, and a point’s answer comes when the next two have been taken: that of 6 at 40 ms. The last one is the end.
    expect(steps).toEqual([0, ...Array.from({ length: 37 }, (_, i) => 6 + 8 * i), 300]);
    expect(rig.history().map(({ step }) => step)).toEqual(Array.from({ length: 151 }, (_, i) => 2 * i));
  });

  it('a device too slow for the speed gives up frames, not steps: what is left are the points of the curves', async () => {
    const toys = createToys({
      evaluating: () => {
        toys.time.now += 100;
        return undefined;
      },
      trained: () => (toys.time.now += 34),
      ticks: 0,
    });
    await toys.rig.speed(30);
    await toys.rig.open(smallRun(3000));
    const from = toys.time.now;
    await toys.rig.play();
    await reached(toys, 300);
    await toys.rig.pause();
    // A frame every 300 ms would leave 20 steps a second; 20 steps and a point take 780 ms.
    expect((300 * 1000) / (toys.time.now - from)).toBeGreaterThan(25);
    expect(toys.asked.filter((step) => step > 20 && step < 300 && step % 20 > 0)).toEqual([]);
  });

  describe('for a page that draws slowly', () => {
    /** Points of the curves are 20 steps apart; what the page was sent is drawn when the test says so. */
    async function slowPage(
      stepMs: number,
      at: (step: number, toys: Toys, drawn: (() => void)[]) => void = () => undefined,
    ) {
      const drawn: (() => void)[] = [];
      const toys = createToys({
        draws: () => new Promise((done) => drawn.push(done)),
        trained: (step) => {
          toys.time.now += stepMs;
          at(step, toys, drawn);
        },
        ticks: 0,
      });
      await toys.rig.speed(1000 / stepMs);
      await toys.rig.open(smallRun(3000));
      await toys.rig.play();
      return toys;
    }

    it('trains on, measures nothing that it could not draw, and goes on when it has drawn', async () => {
      // The state before the first step was sent, and is drawn at step 12; the next one never is.
      const toys = await slowPage(40, (step, _, drawn) => {
        if (step === 12) drawn[0]();
      });
      await reached(toys, 19);
      await toys.rig.pause();
      const between = toys.asked.filter((step) => step > 0 && step < 19);
      expect(between).toHaveLength(1);
      expect(between[0]).toBeGreaterThanOrEqual(12);
      expect(between[0]).toBeLessThanOrEqual(14);
    });

    it('a page that is never drawn, for nobody looks at it, has a frame every second; points of the curves are all measured', async () => {
      const toys = await slowPage(100);
      await reached(toys, 100);
      await toys.rig.pause();
      const asked = toys.asked.filter((step) => step > 0 && step < 100);
      expect(asked.filter((step) => step % 20 === 0)).toEqual([20, 40, 60, 80]);
      // Between two points there are two seconds.
      const between = asked.filter((step) => step % 20 > 0);
      expect(between).toHaveLength(5);
      for (const step of between) expect([10, 11, 12]).toContain(step % 20);
    });

    it('at rest it is sent where the run is, drawn or not', async () => {
      const toys = await slowPage(40);
      await reached(toys, 7);
      await toys.rig.pause();
      await toys.rig.until(() => toys.rig.status() === 'paused');
      await toys.rig.until(() => (toys.rig.frames().at(-1)?.step ?? 0) >= 7);
      expect(toys.rig.frames().at(-1)?.step).toBe(toys.engines[0].step);
    });
  });

  it('no two measurements are under way together', async () => {
    const toys = createToys({ evaluating: () => rounds(2), trained: () => void (toys.time.now += 200) });
    await toys.rig.speed(0);
    await toys.rig.open(smallRun(160));
    await toys.rig.play();
    await reached(toys, 40);
    await toys.rig.pause();
    expect(toys.together()).toBe(1);
  });
});

describe('the clock', () => {
  const step = ({ engines }: Toys): number => engines.at(-1)!.step;

  it.each([
    [
      'paused, and played again much later',
      7,
      async ({ rig, time }: Toys) => {
        await rig.pause();
        time.now += 1000;
        await rig.play();
      },
    ],
    ['reset and played at once', 1, ({ rig }: Toys) => Promise.all([rig.reset(), rig.play()])],
    ['left for another one that plays at once', 1, ({ rig }: Toys) => Promise.all([rig.open(run), rig.play()])],
  ])('begins anew where a run is %s: one step is due, and none for the time before', async (_, then, wishes) => {
    const toys = createToys();
    await toys.rig.speed(100);
    await toys.rig.open(run);
    await toys.rig.play();
    while (step(toys) === 0) await rounds(1);
    toys.time.now += 50;
    await reached(toys, 6);
    await wishes(toys);
    await rounds();
    expect(step(toys)).toBe(then);
    await toys.rig.pause();
    expect(step(toys)).toBe(then);
  });

  it('goes on as it was whatever is wished for but another speed', async () => {
    const toys = createToys();
    await toys.rig.speed(1);
    await toys.rig.open(run);
    await toys.rig.play();
    const { rig } = toys;
    while (step(toys) === 0) await rounds(1);
    await Promise.all([rig.speed(1), rig.play(), rig.hidden(false), rig.change('gateDropout', 0.2)]);
    await rounds();
    expect(step(toys)).toBe(1);
    await rig.pause();
  });

  it('tells how fast it trains, of which no rest is a part; at rest it trains at no speed', async () => {
    const toys = createToys({ trained: () => (toys.time.now += 40), ticks: 0 });
    const { rig } = toys;
    await rig.speed(30);
    await rig.open(smallRun(3000));
    for (const step of [3, 6]) {
      await rig.play();
      await reached(toys, step);
      await rig.pause();
      toys.time.now += 500;
    }
    const rates = rig.frames().map(({ stepsPerSecond }) => stepsPerSecond);
    // A frame after each step, 40 ms apart, and one more at most where it is paused.
    expect(rates.filter((rate) => rate > 0).length).toBeGreaterThanOrEqual(6);
    for (const rate of rates.filter((rate) => rate !== 0)) expect(rate).toBeCloseTo(25, 9);
    expect(rates[0]).toBe(0);
    await rig.step(1);
    expect(rig.frames().at(-1)).toMatchObject({ step: toys.engines[0].step, stepsPerSecond: 0 });
  });
});

it('hears a pause also of an engine that answers at once', async () => {
  const toys = createToys({ ticks: 0 });
  await toys.rig.speed(0);
  await toys.rig.open(smallRun(100_000));
  await toys.rig.play();
  await rounds(3);
  await toys.rig.pause();
  expect(toys.engines[0].step).toBeLessThan(100_000);
});

describe('what the page looks at', () => {
  const all = ['predictions', 'parameters'];
  const seen = ({ rig }: Toys) =>
    rig.frames().map(({ step, details, arms }) => [step, details, arms[0].parameters.length]);

  it('alone is read back between two points of the curves; a point has everything', async () => {
    const toys = createToys({ ticks: 0 });
    const { rig } = toys;
    await rig.want({ kind: 'look', details: ['parameters'] });
    await rig.open(run);
    for (let i = 0; i < 3; i++) await rig.step(1);
    expect(toys.asked).toEqual([0, 1, 2, 3]);
    expect(toys.details).toEqual([all, ['parameters'], all, ['parameters']]);
    const [, between, point] = rig.frames();
    expect(between.arms[0].auc).toEqual([NaN, NaN, NaN, NaN]);
    // Every score is the same: half of the pairs are in order.
    expect(point.arms[0].auc.filter((_, k) => k === 0)).toEqual([0.5]);
  });

  it('is there at once when it is more than before, also at rest, and takes no step', async () => {
    const toys = createToys({ ticks: 0 });
    const { rig } = toys;
    await rig.want({ kind: 'look', details: [] });
    await rig.open(run);
    await rig.step(1);
    const before = rig.history();
    await rig.want({ kind: 'look', details: ['parameters'] });
    await rig.want({ kind: 'look', details: [] });
    await rig.want({ kind: 'look', details: all as Detail[] });
    expect(seen(toys)).toEqual([
      [0, all, 1],
      [1, [], 0],
      [1, ['parameters'], 1],
      [1, all, 1],
    ]);
    expect([rig.status(), toys.engines[0].step]).toEqual(['paused', 1]);
    expect(rig.history()).toEqual(before);
  });

  it('is there before the next step is due', async () => {
    const toys = createToys({ trained: () => (toys.time.now += 40), ticks: 0 });
    const { rig } = toys;
    await rig.want({ kind: 'look', details: [] });
    await rig.speed(2);
    await rig.open(run);
    await rig.play();
    await reached(toys, 1);
    expect(seen(toys).at(-1)).toEqual([1, [], 0]);
    await rig.want({ kind: 'look', details: ['parameters'] });
    expect(seen(toys).at(-1)).toEqual([1, ['parameters'], 1]);
    expect(rig.status()).toBe('running');
    await rig.pause();
  });
});

it('trains on while a frame between two points of the curves is measured, up to the next point', async () => {
  const gate = held();
  const toys = createToys({
    evaluating: (step) => (step === 1 ? gate.until : undefined),
    trained: () => (toys.time.now += 40),
  });
  await toys.rig.speed(30);
  await toys.rig.open(smallRun(3000));
  await toys.rig.play();
  while (toys.engines[0].step < 20) await rounds(1);
  await rounds();
  expect([toys.engines[0].step, toys.asked]).toEqual([20, [0, 1]]);
  gate.release();
  await reached(toys, 20);
  await toys.rig.pause();
});

it('measures the last of the steps taken once, though it is a point of the curves', async () => {
  const toys = createToys({ evaluating: () => rounds(2) });
  await toys.rig.speed(0);
  await toys.rig.open(run);
  await toys.rig.step(4);
  expect([toys.rig.status(), toys.asked]).toEqual(['paused', [0, 2, 4]]);
});

describe('what waits for a measurement', () => {
  // Asked for when the measurement has just begun: the next thing that the session does.
  it('a file has the point that was being measured when it was asked for', async () => {
    const gate = held();
    let file: Promise<ArrayBuffer> | undefined;
    const toys = createToys({
      evaluating: (step) => {
        if (step !== 4) return undefined;
        file = toys.rig.session.save();
        return gate.until;
      },
    });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.play();
    while (!toys.asked.includes(4)) await rounds(1);
    await rounds();
    gate.release();
    const { step, history } = await decodeRun(await file!);
    expect([step, history.map((point) => point.step)]).toEqual([4, [0, 2, 4]]);
    await toys.rig.pause();
  });

  it('a reset begins when the frame that is being measured has come: its curves begin with step 0', async () => {
    const gate = held();
    const toys = createToys({
      evaluating: (step) => (step === 1 ? gate.until : undefined),
      trained: () => (toys.time.now += 40),
    });
    await toys.rig.speed(30);
    await toys.rig.open(smallRun(3000));
    await toys.rig.play();
    while (!toys.asked.includes(1)) await rounds(1);
    const reset = toys.rig.reset();
    await rounds();
    gate.release();
    await reset;
    expect([toys.rig.frames().map(({ step }) => step), toys.rig.of('frame').at(-1)?.restart]).toEqual([
      [0, 1, 0],
      true,
    ]);
  });

  it('a reset whose measurement fails says so once', async () => {
    const gate = held();
    let reset: Promise<void> | undefined;
    const toys = createToys({
      evaluating: (step) => {
        if (step !== 4) return undefined;
        reset = toys.rig.reset();
        return gate.until.then(() => {
          throw new Error('the buffer cannot be read');
        });
      },
    });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.play();
    while (!toys.asked.includes(4)) await rounds(1);
    await rounds();
    gate.release();
    await reset;
    expect(toys.rig.of('failed').map(({ message }) => message)).toEqual(['the buffer cannot be read']);
    expect(toys.rig.status()).toBe('failed');
  });

  it('nothing is told of a run whose measurement comes when another one is wanted', async () => {
    const gate = held();
    const toys = createToys({ evaluating: (step) => (step === 4 ? gate.until : undefined) });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.play();
    while (!toys.asked.includes(4)) await rounds(1);
    const other = toys.rig.open(smallRun());
    const before = toys.rig.of('frame').length;
    await rounds();
    gate.release();
    await other;
    expect(
      toys.rig
        .of('frame')
        .slice(before)
        .map(({ run: number, frame }) => [number, frame.step]),
    ).toEqual([[toys.rig.newest(), 0]]);
  });

  it('a run that diverged is saved at the step that was found in order, not where its engine is', async () => {
    const toys = createToys({
      evaluated: ({ step, replicas }) => ({
        step,
        replicas: replicas.map((replica) => ({ ...replica, finite: step < 6 })),
      }),
    });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.play();
    await toys.rig.until(() => toys.rig.status() === 'diverged');
    expect(toys.engines[0].step).toBeGreaterThanOrEqual(6);
    // No second has passed since its beginning.
    const saved = await decodeRun(await toys.rig.session.save());
    expect([saved.step, saved.history.map(({ step }) => step)]).toEqual([0, [0]]);
  });
});

it('gives up the engine of a run that was made when another one was wanted already', async () => {
  const gate = held();
  const toys = createToys({ opening: (number) => (number === 1 ? gate.until : undefined) });
  const first = toys.rig.open(run);
  await rounds();
  const second = toys.rig.open(smallRun());
  await rounds();
  gate.release();
  await Promise.all([first, second]);
  expect(toys.rig.of('opened').map(({ run: number }) => number)).toEqual([2]);
  expect(toys.engines).toHaveLength(2);
  expect(toys.disposed).toEqual([toys.engines[0]]);
  // And of one that was open.
  await toys.rig.open(run);
  expect(toys.disposed).toEqual(toys.engines.slice(0, 2));
});

it('leaves a run as it was where a change is wished for while its last steps are trained', async () => {
  const toys = createToys({
    trained: (step) => {
      if (step === 60) void toys.rig.change('gateDropout', 0.4);
    },
  });
  await toys.rig.speed(0);
  await toys.rig.open(smallRun());
  await toys.rig.play();
  await toys.rig.until(() => toys.rig.status() === 'finished');
  await rounds();
  expect(toys.rig.of('course').at(-1)).toMatchObject({ wish: toys.rig.newest(), course: { timeline: [] } });
});

it('says that it trains before it does', async () => {
  const said: unknown[] = [];
  const toys = createToys({ trained: () => void said.push(toys.rig.status()) });
  await toys.rig.speed(0);
  await toys.rig.open(smallRun());
  for (const step of [4, 20, 40]) {
    await toys.rig.play();
    await reached(toys, step);
    await toys.rig.pause();
  }
  expect(new Set(said)).toEqual(new Set(['running']));
});

it('asks a device that takes the place of a lost one for a single step first, and says so', async () => {
  let before = 0;
  const toys = createToys({
    trained: (step) => {
      if (before > 0 || step < 200) return;
      before = toys.counts.length;
      toys.recovered(step);
    },
  });
  await toys.rig.speed(0);
  await toys.rig.open(smallRun(3000));
  await toys.rig.play();
  await reached(toys, 400);
  await toys.rig.pause();
  expect(Math.max(...toys.counts.slice(0, before))).toBeGreaterThan(10);
  expect(toys.counts.slice(before, before + 2)).toEqual([1, 1]);
  expect(toys.rig.of('engine').map(({ engine, why }) => [engine.engine, why])).toEqual([['simd', 'webgpu-lost']]);
  expect(toys.rig.of('notice')).toMatchObject([{ code: 'deviceLost', values: { backend: 'wasm' } }]);
});

it('says at rest that the last steps have failed, before it measures them', async () => {
  const toys = createToys({
    settling: (step) => (step === 5 ? Promise.reject(new Error('out of memory')) : undefined),
  });
  await toys.rig.speed(0);
  await toys.rig.open(smallRun(3000));
  await toys.rig.step(5);
  expect(toys.asked).toEqual([0]);
  expect(toys.rig.of('failed')).toMatchObject([{ code: 'run', message: 'out of memory' }]);
});

describe('what a run that is opened waits for', () => {
  it('is told before each of it takes its time: the world, then one engine after the other, then the first measurement', async () => {
    const compiled = held();
    const toys = createToys({
      opening: async (_, trying) => {
        trying('fused');
        await compiled.until;
        trying('simd');
      },
      evaluating: () => rounds(2),
    });
    const phases = (): unknown[] => toys.rig.of('phase').map(({ phase }) => phase);
    const open = toys.rig.open(run);
    await rounds();
    // The kernels do not come, and the reader knows what is waited for.
    expect([phases(), toys.rig.status()]).toEqual([['world', 'compiling'], 'opening']);
    compiled.release();
    await open;
    expect(phases()).toEqual(['world', 'compiling', 'engine', 'measuring']);
    const order = toys.rig.events.map(({ type }) => type);
    expect(order.lastIndexOf('phase')).toBeLessThan(order.indexOf('frame'));
  });

  it('is not told of a run that is not wanted any more, nor of an engine that takes the place of a lost one', async () => {
    const gate = held();
    const tryings: ((name: EngineName) => void)[] = [];
    const toys = createToys({
      opening: (number, trying) => {
        tryings.push(trying);
        return number === 1 ? gate.until : undefined;
      },
    });
    const first = toys.rig.open(run);
    await rounds();
    const second = toys.rig.open(smallRun());
    tryings[0]('fused');
    gate.release();
    await Promise.all([first, second]);
    tryings[1]('fused');
    expect(toys.rig.of('phase').map(({ run: number, phase }) => [number, phase])).toEqual([
      [1, 'world'],
      [2, 'world'],
      [2, 'measuring'],
    ]);
  });
});
