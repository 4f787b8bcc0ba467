import { describe, expect, it } from 'vitest';
import { createWorld } from '../../world/world.ts';
import { benchOf, isStuck, measure } from './measure.ts';
import { compareRun } from './spec.ts';

const { world: settings } = compareRun({ cosine: 0, sines: 1, steps: 1 });
const small = { ...settings, impressions: 40, heldOut: 50 };

describe('what a model is measured on', () => {
  const bench = benchOf(createWorld(small, 6));
  const { world, heldOut, queries } = bench;

  it('is the held-out log, and behind it a hundred fresh queries whose labels no loss sees', () => {
    expect(heldOut.rows).toBe(50 + 100 * small.candidates);
    expect(heldOut.features.slice(0, 50 * 16)).toEqual(world.heldOut.features);
    expect(heldOut.features.slice(50 * 16)).toEqual(queries.features);
    expect(heldOut.observed.slice(0, 200)).toEqual(world.heldOut.observed);
    expect(heldOut.observed.slice(200).every((seen) => seen === 0)).toBe(true);
    expect(queries.observed.every((seen) => seen === 1)).toBe(true);
    expect(new Set(queries.query).size).toBe(100);
  });

  it.each(['all', 'clicked'] as const)(
    'is as alike as watch time and rating are in the training log (%s)',
    (labels) => {
      const own = benchOf(createWorld({ ...small, labels }, 6));
      const log = own.world.train;
      const rows = [...Array(40).keys()].filter((row) => labels === 'all' || log.labels[4 * row] === 1);
      const centred = (task: number): number[] => {
        const values = rows.map((row) => log.labels[4 * row + task]);
        return values.map((each) => each - values.reduce((a, b) => a + b) / rows.length);
      };
      const dot = (a: number[], b: number[]): number => a.reduce((sum, each, i) => sum + each * b[i], 0);
      const [a, b] = [centred(1), centred(3)];
      expect(own.labelCorrelation).toBeCloseTo(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 10);
      const measured = measure(own, () => new Float32Array(4 * own.heldOut.rows));
      expect(measured.labelCorrelation).toBe(own.labelCorrelation);
    },
  );
});

describe('what it is worth', () => {
  // Likes, watch times and ratings are known of what was clicked only.
  const world = createWorld({ ...small, labels: 'clicked' }, 6);
  const bench = benchOf(world);
  const { labels, observed } = world.heldOut;
  const rowsOf = (task: number): number[] => [...Array(50).keys()].filter((row) => observed[4 * row + task] !== 0);
  /** Every logit ln 3, every prediction 2; where a label was not observed, something else. */
  const answers = Float32Array.from({ length: 4 * bench.heldOut.rows }, (_, i) =>
    i < 200 && observed[i] === 0 ? 50 : i % 2 === 0 ? Math.log(3) : 2,
  );
  const measured = measure(bench, () => answers);
  const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
  const of = (task: number): number[] => rowsOf(task).map((row) => labels[4 * row + task]);

  it('counts observed labels only', () => {
    expect(rowsOf(2).length).toBeGreaterThan(5);
    expect(rowsOf(2).length).toBeLessThan(45);
    // All are said to be three quarters likely.
    expect(measured.calibration.like).toBeCloseTo(Math.abs(mean(of(2)) - 0.75), 6);
    expect(measured.calibration.click).toBeCloseTo(Math.abs(mean(of(0)) - 0.75), 6);
    const [n, said, liked] = measured.reliability.like[7];
    expect([n, liked]).toEqual([of(2).length, of(2).filter((y) => y === 1).length]);
    expect(said).toBeCloseTo(0.75, 6);
    expect(measured.reliability.click.map(([count]) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, of(0).length, 0, 0]);
    expect(measured.logLoss.like).toBeCloseTo(mean(of(2).map((y) => -Math.log(y === 1 ? 0.75 : 0.25))), 6);
    expect(measured.mse.rating).toBeCloseTo(mean(of(3).map((y) => (y - 2) ** 2)), 5);
    expect(measured.mse.watchTime).toBeCloseTo(mean(of(1).map((y) => (y - 2) ** 2)), 5);
    const centre = mean(of(3));
    expect(measured.meanMse.rating).toBeCloseTo(mean(of(3).map((y) => (y - centre) ** 2)), 5);
    // Nothing is told apart.
    expect([measured.auc, measured.gauc]).toEqual([
      { click: 0.5, like: 0.5 },
      { click: 0.5, like: 0.5 },
    ]);
  });

  it('is stuck where one squared error is above a quarter', () => {
    const stuck = (watchTime: number, rating: number): boolean => isStuck({ mse: { watchTime, rating } });
    expect([stuck(0.25, 0.25), stuck(0.26, 0), stuck(0, 0.26), stuck(NaN, NaN)]).toEqual([false, true, true, false]);
  });
});
