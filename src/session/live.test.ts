import { expect, it } from 'vitest';
import { createTables } from '../run/dataOf.ts';
import type { Course } from '../run/timeline.ts';
import { LiveRun, WorldError } from './live.ts';
import { smallRun } from './testing/smallRun.ts';
import { ToyEngine, toyStart, toyStep } from './testing/toyEngine.ts';

/** A run on the platform asks for none. */
const noTables = createTables(() => Promise.reject(new Error('no network')));

const GATE = 'run.training.gateDropout';
const RATE = 'run.training.learningRate';

/** A run of 400 steps (a point of its curves at every third) on an engine that answers at once, in a time of its own. */
async function opened(course: Partial<Course> = {}) {
  const time = { now: 0 };
  let engine: ToyEngine | undefined;
  const live = await LiveRun.open(
    7,
    { run: smallRun(400), timeline: [], ...course },
    (population, data, number) => {
      expect([number, data.length]).toEqual([7, 1]);
      engine = new ToyEngine(population, data, () => 0, true);
      return Promise.resolve({ engine, why: 'asked' });
    },
    noTables,
    () => time.now,
  );
  return { live, time, engine: engine! };
}

/** Trains to a step, whatever the stretches; the steps at which a change in store acted. */
async function trainTo(live: LiveRun, step: number): Promise<number[]> {
  const acted: number[] = [];
  while (live.step < step) if (await live.train(step - live.step)) acted.push(live.step);
  await live.pipeline.drain();
  return acted;
}

/** What the toy engine's model without dropout is after so many steps. */
function trained(steps: number, rateAt: (step: number) => number): number {
  let value = toyStart(smallRun().seeds.init);
  for (let step = 0; step < steps; step++) value = toyStep(value, step, 0, rateAt(step));
  return value;
}

it('knows its course, its engine and how far it is', async () => {
  const { live } = await opened();
  expect([live.number, live.step, live.steps, live.grid, live.why]).toEqual([7, 0, 400, 3, 'asked']);
  expect(live.info).toEqual({ engine: 'fused', backend: 'webgpu', adapter: 'toy' });
});

it('says what makes no world', async () => {
  const run = { ...smallRun(), world: { ...smallRun().world, candidates: 3 } };
  const open = opened({ run });
  await expect(open).rejects.toThrow(WorldError);
  await expect(open).rejects.toThrow('candidates');
});

it('stretches to the next point of its curves, or to the next change', async () => {
  const { live } = await opened({ timeline: [{ step: 5, path: GATE, value: 0.4 }] });
  const stretches: number[] = [];
  for (let step = 0; step <= 6; step++) {
    await trainTo(live, step);
    stretches.push(live.stretch);
  }
  expect(stretches).toEqual([3, 2, 1, 2, 1, 1, 3]);
});

it('trains each step with the rates of its time, and says when a change acts', async () => {
  const timeline = [{ step: 5, path: RATE, value: 0.25 }];
  const { live, engine } = await opened({ timeline });
  expect(await trainTo(live, 9)).toEqual([5]);
  const [{ parameters }] = await live.measure().then((measured) => (measured.diverged ? [] : measured.arms));
  expect(parameters[0]).toBe(trained(9, (step) => (step < 5 ? 0.7 : 0.25)));
  // A wish takes the place of what was in store, from the next step on.
  live.change([{ number: 1, path: RATE, value: 0.5 }]);
  expect(live.course.timeline).toEqual([...timeline, { step: 9, path: RATE, value: 0.5 }]);
  expect(engine.population.replicas.map(({ learningRate }) => learningRate)).toEqual([0.5, 0.5]);
});

it('is opened with the rates of its first step, and gives its engine up in the end', async () => {
  const { live, engine } = await opened({ timeline: [{ step: 1, path: RATE, value: 0.25 }] });
  expect(engine.population.replicas.map(({ learningRate }) => learningRate)).toEqual([0.7, 0.7]);
  live.dispose();
  await expect(engine.checkpoint()).rejects.toThrow('lost');
});

it('goes back to its beginning with the rates that it began with, and forgets its curves', async () => {
  const { live, engine } = await opened({ timeline: [{ step: 2, path: RATE, value: 0.25 }] });
  await live.measure();
  await trainTo(live, 6);
  await live.measure();
  expect(live.recorder.history().map(({ step }) => step)).toEqual([0, 6]);
  await live.reset();
  expect([live.step, live.recorder.history()]).toEqual([0, []]);
  expect(engine.population.replicas[0].learningRate).toBe(0.7);
  await trainTo(live, 1);
  expect(engine.population.replicas[0].learningRate).toBe(0.7);
});

it('is kept as it is, and goes on from there', async () => {
  const { live } = await opened({ timeline: [{ step: 2, path: RATE, value: 0.25 }] });
  await live.measure();
  await trainTo(live, 6);
  const kept = await live.keep();
  expect([kept.step, kept.course, kept.history.map(({ step }) => step)]).toEqual([6, live.course, [0]]);
  const other = await opened({ timeline: live.course.timeline });
  await other.live.resume(kept);
  expect(other.live.step).toBe(6);
  expect(other.engine.population.replicas[0].learningRate).toBe(0.25);
  const measured = await other.live.measure();
  expect(measured.diverged ? [] : other.live.recorder.news().map(({ step }) => step)).toEqual([0, 6]);
  expect(other.live.good.step).toBe(6);
});

it('falls back on a state in order that is a second old at most, and never on one that diverged', async () => {
  const { live, time, engine } = await opened();
  const goodAfter = async (ms: number, step: number): Promise<number> => {
    time.now += ms;
    await trainTo(live, step);
    await live.measure();
    return live.good.step;
  };
  expect(await goodAfter(999, 1)).toBe(0);
  expect(await goodAfter(1, 2)).toBe(2);
  expect(await goodAfter(999, 3)).toBe(2);
  expect(await goodAfter(1, 4)).toBe(4);
  const broken = await engine.checkpoint();
  await engine.restore({ step: 9, state: broken.state.fill(NaN) });
  time.now += 5000;
  expect(await live.measure()).toEqual({ step: 9, diverged: true });
  expect(live.good.step).toBe(4);
  await live.reset();
  expect(live.good.step).toBe(0);
  expect(await goodAfter(999, 1)).toBe(0);
});

it('waits for room where as much is on its way as may be', async () => {
  const { live, engine } = await opened();
  let release = (): void => undefined;
  engine.settle = () => new Promise((done) => (release = done));
  const answers: (boolean | null)[] = [];
  let waiting = true;
  const trying = (async () => {
    do answers.push(await live.train(1));
    while (answers.at(-1) !== null);
    waiting = false;
  })();
  for (let i = 0; i < 10; i++) await new Promise((done) => setImmediate(done));
  const submitted = answers.length;
  expect([waiting, submitted]).toEqual([true, live.step]);
  release();
  await trying;
  expect(answers.slice(submitted)).toEqual([null]);
  expect(live.step).toBe(submitted);
});

it('where its last steps failed is not kept, and goes back to its beginning all the same', async () => {
  const { live, engine } = await opened();
  const settle = engine.settle.bind(engine);
  engine.settle = () => Promise.reject(new Error('out of memory'));
  await live.train(1);
  await expect(live.keep()).rejects.toThrow('out of memory');
  engine.settle = settle;
  await live.reset();
  await trainTo(live, 5);
  expect((await live.keep()).step).toBe(5);
});
