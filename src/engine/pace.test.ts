/** The pace by itself, in a time that the test makes: every number is worked out from the rules that pace.ts states, none is the pace's own. */
import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from './pace.ts';

const TARGET = 24;
/** What a step is believed to cost after {@link known}: 1.3 times what 16,384 of them take longer than a single one. */
const COST = (1.3 * 16) / 16384;

interface Driven {
  pace: Pace;
  now: number;
  /** Submits what the pace wants, alone, and reports it after `took`. @returns how many steps */
  alone(took: number, limit?: number): number;
}

function driven(largest = 1e9): Driven {
  const pace = createPace({ targetMs: TARGET, largest });
  const state: Driven = {
    pace,
    now: 0,
    alone(took, limit = Infinity) {
      const count = pace.next(state.now, limit);
      const done = pace.submitted(state.now, count);
      state.now += took;
      done(state.now);
      return count;
    },
  };
  return state;
}

/** A pace that knows what a step costs: {@link COST}, and that reports come 1 ms late. */
function known(): Driven {
  const device = driven();
  for (const took of [300, 1, 1, 1, 1, 1, 1, 1, 17]) device.alone(took);
  return device;
}

describe('the first rounds', () => {
  const counts = (rounds: number[], largest?: number): number[] => {
    const device = driven(largest);
    return [...rounds, 0].map((took) => device.alone(took));
  };

  it('are one step twice, then four times as many each, twice as many where a report takes 15 ms', () => {
    expect(counts([300, 1, 1, 2, 1])).toEqual([1, 1, 4, 16, 64, 256]);
    expect(counts([300, 14.9, 14.9])).toEqual([1, 1, 4, 16]);
    expect(counts([300, 15, 20, 29])).toEqual([1, 1, 2, 4, 8]);
  });

  it('end where the steps take more than 15 ms longer than the shortest round, and cost 1.3 times that', () => {
    expect(counts([300, 2, 1, 16])).toEqual([1, 1, 4, 16, 32]);
    // 1.3 · 15.5 ms for 16 steps.
    expect(counts([300, 2, 1, 16.5])).toEqual([1, 1, 4, 16, Math.floor(24 / ((1.3 * 15.5) / 16))]);
  });

  it('end where one takes more than 280 ms', () => {
    expect(counts([300, 280, 290])).toEqual([1, 1, 2, 1]);
    expect(counts([300, 281, 281])).toEqual([1, 1, 1, 1]);
  });

  it('end with the largest submission, whose steps cost all of its time', () => {
    // From now on 12 / 4 = 3 ms a step.
    expect(counts([300, 1, 12], 4)).toEqual([1, 1, 4, 4]);
    expect(counts([300, 3, 12], 2)).toEqual([1, 1, 2, 2]);
    const device = driven(4);
    for (const took of [300, 1, 12]) device.alone(took);
    device.pace.submitted(device.now, 4);
    // Work for 12 ms: half of the target is enough.
    expect(device.pace.wait(device.now)).toBe(0);
    device.pace.submitted(device.now, 1);
    expect(device.pace.wait(device.now)).toBeCloseTo(3, 9);
  });

  it('never find a step cheaper than 0.1 µs', () => {
    const device = driven(20_000);
    for (const took of [300, 1, 1, 1, 1, 1, 1, 1, 1, 1]) device.alone(took);
    let submissions = 0;
    // Each is 2 ms of work, and more is submitted up to half of the target.
    for (; device.pace.next(device.now, Infinity) > 0; submissions++) device.pace.submitted(device.now, 20_000);
    expect(submissions).toBe(7);
    expect(device.pace.wait(device.now)).toBeCloseTo(2, 9);
  });
});

it('takes no more steps than are submitted in the target’s time, by the mean of what it saw and what it believed', () => {
  const { pace } = driven();
  const submits = (now: number, ms: number): number => {
    const count = pace.next(now, Infinity);
    pace.submitted(now + ms, count)(now + ms + 1);
    return count;
  };
  expect([submits(0, 8), submits(100, 8)]).toEqual([1, 1]);
  // 8 ms a step: three of them, of four. They take 4 ms a step, so 6 from now on: four of twelve.
  expect([submits(200, 12), submits(300, 24)]).toEqual([3, 4]);
});

it('takes a step at a time where submitting one takes longer than the target', () => {
  const { pace } = driven();
  for (const now of [0, 100, 200]) {
    expect(pace.next(now, Infinity)).toBe(1);
    pace.submitted(now + 30, 1)(now + 31);
  }
});

describe('once the cost of a step is known', () => {
  it('the device has half of the target before it, less where a step is long', () => {
    // Two steps take so much longer than one; that makes 13, 19.5 and 26 ms a step.
    for (const [longer, cost, low] of [
      [20, 13, 12],
      [30, 19.5, 8.5],
      [40, 26, 8],
    ]) {
      const device = driven();
      for (const took of [300, 100, 100 + longer]) device.alone(took);
      expect(device.pace.next(device.now, Infinity)).toBe(1);
      device.pace.submitted(device.now, 1);
      expect(device.pace.wait(device.now)).toBeCloseTo(cost - low, 9);
    }
  });

  it('fills up to the target', () => {
    const { pace, now } = known();
    expect(pace.next(now, 5000)).toBe(5000);
    pace.submitted(now, 5000);
    const left = 24 - 5000 * COST;
    expect(pace.next(now, Infinity)).toBe(Math.floor(left / COST));
    expect(pace.next(now + 2, Infinity)).toBe(Math.floor((left + 2) / COST));
  });

  it('lets no more be unreported than the target one and a half times and the lateness seen', () => {
    const { pace, now } = known();
    const steps = (ms: number): number => Math.round(ms / COST);
    pace.submitted(now, steps(20));
    pace.submitted(now + 10, steps(16.9));
    // 36.9 of 37 ms.
    expect(pace.wait(now + 30)).toBe(0);
    pace.submitted(now + 30, steps(0.2));
    expect(pace.wait(now + 36)).toBe(Infinity);
  });

  it('every ten seconds the device runs dry once', () => {
    const { pace, now } = known();
    const from = now; // the cost was found at this moment
    const done = pace.submitted(from + 9990, 10);
    expect(pace.wait(from + 9999.9)).toBe(0);
    expect(pace.wait(from + 10_000)).toBe(Infinity);
    done(from + 10_000);
    pace.submitted(from + 10_000, 10);
    // It has: ten more seconds.
    expect(pace.wait(from + 10_001)).toBe(0);
    expect(pace.wait(from + 20_000)).toBe(Infinity);
  });
});

/**
 * Submits a target's worth of steps again and again, each reported so much later than predicted, in ms; 3 where nothing is said.
 * @param idle - ms between a report and the next submission; @param limit - most steps of one
 * @returns each submission whose steps cost another multiple of {@link COST} than those before, with that multiple; and what was driven
 */
function drive(submissions: number, late: Record<number, number> = {}, { limit = Infinity, idle = 0 } = {}) {
  const device = known();
  const found: Record<number, number> = {};
  let multiple = 1;
  for (let k = 1; k <= submissions; k++) {
    device.now += idle;
    const wanted = device.pace.next(device.now, Infinity);
    // A verdict leaves the device behind the prediction for once: what it is given then says nothing of the cost.
    const caughtUp = Math.max(late[k - 1] ?? 3, late[k - 2] ?? 3) < 11;
    const now = TARGET / (COST * (wanted + 0.5));
    if (caughtUp && Math.abs(now / multiple - 1) > 1e-3) found[k] = multiple = now;
    const ms = limit === Infinity ? TARGET : limit * COST;
    device.alone(ms + (late[k] ?? 3), limit);
  }
  return { device, found };
}
const multiples = (...given: Parameters<typeof drive>): Record<number, number> => drive(...given).found;
const like = (expected: Record<number, number>): Record<number, unknown> =>
  Object.fromEntries(Object.entries(expected).map(([k, value]) => [k, expect.closeTo(value, 3) as unknown]));

/** Reports of 27 ms each: five make a while of 120 ms at least. What one says counts when the next is there, and acts on what comes then. */
describe('what the reports of a while say', () => {
  const [a, b, c] = [0.7125, 0.7125 * 0.7, 0.7125 * 0.7 * 0.7];

  it('that more may be asked: 0.7125 of the cost is tried, then 0.7 of it, again and again until it is found', () => {
    // The first while shows how late reports are without a queue.
    expect(multiples(26)).toEqual(like({ 12: a, 17: b, 22: c }));
  });

  it('that a step costs more, by what the device has fallen behind in the time since', () => {
    // Tried at report 20; reports 22 and 23 are 9 and 20 ms behind, and 27 + 36 + 47 ms have passed.
    const d = c * (1 + 9 / 110);
    expect(multiples(30, { 22: 12, 23: 23 })).toEqual(like({ 12: a, 17: b, 22: c, 26: d }));
    // 8 ms behind is not yet behind.
    expect(multiples(25, { 22: 10.9, 23: 23 })).toEqual(like({ 12: a, 17: b, 22: c }));
    expect(multiples(26, { 22: 11.1, 23: 11.1 })[26]).toBeCloseTo(c * (1 + 8.1 / (27 + 35.1 + 35.1)), 3);
  });

  it('that it has its measure: eight calm whiles, then a little more, four whiles later more again, at most 0.88', () => {
    const d = c * (1 + 9 / 110);
    // The estimate has changed by far more than 15%, so the lateness is measured anew: a while more, from submission 25 on.
    expect(multiples(195, { 22: 12, 23: 23 })).toEqual(
      like({
        12: a,
        17: b,
        22: c,
        26: d,
        71: d * 0.96,
        91: d * 0.96 * 0.94,
        111: d * 0.96 * 0.94 * 0.92,
        131: d * 0.96 * 0.94 * 0.92 * 0.9,
        151: d * 0.96 * 0.94 * 0.92 * 0.9 * 0.88,
        171: d * 0.96 * 0.94 * 0.92 * 0.9 * 0.88 ** 2,
        191: d * 0.96 * 0.94 * 0.92 * 0.9 * 0.88 ** 3,
      }),
    );
  });

  it('that what was behind before something was tried is not its doing', () => {
    // Four reports 7 ms late make a while of 124 ms: 4 ms behind the base when it ends, at report 9, and less is tried.
    const late = { 6: 7, 7: 7, 8: 7, 9: 7, 11: 12, 12: 12 };
    // 9 ms behind, 4 of them already then, in 27 + 36 + 36 ms.
    expect(multiples(15, late)).toEqual(like({ 11: a, 15: a * (1 + 5 / 99) }));
  });

  it('that what was behind when something was tried is forgotten once the lateness is measured anew', () => {
    const { device } = drive(10, { 6: 7, 7: 7, 8: 7, 9: 7 });
    device.now += 10_000;
    // Five of 27 ms, two that are 9 ms behind; one more until the second is heard, and two to catch up.
    for (const late of [3, 3, 3, 3, 3, 12, 12, 3, 3, 3]) device.alone(TARGET + late);
    const multiple = TARGET / (COST * device.pace.next(device.now, Infinity));
    expect(multiple).toBeCloseTo(a * (1 + 9 / (5 * 27 + 2 * 36)), 3);
  });

  it('also where as many steps were asked for as can be submitted, though the device could do more', () => {
    // Submitting takes 24 ms for 15,000 steps, of the 18,900 that the device would do in that time.
    const { pace, now } = known();
    let at = now;
    const ms = TARGET / 15_000.5;
    const submit = (): ((then: number) => void) => {
      const count = pace.next(at, 17_000);
      at += count * ms;
      return pace.submitted(at, count);
    };
    pace.next(at, 1000);
    pace.submitted(at + 1000 * ms, 1000)(at + 1000 * ms + 1000 * COST + 3);
    at += 1000 * ms + 1000 * COST + 3;
    for (let k = 1; k <= 8; k++) {
      const done = submit();
      at += 15_000 * COST + 3;
      done(at);
    }
    submit();
    expect(pace.wait(at)).toBeCloseTo(15_000 * COST * a - TARGET / 2, 2);
  });

  it('no more than a tenth at once where nothing was tried', () => {
    // Found at report 7, 20 ms behind in 5 · 27 + 2 · 47; then eight calm whiles.
    const first = 1 + 20 / 229;
    expect(multiples(50, { 6: 23, 7: 23 })).toEqual(like({ 10: first, 49: first * 0.96 }));
    // 20 ms in 2 · 27 + 2 · 47 would be more than a tenth. Both together are more than 15%: the lateness is measured anew, from 13 on.
    expect(multiples(60, { 6: 23, 7: 23, 10: 23, 11: 23 })).toEqual(
      like({ 10: first, 14: first * 1.1, 59: first * 1.1 * 0.96 }),
    );
  });

  it('no more than half at once: the device may only have stood still', () => {
    const { device } = drive(21);
    const { pace } = device;
    // Two submissions under way together, of which 376 ms pass before the device goes on.
    const from = device.now;
    const first = pace.submitted(from, pace.next(from, Infinity));
    const second = pace.submitted(from + 12.001, pace.next(from + 12.001, Infinity));
    first(from + 400);
    second(from + 402);
    device.now = from + 402;
    device.alone(27); // what the second one says is heard
    device.alone(1000);
    device.alone(1000);
    expect(pace.next(device.now, Infinity) * COST * c * 1.5).toBeCloseTo(TARGET, 1);
  });

  it('that reports have become prompter, so that their lateness is measured anew', () => {
    // Three of 47 ms are a while. 17 ms behind in 3 · 47 + 2 · 64 ms; then they come 20 ms earlier than those of the first while.
    const late = { 1: 23, 2: 23, 3: 23, 4: 40, 5: 40 };
    const found = 1 + 17 / 269;
    // A calm while to see it, one to measure it from submission 12 on, seven calm ones more.
    expect(multiples(60, late)).toEqual(like({ 8: found, 53: found * 0.96 }));
  });

  it('nothing, where less was asked than the device could do, or later than it had done', () => {
    expect(multiples(40, {}, { limit: 15_000 })).toEqual({});
    // 3 ms late and 21.1 more.
    expect(multiples(40, {}, { idle: 21.1 })).toEqual({});
    expect(Object.keys(multiples(13, {}, { idle: 20.9 }))).not.toEqual([]);
  });

  it('nothing, where one report is late, or two that are not in a row', () => {
    // A while with one or two of 44 ms is over one report earlier.
    expect(multiples(13, { 7: 20 })).toEqual(like({ 11: a }));
    expect(multiples(13, { 6: 20, 8: 20 })).toEqual(like({ 11: a }));
  });
});

describe('what is let go unreported', () => {
  /** Submissions, twelve milliseconds apart, until only a report makes room. */
  function submissionsOf({ pace, now }: Driven): number {
    let count = 0;
    for (let at = now; pace.wait(at) !== Infinity; at += 12.001) {
      pace.submitted(at, pace.next(at, Infinity));
      count++;
    }
    return count;
  }

  it('is what the lateness seen allows, of which a hiccup counts 250 ms at most', () => {
    // 24 ms of work and 12 each time, up to 36 more than the lateness.
    const usual = known();
    usual.alone(24 + 23);
    expect(submissionsOf(usual)).toBe(4); // 24 + 3 · 12 = 60 of 59
    const hiccup = known();
    hiccup.alone(24 + 400);
    expect(submissionsOf(hiccup)).toBe(23); // 24 + 22 · 12 = 288 of 286
  });

  it('is what a hiccup counts to the millisecond', () => {
    const { pace, ...hiccup } = known();
    const now = hiccup.now + 424;
    pace.submitted(hiccup.now, Math.round(TARGET / COST))(now);
    pace.submitted(now, Math.round(285.5 / COST));
    expect(pace.wait(now + 280)).toBe(0);
    pace.submitted(now + 280, Math.round(1 / COST));
    expect(pace.wait(now + 280)).toBe(Infinity); // 286.5 of 286
  });

  it('is no less of it after a while that says nothing', () => {
    // A lateness of 10 ms, and then whiles in which less was asked than the device could do.
    const { pace, now } = drive(20, { 1: 10 }, { limit: 15_000 }).device;
    pace.submitted(now, Math.round(45.9 / COST));
    expect(pace.wait(now + 40)).toBe(0);
    pace.submitted(now + 40, Math.round(0.2 / COST));
    expect(pace.wait(now + 44)).toBe(Infinity);
  });

  it('is a fifth less of it after every verdict', () => {
    const { device } = drive(11);
    // A lateness of 3 ms counts 2.4: 38.4 ms of work may be unreported.
    const cost = COST * 0.7125;
    const { pace, now } = device;
    pace.submitted(now, Math.round(24 / cost));
    pace.submitted(now + 14, Math.round(14.3 / cost));
    expect(pace.wait(now + 30)).toBe(0);
    pace.submitted(now + 30, Math.round(0.2 / cost));
    expect(pace.wait(now + 37)).toBe(Infinity);
  });
});

it('takes reports within a millisecond as one look, as late as the earliest of them', () => {
  // The base is 3 ms, from looks of two submissions each, whose second report says 3.5 in the same millisecond.
  const device = known();
  const { pace } = device;
  const pair = (late: number, second: number): void => {
    const from = device.now;
    const count = pace.next(from, Infinity) - 400;
    const [first, last] = [pace.submitted(from, count), pace.submitted(from, 100)];
    first(from + count * COST + late);
    device.now = from + (count + 100) * COST + second;
    last(device.now);
  };
  for (let k = 1; k <= 6; k++) pair(3, 3.5);
  // 8.3 ms later than the earliest: twice in a row, it is behind.
  device.alone(24 + 11.3);
  device.alone(24 + 11.3);
  device.alone(24 + 3);
  device.alone(24 + 3);
  expect(pace.next(device.now, Infinity)).toBeLessThan(Math.floor(24 / COST) - 500);
});
