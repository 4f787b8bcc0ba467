/** The session under thousands of random wishes and lost devices: it obeys the newest, settles, and never says what is not so. */
import { sha256 } from '@noble/hashes/sha2.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openRecovering, type Open } from '../engine/recovering.ts';
import { courseKey } from '../run/link.ts';
import { defaultRun, type RunSpec } from '../run/runSpec.ts';
import { settingsAt, type Course } from '../run/timeline.ts';
import { createRandom } from './testing/random.ts';
import { createRig, type Rig } from './testing/rig.ts';
import { ToyEngine, toyStart, toyStep } from './testing/toyEngine.ts';

const WISHES = 2000;
/** The first is in `npm test`, the others in `npm run test:long`; `MMOE_LAB_WALKS=50` hunts for what only a rare one meets. */
const WALKS = Number(process.env.MMOE_LAB_WALKS ?? 8);
const STEPS = 90;

/** A run whose world is made in no time. */
const tinyRun = (seed: number): RunSpec => {
  const run = defaultRun();
  return {
    ...run,
    world: { ...run.world, impressions: 90, heldOut: 45, queryFeatures: 1, itemFeatures: 1 },
    model: { ...run.model, experts: 2, expertUnits: 1, sharedUnits: 1 },
    training: { ...run.training, steps: STEPS, batch: 8 },
    seeds: { data: seed % 3, init: seed, dropout: seed, batch: seed },
  };
};

/** What both models must have become by a step, worked out from the course alone. */
const parametersAt = (course: Course, step: number): number[] =>
  [false, true].map((dropout) => {
    let value = toyStart(course.run.seeds.init);
    for (let s = 0; s < step; s++) {
      const { gateDropout, learningRate } = settingsAt(course, s).training;
      value = toyStep(value, s, dropout ? gateDropout : 0, learningRate);
    }
    return value;
  });

/** Reads every event in order: no frame shows a step with other weights than that step has, and nothing comes of an older run. */
function checkEvents(rig: Rig): void {
  const known = new Map<string, number[]>();
  let course: Course | null = null;
  let last = { run: 0, step: -1 };
  let points: number[] = [];
  for (const event of rig.events) {
    expect(event.run).toBeGreaterThanOrEqual(last.run);
    if (event.run > last.run) last = { run: event.run, step: -1 };
    if (event.type === 'course') course = event.course;
    if (event.type !== 'frame') continue;
    const { step, arms } = event.frame;
    if (!event.restart) expect(step).toBeGreaterThanOrEqual(last.step);
    last.step = step;
    const key = `${courseKey(course!)} ${String(step)}`;
    const expected = known.get(key) ?? parametersAt(course!, step);
    known.set(key, expected);
    expect(arms.map(({ parameters }) => parameters[0])).toEqual(expected);
    points = (event.restart ? [] : points).concat(event.points.map((point) => point.step));
    expect(points).toEqual([...new Set(points)].sort((a, b) => a - b));
    for (const point of event.points) {
      expect(point.arms.map((arm) => arm.parameters?.[0])).toEqual(parametersAt(course!, point.step));
    }
  }
}

/** A channel whose messages come in the next round of the event loop, not some time. */
class NextRound {
  readonly port1 = { onmessage: null as (() => void) | null, close: () => undefined };
  readonly port2 = { postMessage: () => void setImmediate(() => this.port1.onmessage?.()) };
}

/**
 * A time of its own, so that a busy machine changes nothing: each round of the event loop is a millisecond, and what other threads do (messages,
 * digests) is done in this one. Session, pipeline and recovery all take their time from here, so that a seed always is the same walk.
 * @returns how many timers have been set and neither fired nor been cleared
 */
function ownTime(): () => number {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let ids = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => {
    timers.set(++ids, { at: now + Math.max(1, ms), run });
    return ids;
  });
  vi.stubGlobal('clearTimeout', (timer?: number) => {
    if (timer !== undefined) timers.delete(timer);
  });
  vi.stubGlobal('MessageChannel', NextRound);
  vi.spyOn(crypto.subtle, 'digest').mockImplementation((_, bytes) =>
    Promise.resolve(sha256(new Uint8Array(bytes as ArrayBuffer)).slice().buffer),
  );
  const round = (): void => {
    if (stopped) return;
    now++;
    for (const [timer, { at, run }] of [...timers].sort(([, a], [, b]) => a.at - b.at)) {
      if (at > now || !timers.delete(timer)) continue;
      run();
    }
    setImmediate(round);
  };
  stopped = false;
  setImmediate(round);
  return () => timers.size;
}
let stopped = true;

afterEach(() => {
  stopped = true;
  vi.unstubAllGlobals();
});

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Toys {
  rig: Rig;
  engines: ToyEngine[];
}

function createToys(ticks: () => number): Toys {
  const engines: ToyEngine[] = [];
  const rig = createRig({
    engine: (_asked, onRecovered) => async (population, data) => {
      const open: Open = (wanted, logs, safe) => {
        const engine = new ToyEngine(wanted, logs, ticks, safe);
        engines.push(engine);
        return Promise.resolve(engine);
      };
      return { engine: await openRecovering(open, population, data, (recovery) => onRecovered(recovery, undefined)) };
    },
  });
  return { rig, engines };
}

describe.each(Array.from({ length: WALKS }, (_, i) => i + 1))('seed %i', (seed) => {
  const tags = seed === 1 ? [] : ['long'];
  it(`obeys ${String(WISHES)} random wishes`, { tags, timeout: 120_000 }, async () => {
    const timers = ownTime();
    const random = createRandom(seed);
    const { rig, engines } = createToys(() => random.below(4));
    const promises: Promise<unknown>[] = [];
    const courses: Course[] = [];
    const wish = (): Promise<unknown> => {
      switch (random.below(16)) {
        case 0:
          return rig.open(tinyRun(random.below(5)), random.below(4) === 0 ? { until: 1 + random.below(STEPS) } : {});
        case 1: {
          const back = courses[random.below(courses.length)];
          return rig.open(back.run, { timeline: back.timeline, resume: true });
        }
        case 2:
        case 3:
        case 4:
          return rig.play();
        case 5:
        case 6:
          return rig.pause();
        case 7:
          return rig.reset();
        case 8:
          return rig.step(1 + random.below(12));
        case 9:
          return rig.change('gateDropout', random.below(50) / 100);
        case 10:
          return rig.change('learningRate', (1 + random.below(20)) / 20);
        case 11:
          return rig.speed([0, 0, 100, 1000][random.below(4)]);
        case 12:
          return rig.hidden(random.below(2) === 0, random.below(2) === 0);
        case 13:
          return rig.session.ablate();
        case 14:
          return rig.session.save();
        default:
          engines.at(-1)?.loseDevice();
          return Promise.resolve();
      }
    };
    await rig.open(tinyRun(0));
    courses.push({ run: tinyRun(0), timeline: [] });
    for (let i = 0; i < WISHES; i++) {
      promises.push(wish().catch(() => undefined));
      const course = rig.of('course').at(-1)?.course;
      if (i % 20 === 0 && course) courses.push(course);
      // Now and then the session gets somewhere before the next wish, and every now and then the wish is waited for.
      if (random.below(10) === 0) await promises.at(-1);
      for (let tasks = random.below(random.below(6) === 0 ? 40 : 4); tasks > 0; tasks--) await task();
    }
    await rig.hidden(false);
    await rig.pause();
    await Promise.allSettled(promises);
    expect(rig.of('failed')).toEqual([]);
    expect(rig.status()).toMatch(/paused|finished/);
    expect(rig.of('status').at(-1)?.wish).toBe(rig.newest());
    const step = rig.frames().at(-1)?.step;
    expect(engines.at(-1)?.step).toBe(step);
    await task();
    expect(rig.frames().at(-1)?.step).toBe(step);
    checkEvents(rig);
    // It was not idle all the time.
    expect(new Set(rig.frames().map((frame) => frame.step)).size).toBeGreaterThan(20);
    expect(new Set(rig.of('frame').map(({ run }) => run)).size).toBeGreaterThan(20);
    await rig.session.dispose();
    await task();
    expect(timers()).toBe(0);
  });
});
