import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { populationOf, type RunSpec } from '../run/runSpec.ts';
import { createWorld } from '../world/world.ts';
import { decodeRun } from './runFile.ts';
import { createRig, type OpenOptions, type Rig } from './testing/rig.ts';
import { smallRun } from './testing/smallRun.ts';

// They really train, seconds of a processor in all: on a busy machine that may take minutes, and nothing here is about how long it takes.
vi.setConfig({ testTimeout: 180_000 });

let rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.map(({ session }) => session.dispose()));
  rigs = [];
});

async function opened(run = smallRun(), options: OpenOptions = {}): Promise<Rig> {
  const rig = createRig();
  rigs.push(rig);
  await rig.speed(0);
  await rig.open(run, options);
  return rig;
}

const withTraining = (change: Partial<RunSpec['training']>, steps = 60): RunSpec => {
  const run = smallRun(steps);
  return { ...run, training: { ...run.training, ...change } };
};
const seeded = (data: number): RunSpec => ({ ...smallRun(), seeds: { data, init: data, dropout: data, batch: data } });
const lastStep = (rig: Rig): number => rig.frames().at(-1)?.step ?? -1;
const finished = (rig: Rig) => rig.until(() => rig.status() === 'finished');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Parameters of both arms after `steps` steps, by the scalar engine alone, with rates set at their steps. */
async function trainedAlone(
  run: RunSpec,
  rates: { from: number; run: RunSpec }[],
  steps: number,
): Promise<Float32Array[]> {
  const engine = await createScalarEngine(populationOf(run), [createWorld(run.world, run.seeds.data)]);
  for (let step = 0; step < steps; step++) {
    const rate = rates.find(({ from }) => from === step);
    if (rate) engine.setReplicas(populationOf(rate.run).replicas);
    await engine.train(1);
  }
  const { replicas } = await engine.evaluate({ full: true });
  engine.dispose();
  return replicas.map(({ full }) => full!.parameters);
}

describe('session', () => {
  it('opens paused at step 0 with two arms that are still equal', async () => {
    const rig = await opened();
    expect(rig.status()).toBe('paused');
    const [{ opened: info }] = rig.of('opened');
    expect(info.engine.backend).toBe('cpu');
    expect(info.why).toBe('asked');
    expect(rig.frames()).toHaveLength(1);
    const [frame] = rig.frames();
    expect(frame.step).toBe(0);
    expect(frame.arms[0].utilization).toEqual(frame.arms[1].utilization);
  });

  it('measures the learned bias against the best additive table where clicks are not additive', async () => {
    const run = smallRun();
    const rig = await opened({ ...run, world: { ...run.world, clickModel: 'examination' } });
    const best = rig.of('opened')[0].opened.world.truth!.bestAdditive!;
    const { truth, learned, rmse } = rig.frames().at(-1)!.arms[0].bias!;
    const mean = best.table[0].reduce((sum, logit) => sum + logit / 9, 0);
    best.table[0].forEach((logit, p) => expect(truth[0][p]).toBeCloseTo(logit - mean, 9));
    const squares = learned.flat().reduce((sum, value, i) => sum + (value - truth.flat()[i]) ** 2 / 27, 0);
    expect(rmse).toBeCloseTo(Math.sqrt(squares), 9);
  });

  it('plays to the end, and the arms differ by then', async () => {
    const rig = await opened();
    await rig.play();
    await finished(rig);
    const last = rig.frames().at(-1)!;
    expect(last.step).toBe(60);
    expect(last.arms[0].loss).not.toEqual(last.arms[1].loss);
    for (const arm of last.arms) {
      for (let k = 0; k < 4; k++)
        expect(arm.utilization.subarray(k * 4, k * 4 + 4).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
  });

  it('has the points of its curves on one grid of steps, however fast it was trained', async () => {
    // 400 steps: 150 points at most, so every third step, and the last one.
    const grid = [...Array.from({ length: 134 }, (_, i) => 3 * i), 400];
    const fast = await opened(smallRun(400));
    await fast.play();
    await finished(fast);
    expect(fast.history().map(({ step }) => step)).toEqual(grid);
    const halting = await opened(smallRun(400));
    for (const n of [1, 1, 5, 100, 1]) await halting.step(n);
    await halting.play();
    await halting.pause();
    await halting.play();
    await finished(halting);
    expect(halting.history()).toEqual(fast.history());
  });

  it('reset repeats the run to the last digit', async () => {
    const rig = await opened();
    await rig.play();
    await finished(rig);
    const first = rig.history();
    await rig.reset();
    expect(rig.status()).toBe('paused');
    expect(rig.history().map(({ step }) => step)).toEqual([0]);
    await rig.step(30);
    await rig.play();
    await finished(rig);
    expect(rig.history()).toEqual(first);
  });

  it('takes exactly n steps from a pause and stays paused', async () => {
    const rig = await opened();
    await rig.step(7);
    expect(lastStep(rig)).toBe(7);
    await rig.step(1);
    expect(lastStep(rig)).toBe(8);
    expect(rig.status()).toBe('paused');
    await rig.step(1000);
    expect(lastStep(rig)).toBe(60);
    expect(rig.status()).toBe('finished');
  });

  it('takes the steps of every press, also of quick ones, and of those that come before the run is there', async () => {
    const rig = createRig();
    rigs.push(rig);
    await Promise.all([rig.open(smallRun()), rig.step(2), rig.step(3)]);
    expect(lastStep(rig)).toBe(5);
    await Promise.all([rig.step(1), rig.step(1), rig.step(10)]);
    expect(lastStep(rig)).toBe(17);
  });

  it('pauses at once and goes on from where it was', async () => {
    const rig = await opened(smallRun(5000));
    await rig.play();
    await rig.until(() => lastStep(rig) > 20);
    await rig.pause();
    expect(rig.status()).toBe('paused');
    const at = lastStep(rig);
    await pause(50);
    expect(lastStep(rig)).toBe(at);
    await rig.step(1);
    expect(lastStep(rig)).toBe(at + 1);
  });

  it('keeps to the speed asked for', async () => {
    const rig = await opened();
    await rig.speed(100);
    const begun = performance.now();
    await rig.play();
    await rig.until(() => lastStep(rig) >= 30);
    expect(performance.now() - begun).toBeGreaterThan(200);
    await rig.pause();
    expect(rig.status()).toBe('paused');
  });

  it('takes another speed at once, not when the step of the speed before is due', async () => {
    // Time stands still, so that at one step a second the second one is never due.
    const rig = createRig({ now: () => 1000 });
    rigs.push(rig);
    await rig.open(smallRun());
    await rig.speed(1);
    await rig.play();
    await rig.until(() => lastStep(rig) === 1);
    await rig.speed(0);
    await finished(rig);
    expect(lastStep(rig)).toBe(60);
  });

  it('goes on at the chosen speed where the full speed to a step ends', async () => {
    const rig = createRig({ now: () => 1000 });
    rigs.push(rig);
    await rig.speed(1);
    const wishes = [rig.open(smallRun(), { until: 20 }), rig.play()];
    await rig.until(() => lastStep(rig) >= 21);
    await pause(50);
    expect(lastStep(rig)).toBe(21);
    await rig.pause();
    await Promise.all(wishes);
  });

  it('says its status once for every wish that it has heard, also where nothing changes', async () => {
    const rig = await opened();
    const before = rig.of('status').length;
    await rig.pause();
    await rig.pause();
    const said = rig.of('status').slice(before);
    expect(said.map(({ status, wish }) => [status, wish])).toEqual([
      ['paused', rig.newest() - 1],
      ['paused', rig.newest()],
    ]);
    await rig.step(5);
    const all = rig.of('status').map(({ status, wish }) => `${status} ${String(wish)}`);
    expect(all.filter((each, i) => each === all[i - 1])).toEqual([]);
  });

  it('says what is wrong with a world that cannot be made', async () => {
    const run = smallRun();
    const rig = await opened({ ...run, world: { ...run.world, candidates: 3 } });
    expect(rig.status()).toBe('failed');
    expect(rig.of('failed')).toHaveLength(1);
    expect(rig.of('failed')[0]).toMatchObject({
      code: 'world',
      message: expect.stringContaining('candidates') as string,
    });
    await rig.play();
    await rig.step(3);
    expect(rig.status()).toBe('failed');
    await rig.open(smallRun());
    expect(rig.status()).toBe('paused');
  });

  it('waits while its page is hidden, unless it is to go on', async () => {
    const rig = await opened(smallRun(5000));
    await rig.hidden(true);
    await rig.play();
    await pause(60);
    expect(lastStep(rig)).toBe(0);
    await rig.hidden(true, true);
    await rig.until(() => lastStep(rig) > 3);
    await rig.pause();
  });
});

describe('what was changed while it trained', () => {
  it('acts from the next step on, and nothing else changes', async () => {
    const run = withTraining({ gateDropout: 0.1 });
    const changed = withTraining({ gateDropout: 0.5 });
    const rig = await opened(run);
    await rig.step(20);
    await rig.change('gateDropout', 0.5);
    await rig.step(20);
    const timeline = [{ step: 20, path: 'run.training.gateDropout', value: 0.5 }];
    expect(rig.of('course').at(-1)).toMatchObject({ course: { run, timeline }, settings: changed });
    const expected = await trainedAlone(run, [{ from: 20, run: changed }], 40);
    expect(
      rig
        .frames()
        .at(-1)!
        .arms.map(({ parameters }) => parameters),
    ).toEqual(expected);
  });

  it('is replayed at the same steps, to the last digit, by reset, by a link and by a file', async () => {
    const rig = await opened();
    await rig.step(17);
    await rig.change('learningRate', 0.2);
    await rig.step(14);
    await rig.change('gateDropout', 0.4);
    const file = await rig.session.save();
    await rig.play();
    await finished(rig);
    const first = rig.history();
    const { course } = rig.of('course').at(-1)!;
    expect(course.timeline.map(({ step }) => step)).toEqual([17, 31]);

    await rig.reset();
    expect(rig.of('course').at(-1)!.settings).toEqual(smallRun());
    await rig.play();
    await finished(rig);
    expect(rig.history()).toEqual(first);
    expect(rig.of('course').at(-1)!.settings.training).toMatchObject({ learningRate: 0.2, gateDropout: 0.4 });

    const linked = await opened(course.run, { timeline: course.timeline });
    await linked.play();
    await finished(linked);
    expect(linked.history()).toEqual(first);

    const saved = await decodeRun(file);
    const filed = await opened(saved.run, { timeline: saved.timeline, saved });
    expect(lastStep(filed)).toBe(31);
    await filed.play();
    await finished(filed);
    expect(filed.frames().at(-1)!.arms).toEqual(rig.frames().at(-1)!.arms);
  });

  it('before the first step is the run itself', async () => {
    const rig = await opened();
    await rig.change('gateDropout', 0.3);
    expect(rig.of('course').at(-1)!.course).toEqual({ run: withTraining({ gateDropout: 0.3 }), timeline: [] });
  });

  it('drops what was in store for that field, and no more', async () => {
    const timeline = [
      { step: 30, path: 'run.training.gateDropout', value: 0.5 },
      { step: 40, path: 'run.training.learningRate', value: 0.1 },
    ];
    const rig = await opened(smallRun(), { timeline });
    await rig.step(10);
    await rig.change('gateDropout', 0.2);
    expect(rig.of('course').at(-1)!.course.timeline).toEqual([
      { step: 10, path: 'run.training.gateDropout', value: 0.2 },
      timeline[1],
    ]);
  });

  it('and then reset at once belongs to the run at the step that it had reached', async () => {
    const rig = await opened();
    await rig.step(10);
    await Promise.all([rig.change('gateDropout', 0.2), rig.reset(), rig.change('learningRate', 0.3)]);
    const { course } = rig.of('course').at(-1)!;
    expect(course.timeline).toEqual([{ step: 10, path: 'run.training.gateDropout', value: 0.2 }]);
    expect(course.run.training.learningRate).toBe(0.3);
  });

  it('does not touch a run that has ended', async () => {
    const rig = await opened();
    await rig.step(60);
    await rig.change('gateDropout', 0.3);
    expect(rig.of('course').at(-1)!.course).toEqual({ run: smallRun(), timeline: [] });
  });
});

describe('another run', () => {
  it('opened in quick succession: only the newest is announced, and every wish is answered', async () => {
    const rig = createRig();
    rigs.push(rig);
    await Promise.all([1, 2, 3].map((data) => rig.open(seeded(data))));
    expect(rig.of('opened').map(({ opened: { run } }) => run.seeds.data)).toEqual([3]);
    expect(rig.of('frame').every(({ run }) => run === 3)).toBe(true);
  });

  it('trained to a step at full speed, whatever the speed, and paused there', async () => {
    const rig = createRig();
    rigs.push(rig);
    await rig.speed(2);
    await rig.open(smallRun(), { until: 45 });
    expect(rig.status()).toBe('paused');
    expect(lastStep(rig)).toBe(45);
    expect(rig.of('status').map(({ status }) => status)).toContain('running');
    expect(rig.history().map(({ step }) => step)).toEqual(Array.from({ length: 46 }, (_, i) => i));
  });

  it('stops where it is when the rest is skipped', async () => {
    const rig = createRig();
    rigs.push(rig);
    const open = rig.open(smallRun(5000), { until: 4900 });
    await rig.until(() => lastStep(rig) > 2);
    await rig.pause();
    await open;
    expect(rig.status()).toBe('paused');
    expect(lastStep(rig)).toBeLessThan(4900);
  });

  it('left and come back to is there as it was, trained', async () => {
    const rig = await opened();
    await rig.step(25);
    await rig.change('gateDropout', 0.4);
    await rig.step(5);
    const left = rig.frames().at(-1)!;
    const before = rig.history();
    const { course } = rig.of('course').at(-1)!;
    await rig.open(seeded(5));
    expect(lastStep(rig)).toBe(0);
    await rig.open(course.run, { timeline: course.timeline, resume: true });
    expect(rig.frames().at(-1)).toEqual(left);
    expect(rig.history()).toEqual(before);
    await rig.open(seeded(5), { resume: true });
    await rig.open(course.run, { timeline: course.timeline });
    expect(lastStep(rig)).toBe(0);
  });
});

describe('a run that diverges', () => {
  const wild = withTraining({ optimizer: 'sgd', learningRate: 10, decayTo: 1 });

  it('stops, keeps the last finite frame and names the knob; reset starts over', async () => {
    const rig = await opened(wild);
    await rig.play();
    await rig.until(() => rig.status() === 'diverged' || rig.status() === 'finished');
    expect(rig.status()).toBe('diverged');
    expect(rig.of('diverged')[0].cause).toBe('learningRate');
    expect(
      rig
        .frames()
        .at(-1)!
        .arms.every((arm) => arm.loss.every(Number.isFinite)),
    ).toBe(true);
    await rig.play();
    await rig.step(5);
    expect(rig.status()).toBe('diverged');
    expect(await rig.session.ablate()).toBeNull();
    await rig.reset();
    expect(rig.status()).toBe('paused');
    expect(lastStep(rig)).toBe(0);
  });

  it('is saved as it was when it was still in order', async () => {
    const rig = await opened(wild);
    await rig.play();
    await rig.until(() => rig.status() === 'diverged');
    const saved = await decodeRun(await rig.session.save());
    expect(saved.state.every(Number.isFinite)).toBe(true);
    expect(saved.step).toBeLessThan(60);
    expect(saved.history.every(({ step }) => step <= saved.step)).toBe(true);
  });
});

describe('questions', () => {
  it('are answered between two slices of training, which goes on', async () => {
    const rig = await opened(smallRun(5000));
    await rig.play();
    await rig.until(() => lastStep(rig) > 5);
    const ablation = await rig.session.ablate();
    expect(ablation!.without[0]).toHaveLength(4);
    const saved = await decodeRun(await rig.session.save());
    expect(saved.step).toBeGreaterThanOrEqual(ablation!.step);
    await rig.until(() => lastStep(rig) > saved.step);
    expect(rig.status()).toBe('running');
    await rig.pause();
  });

  it('saves a run that goes on from the file to the same last digit', async () => {
    const rig = await opened();
    await rig.step(20);
    const file = await rig.session.save();
    await rig.step(20);
    const saved = await decodeRun(file);
    const again = await opened(seeded(9));
    await again.open(saved.run, { timeline: saved.timeline, saved });
    expect(lastStep(again)).toBe(20);
    expect(again.history().map(({ step }) => step)).toEqual(Array.from({ length: 21 }, (_, i) => i));
    await again.step(20);
    expect(again.frames().at(-1)!.arms).toEqual(rig.frames().at(-1)!.arms);
    // The same arithmetic: nothing to say.
    expect(again.of('notice')).toEqual([]);
  });

  it('says when a run from a file goes on with other rounding', async () => {
    const rig = await opened();
    await rig.step(2);
    const saved = { ...(await decodeRun(await rig.session.save())), backend: 'wasm', rounding: 'once' } as const;
    await rig.open(saved.run, { timeline: saved.timeline, saved });
    expect(rig.of('notice').map(({ code, values }) => [code, values])).toEqual([
      ['otherRounding', { was: 'once', is: 'cpu' }],
    ]);
    // It is open all the same, where it was.
    expect(lastStep(rig)).toBe(2);
  });

  it('are answered when nothing is open, and when the session ends', async () => {
    const rig = createRig();
    expect(await rig.session.ablate()).toBeNull();
    await expect(rig.session.save()).rejects.toThrow('no run');
    const open = rig.open(smallRun());
    const asked = rig.session.save();
    await rig.session.dispose();
    await open;
    await expect(asked).rejects.toThrow('no run');
    await expect(rig.play()).rejects.toThrow('closed');
  });
});
