import { describe, expect, it } from 'vitest';
import { positionBiasRun } from '../../run/regimes.ts';
import { joinedRows } from '../../world/rows.ts';
import { servingQueries } from '../../world/serving.ts';
import { createWorld } from '../../world/world.ts';
import { measureServed, measureTreatment } from './treatmentMetrics.ts';

const world = createWorld({ ...positionBiasRun().world, impressions: 180, heldOut: 90 }, 4);
const serving = servingQueries(world, 30);
const rows = world.heldOut.rows + serving.rows;

/** Predictions of click: `score` of each served row, and other tasks that say the opposite. */
function predicted(score: (row: number) => number): Float32Array {
  const all = new Float32Array(4 * rows).fill(-7);
  for (let row = 0; row < serving.rows; row++) {
    const at = 4 * (world.heldOut.rows + row);
    all[at] = score(row);
    all.fill(-score(row), at + 1, at + 4);
  }
  return all;
}

describe('a ranking', () => {
  it('is compared with the truth within a device: a constant for each device changes nothing', () => {
    expect(new Set(serving.device).size).toBe(3);
    const logit = (row: number): number => serving.clickLogit[row];
    const { correlation } = measureServed(
      world,
      serving,
      predicted((row) => logit(row) + 4 * serving.device[row]),
    );
    expect(correlation).toBeCloseTo(1, 5);
    const turned = measureServed(
      world,
      serving,
      predicted((row) => 3 - 2 * logit(row) - 5 * serving.device[row]),
    );
    expect(turned.correlation).toBeCloseTo(-1, 5);
  });

  it('by half truth, half noise correlates as Pearson says, device by device', () => {
    const noise = (row: number): number => Math.sin(12.9898 * row);
    const score = (row: number): number => Math.fround(serving.clickLogit[row] + noise(row));
    const rest = (of: (row: number) => number): number[] => {
      const all = Array.from({ length: serving.rows }, (_, row) => row);
      const mean = (device: number): number => {
        const own = all.filter((row) => serving.device[row] === device);
        return own.reduce((sum, row) => sum + of(row), 0) / own.length;
      };
      const means = [0, 1, 2].map(mean);
      return all.map((row) => of(row) - means[serving.device[row]]);
    };
    const [x, y] = [rest(score), rest((row) => serving.clickLogit[row])];
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
    const wanted = dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    expect(wanted).toBeLessThan(0.95);
    expect(measureServed(world, serving, predicted(score)).correlation).toBeCloseTo(wanted, 6);
  });
});

describe('held-out rows and rows to serve', () => {
  it('lie one after the other, in every column', () => {
    const joined = joinedRows(world.heldOut, serving);
    expect([joined.rows, joined.featureCount]).toEqual([rows, world.heldOut.featureCount]);
    for (const [name, first] of Object.entries(world.heldOut)) {
      if (typeof first !== 'object') continue;
      const key = name as 'features' | 'device';
      expect(joined[key].constructor).toBe((first as object).constructor);
      expect(Array.from(joined[key])).toEqual([...Array.from(world.heldOut[key]), ...Array.from(serving[key])]);
    }
  });

  it('answer two questions: what is logged of the ones, what is served of the others', () => {
    const logged = new Float32Array(4 * rows);
    // A click probability of a half on the first half of the held-out rows, of nine tenths on the others.
    for (let row = 0; row < rows; row++) logged[4 * row] = row < 45 ? 0 : Math.log(9);
    const clicks = [0, 0];
    for (let row = 0; row < 90; row++) clicks[row < 45 ? 0 : 1] += world.heldOut.labels[4 * row] / 45;
    const result = measureTreatment(
      world,
      serving,
      logged,
      predicted((row) => serving.clickLogit[row]),
      0.42,
    );
    expect(result.logLoss).toBe(0.42);
    expect(result.calibration).toBeCloseTo(Math.abs(clicks[0] - 0.5) / 2 + Math.abs(clicks[1] - 0.9) / 2, 6);
    expect(result.ndcg).toBeCloseTo(1, 12);
  });
});
