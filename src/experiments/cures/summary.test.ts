import { describe, expect, it } from 'vitest';
import { regimeRun } from '../../run/regimes.ts';
import { modelOf } from '../../run/runSpec.ts';
import { modelWith } from './arms.ts';
import { parseCombination } from './combination.ts';
import type { CureRun } from './results.ts';
import { againstNone, kindOf, paretoFront, polarizedIn, summarizeCure } from './summary.ts';

const even = new Array<number>(8).fill(1 / 8);
/** Five experts below 1%: Z5. */
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
/** Six below 1%, one above 90%: Z5, Z6 and M9. */
const six = [0.93, 0.064, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001];

const run = (seed: number, gates: number[][], heldOut: number[], more: Partial<CureRun> = {}): CureRun => ({
  seed,
  utilization: gates,
  contributions: [even, even, even, even],
  entropy: [2, 2, 2, 2],
  deadExperts: 0,
  heldOut,
  finite: true,
  ...more,
});
const all = (gate: number[]): number[][] => [gate, gate, gate, gate];

/** Four seeds without a cure: the first with one sick gate, the second with two, the third diverged, the fourth well. */
const none = [
  run(1, [even, five, even, even], [1, 1, 1, 1]),
  run(2, [six, even, even, five], [2, 2, 2, 2], { contributions: [even, even, even, six], deadExperts: 3 }),
  run(3, all(six), [NaN, 1, 1, 1], { finite: false, deadExperts: 8 }),
  run(4, all(even), [1, 1, 1, 1]),
];
/** With it: the first healed, of the second's two gates one, the third well, the fourth's second gate fallen. */
const cured = [
  run(1, all(even), [1, 0.5, 1, 1]),
  run(2, [six, even, even, even], [2, 2, 2, 1]),
  run(3, all(even), [1, 1, 1, 1]),
  run(4, [even, five, even, even], [4, 1, 1, 1]),
];

describe('a cure against none', () => {
  const { loss, tasks, left, z5, contributedZ5, healed } = againstNone(none, cured);

  it('leaves a pair out of which one run diverged, and says so', () => {
    expect(left).toBe(1);
    expect(loss.n).toBe(3);
  });

  it('has the geometric mean of the loss over tasks and seeds, with an interval over seeds', () => {
    // Logs of the seeds, in ln 2: −1/4, −1/4, +2/4. Their mean is 0, their deviation √(3/16) = 0.4330; Student's t of 2 degrees is 4.3027.
    expect(loss.ratio).toBeCloseTo(1, 12);
    const half = (4.302652729749464 * Math.sqrt((1 / 16 + 1 / 16 + 1 / 4) / 2) * Math.LN2) / Math.sqrt(3);
    expect(loss.low).toBeCloseTo(Math.exp(-half), 9);
    expect(loss.high).toBeCloseTo(Math.exp(half), 9);
    // Click: 1, 1, 4; watch time: ½, 1, 1; like: 1, 1, 1; rating: 1, ½, 1.
    expect(tasks.map(({ ratio }) => ratio)).toEqual(
      [4, 0.5, 1, 0.5].map((ratio) => expect.closeTo(Math.cbrt(ratio), 12) as number),
    );
  });

  it('counts which seeds changed', () => {
    // Seed 1 healed, seed 2 still has a sick gate, seed 4 fell ill.
    expect(z5).toEqual({ onlyFirst: 1, onlySecond: 1, both: 1, neither: 0, p: 1 });
    expect(contributedZ5).toMatchObject({ onlyFirst: 1, onlySecond: 0, both: 0, neither: 2 });
  });

  it('follows the gates that were polarized', () => {
    // Three gates of two seeds: watch time of the first is healed, click of the second is not, its rating is.
    expect([healed.gates.k, healed.gates.n]).toEqual([2, 3]);
    // Of the other nine gates one fell ill.
    expect([healed.fallen.k, healed.fallen.n]).toEqual([1, 9]);
    // Their losses: 1, 2, 2 before; ½, 2, 1 after. Seed by seed ½ and √(1 · ½), together the square root of their product.
    expect(healed.before).toBeCloseTo(5 / 3, 12);
    expect(healed.after).toBeCloseTo(3.5 / 3, 12);
    expect(healed.loss.n).toBe(2);
    expect(healed.loss.ratio).toBeCloseTo(Math.sqrt(0.5 * Math.sqrt(0.5)), 12);
  });

  it('pairs by seed, whatever the order', () => {
    expect(againstNone([...none].reverse(), cured)).toEqual(againstNone(none, cured));
    expect(againstNone(none.slice(0, 2), cured).loss.n).toBe(2);
  });
});

describe('a cure over its seeds', () => {
  const base = regimeRun('async');
  const model = modelOf(base);
  const combination = parseCombination('layerNorm', 'async', model);
  const summary = summarizeCure(combination, cured, none, { without: model, with: model });
  const plain = summarizeCure([], none, none, { without: model, with: model });

  it('counts polarized and dead runs of those that ended well, diverged ones of all', () => {
    const counts = ({ z5, z6, m9, contributedZ5, dead, diverged }: typeof summary): number[][] =>
      [z5, z6, m9, contributedZ5, dead, diverged].map(({ k, n }) => [k, n]);
    // The third diverged: it is no other thing, whatever its last weights were, and no run in which that thing was not.
    expect(counts(plain)).toEqual([...[2, 1, 1, 1, 1].map((k) => [k, 3]), [1, 4]]);
    expect(counts(summary)).toEqual([2, 1, 1, 0, 0, 0].map((k) => [k, 4]));
    // Wilson: (½ ± …) of 2 of 4 is 0.1500 to 0.8500.
    expect([summary.z5.low, summary.z5.high]).toEqual([expect.closeTo(0.15, 4), expect.closeTo(0.85, 4)]);
  });

  it('averages what has not diverged', () => {
    expect(plain.deadExperts).toBe(1);
    // exp(H): 8 of even weights; of six exp(−0.93 ln 0.93 − 0.064 ln 0.064 + 0.006 ln 1000).
    const sixes = Math.exp(-0.93 * Math.log(0.93) - 0.064 * Math.log(0.064) + 0.006 * Math.log(1000));
    expect(plain.effectiveContributions).toBeCloseTo((8 + (24 + sixes) / 4 + 8) / 3, 10);
    const fives = Math.exp(-(0.6 * Math.log(0.6) + 0.2 * Math.log(0.2) + 0.19 * Math.log(0.19)) + 0.01 * Math.log(500));
    expect(plain.effective).toBeCloseTo(((24 + fives) / 4 + (16 + sixes + fives) / 4 + 8) / 3, 10);
    // Of three seeds: ∛(1 · 2 · 1).
    expect(plain.heldOut[0]).toBeCloseTo(Math.cbrt(2), 12);
  });

  it('says what it is, what it costs and where it can be seen', () => {
    expect(summary).toMatchObject({ id: 'layerNorm', kind: 'expert', combination });
    // Layer norm: a square and a scaling for each of 8 · 8 units.
    expect(summary.extraMultiplications).toBe(128);
    expect(summary.healedSeeds).toEqual([1]);
    expect(plain).toMatchObject({ id: 'none', against: null, extraMultiplications: 0, healedSeeds: [] });
  });

  it('of another structure costs what that costs beside the usual one', () => {
    const cgc = parseCombination('cgc', 'async', model);
    const { extraMultiplications } = summarizeCure(cgc, cured, none, { without: model, with: modelWith(base, cgc) });
    // Each of four gates weighs five of eight experts: 12 logits of 16 inputs, and 12 outputs of 8 units, less.
    expect(extraMultiplications).toBe(-12 * (16 + 8));
  });

  it('shows no seed as healed whose run diverged with it', () => {
    const lost = [{ ...cured[0], finite: false }, ...cured.slice(1)];
    expect(summarizeCure(combination, lost, none, { without: model, with: model }).healedSeeds).toEqual([]);
  });

  it('counts a gate among the experts that its task may use', () => {
    // Of three visible experts two unused are enough (5 of 8, rounded up); weights of the others are not looked at.
    const visible = [0b111, 0b111, 0b111, 0b111];
    const masked = run(1, all([0.985, 0.01, 0.005, 0, 0, 0, 0, 0]), [1, 1, 1, 1], { visible });
    expect(polarizedIn(masked, 'utilization')).toEqual([]);
    const worse = run(1, all([0.99, 0.006, 0.004, 0, 0, 0, 0, 0]), [1, 1, 1, 1], { visible });
    expect(polarizedIn(worse, 'utilization')).toEqual([0, 1, 2, 3]);
  });

  it('is of its furthest-reaching kind', () => {
    const kind = (text: string): string => kindOf(parseCombination(text, 'async', model));
    expect(['none', 'lossFree', 'decay+lossFree', 'swish+clip', 'cgc+swish'].map(kind)).toEqual([
      'gate',
      'gate',
      'optimizer',
      'expert',
      'architecture',
    ]);
  });
});

describe('the Pareto front', () => {
  it('has what nothing beats', () => {
    const at = (id: string, rate: number, loss: number) => ({ id, rate, loss });
    const front = paretoFront([
      at('none', 0.2, 1),
      at('noise', 0.4, 1.1),
      at('best', 0, 0.9),
      at('tie', 0, 0.9),
      at('cheap', 0.1, 0.8),
      at('beaten', 0.1, 0.85),
      at('worse rate', 0.05, 0.9),
      at('lost', 0, NaN),
    ]);
    expect(front.map(({ id }) => id)).toEqual(['best', 'tie', 'cheap']);
  });
});
