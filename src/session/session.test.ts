import { afterEach, describe, expect, it } from 'vitest';
import { defaultRun, type RunSpec } from '../run/runSpec.ts';
import type { Frame, HistoryPoint, RunStatus, SessionEvent } from './protocol.ts';
import { createSession } from './session.ts';

function smallRun(): RunSpec {
  const run = defaultRun();
  return {
    ...run,
    world: { ...run.world, impressions: 900, heldOut: 450 },
    model: { ...run.model, experts: 4, expertUnits: 4, sharedUnits: 8 },
    training: { ...run.training, steps: 60, batch: 16 },
  };
}

/** A session on the CPU whose events are kept. */
function listening() {
  const session = createSession();
  const events: SessionEvent[] = [];
  const waiting: { test: () => boolean; done: () => void }[] = [];
  void session.listen((event) => {
    // As the worker's channel does: what arrives is a copy.
    events.push(structuredClone(event));
    for (const { test, done } of waiting) if (test()) done();
  });
  const status = (): RunStatus | undefined => events.filter((e) => e.type === 'status').at(-1)?.status;
  const until = (test: () => boolean): Promise<void> =>
    test() ? Promise.resolve() : new Promise((done) => waiting.push({ test, done }));
  const frames = (): Frame[] => events.filter((e) => e.type === 'frame').map((e) => e.frame);
  const history = (): HistoryPoint[] => {
    let points: HistoryPoint[] = [];
    for (const e of events) if (e.type === 'frame') points = (e.restart ? [] : points).concat(e.points);
    return points;
  };
  return { session, events, status, until, frames, history };
}

let open: ReturnType<typeof listening> | undefined;
afterEach(async () => {
  await open?.session.dispose();
});

async function opened(run = smallRun()) {
  open = listening();
  await open.session.open(run, { backend: 'cpu' });
  await open.session.setSpeed(0);
  return open;
}

describe('session', () => {
  it('opens paused at step 0 with two arms that are still equal', async () => {
    const { events, frames, status } = await opened();
    expect(status()).toBe('paused');
    const info = events.find((e) => e.type === 'opened')?.opened;
    expect(info?.engine.backend).toBe('cpu');
    expect(info?.why).toBe('asked');
    expect(info?.dropout).toEqual([0, 0.1]);
    expect(frames().at(-1)?.step).toBe(0);
    expect(frames().at(-1)?.arms[0].utilization).toEqual(frames().at(-1)?.arms[1].utilization);
  });

  it('measures the learned bias against the best additive table where clicks are not additive', async () => {
    const run = smallRun();
    const { events, frames } = await opened({ ...run, world: { ...run.world, clickModel: 'examination' } });
    const best = events.find((e) => e.type === 'opened')!.opened.world.bestAdditive!;
    const { truth, learned, rmse } = frames().at(-1)!.arms[0].bias!;
    const mean = best.table[0].reduce((sum, logit) => sum + logit / 9, 0);
    best.table[0].forEach((logit, p) => expect(truth[0][p]).toBeCloseTo(logit - mean, 9));
    expect(rmse).toBeCloseTo(
      Math.sqrt(learned.flat().reduce((sum, value, i) => sum + (value - truth.flat()[i]) ** 2 / 27, 0)),
      9,
    );
  });

  it('plays to the end, and the arms differ by then', async () => {
    const { session, until, status, frames, history } = await opened();
    await session.play();
    await until(() => status() === 'finished');
    const last = frames().at(-1);
    expect(last?.step).toBe(60);
    expect(last?.arms[0].loss).not.toEqual(last?.arms[1].loss);
    expect(history().map((p) => p.step)).toEqual([...new Set(history().map((p) => p.step))]);
    expect(history()[0].step).toBe(0);
    for (const arm of last?.arms ?? []) {
      for (let k = 0; k < 4; k++)
        expect(arm.utilization.subarray(k * 4, k * 4 + 4).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
  });

  it('reset repeats the run to the last digit', async () => {
    const { session, until, status, history } = await opened();
    await session.play();
    await until(() => status() === 'finished');
    const first = new Map(history().map((p) => [p.step, p]));
    await session.reset();
    expect(history().map((p) => p.step)).toEqual([0]);
    await session.step(30);
    await session.play();
    await until(() => status() === 'finished');
    const common = history().filter((p) => first.has(p.step));
    expect(common.length).toBeGreaterThan(10);
    for (const point of common) expect(point).toEqual(first.get(point.step));
  });

  it('takes exactly n steps from a pause and stays paused', async () => {
    const { session, frames, status } = await opened();
    await session.step(7);
    expect(frames().at(-1)?.step).toBe(7);
    await session.step(1);
    expect(frames().at(-1)?.step).toBe(8);
    expect(status()).toBe('paused');
    await session.step(1000);
    expect(frames().at(-1)?.step).toBe(60);
    expect(status()).toBe('finished');
  });

  it('pauses at once and goes on from where it was', async () => {
    const { session, until, status, frames } = await opened({
      ...smallRun(),
      training: { ...smallRun().training, steps: 5000 },
    });
    await session.play();
    await until(() => (frames().at(-1)?.step ?? 0) > 20);
    await session.pause();
    expect(status()).toBe('paused');
    const paused = frames().at(-1)?.step ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(frames().at(-1)?.step).toBe(paused);
    await session.step(1);
    expect(frames().at(-1)?.step).toBe(paused + 1);
  });

  it('keeps to the speed asked for', async () => {
    const { session, until, status, frames } = await opened();
    await session.setSpeed(100);
    const begun = performance.now();
    await session.play();
    await until(() => (frames().at(-1)?.step ?? 0) >= 30);
    expect(performance.now() - begun).toBeGreaterThan(200);
    await session.pause();
    expect(status()).toBe('paused');
  });

  it('stops a diverged run, keeps the last finite frame and names the knob', async () => {
    const run = smallRun();
    const { session, until, status, events, frames } = await opened({
      ...run,
      training: { ...run.training, optimizer: 'sgd', learningRate: 10, decayTo: 1 },
    });
    await session.play();
    await until(() => status() === 'diverged' || status() === 'finished');
    expect(status()).toBe('diverged');
    expect(events.find((e) => e.type === 'diverged')?.cause).toBe('learningRate');
    expect(
      frames()
        .at(-1)
        ?.arms.every((arm) => arm.loss.every(Number.isFinite)),
    ).toBe(true);
    await session.reset();
    expect(status()).toBe('paused');
    expect(frames().at(-1)?.step).toBe(0);
  });

  it('takes up what applies at once and leaves the rest for the next opening', async () => {
    const run = smallRun();
    const { session, frames } = await opened(run);
    await session.step(10);
    await session.update({
      ...run,
      training: { ...run.training, learningRate: 0, workers: 1 },
      world: { ...run.world, sines: 0 },
    });
    const before = frames().at(-1)?.arms[0].parameters;
    await session.step(5);
    expect(frames().at(-1)?.arms[0].parameters).toEqual(before);
  });

  it('carries out only the newest of several quick openings', async () => {
    open = listening();
    const { session, events } = open;
    const runs = [1, 2, 3].map((data) => ({ ...smallRun(), seeds: { ...smallRun().seeds, data } }));
    await Promise.all(runs.map((run) => session.open(run, { backend: 'cpu' })));
    const announced = events.filter((e) => e.type === 'opened');
    expect(announced.at(-1)?.opened.run.seeds.data).toBe(3);
    expect(announced.length).toBe(1);
  });

  it('saves a run and goes on from the file to the same last digit', async () => {
    const { session, history, frames } = await opened();
    await session.step(20);
    const file = await session.save();
    await session.step(20);
    const straight = frames().at(-1);
    const again = await opened({ ...smallRun(), seeds: { data: 9, init: 9, dropout: 9, batch: 9 } });
    expect(await again.session.load(file)).toMatchObject({ run: smallRun() });
    expect(again.frames().at(-1)?.step).toBe(20);
    expect(again.history().map((p) => p.step)).toEqual(
      history()
        .map((p) => p.step)
        .filter((step) => step <= 20),
    );
    await again.session.step(20);
    expect(again.frames().at(-1)?.arms).toEqual(straight?.arms);
  });

  it('refuses a damaged file and keeps the present run', async () => {
    const { session, frames } = await opened();
    await session.step(5);
    const file = new Uint8Array(await session.save());
    file[200] ^= 1;
    expect(await session.load(file.buffer)).toEqual({ refused: { reason: 'damaged' } });
    await session.step(1);
    expect(frames().at(-1)?.step).toBe(6);
  });

  it('waits while its page is hidden, unless it is to go on', async () => {
    const { session, frames, until } = await opened({
      ...smallRun(),
      training: { ...smallRun().training, steps: 5000 },
    });
    await session.setHidden(true, false);
    await session.play();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(frames().at(-1)?.step).toBe(0);
    await session.setHidden(true, true);
    await until(() => (frames().at(-1)?.step ?? 0) > 3);
    await session.pause();
  });

  it('says what is wrong with a world that cannot be made', async () => {
    const { status, events } = await opened({ ...smallRun(), world: { ...smallRun().world, candidates: 3 } });
    expect(status()).toBe('failed');
    expect(events.find((e) => e.type === 'failed')?.message).toContain('candidates');
  });
});
