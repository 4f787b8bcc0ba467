import { describe, expect, it } from 'vitest';
import { createTruth, policyMerit } from '../world/truth.ts';
import { servingQueries, trueOutputs } from '../world/serving.ts';
import { worldW1, type WorldSpec } from '../world/spec.ts';
import { policyPositions } from './positions.ts';
import {
  CURVE_STEPS,
  randomWorths,
  servedPages,
  shownRows,
  tradeOffCurve,
  weightsAt,
  type Queries,
} from './tradeOff.ts';

const platform = (changes: Partial<WorldSpec> = {}) => {
  const spec = { ...worldW1(), ...changes };
  return { spec, seed: 5, truth: createTruth(spec, 5) };
};
const audience = platform();
const log = servingQueries(audience, 60, 15, 5);
const queries: Queries = { audience, log, candidates: 15 };
const truth = trueOutputs(audience.spec, log);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('weights between engagement and satisfaction', () => {
  it('keep the proportions inside a group', () => {
    expect(weightsAt([1, 3, 2, 0], 0.25)).toEqual([0.75 / 4, (3 * 0.75) / 4, 0.25, 0]);
    expect(weightsAt([0, 0, 2, 2], 0)).toEqual([0.5, 0.5, 0, 0]);
  });

  it('rank as the reader’s own where the reader’s point is', () => {
    const own = [1, 2, 0.5, 2.5]; // half of it for satisfaction
    const scaled = weightsAt(own, 1 / 2);
    expect(scaled.map((weight, k) => weight / own[k])).toEqual(new Array(4).fill(expect.closeTo(1 / 6, 12)));
  });
});

describe('the curve', () => {
  it('of the truth: most clicks at one end, most likes at the other, and better than random all along', () => {
    const alone = { ...audience, spec: { ...audience.spec, labels: 'all' as const } };
    const all: Queries = { ...queries, audience: alone };
    const curve = tradeOffCurve(all, 'sum', [1, 0, 1, 0], truth);
    expect(curve).toHaveLength(CURVE_STEPS + 1);
    const random = randomWorths(all);
    curve.forEach((point, i) => {
      if (i > 0) {
        expect(point.clicks).toBeLessThanOrEqual(curve[i - 1].clicks + 1e-9);
        expect(point.likes).toBeGreaterThanOrEqual(curve[i - 1].likes - 1e-9);
      }
    });
    expect(curve[0].clicks).toBeGreaterThan(mean(random.map(({ clicks }) => clicks)));
    expect(curve[CURVE_STEPS].likes).toBeGreaterThan(mean(random.map(({ likes }) => likes)));
  });

  it('goes through the reader’s point', () => {
    const own = [1, 1, 0.5, 0.5]; // a share of 1/3 is between two points; 7/20 is one
    const onGrid = weightsAt(own, 7 / CURVE_STEPS);
    const { worths } = servedPages(
      queries,
      'product',
      onGrid.map((weight) => weight * 3),
      truth,
    );
    const point = tradeOffCurve(queries, 'product', own, truth)[7];
    expect(point.clicks).toBeCloseTo(mean(worths.map(({ clicks }) => clicks)), 9);
    expect(point.likes).toBeCloseTo(mean(worths.map(({ likes }) => likes)), 9);
  });

  it('knows what is random: every candidate as likely at every place', () => {
    const worths = randomWorths(queries);
    expect(worths).toHaveLength(60);
    for (const query of [0, 31, 59]) {
      const rows = Array.from({ length: 15 }, (_, i) => query * 15 + i);
      const bias = audience.truth.bias[log.device[query * 15]];
      const clicks = bias.flatMap((b) => rows.map((row) => 1 / (1 + Math.exp(-log.clickLogit[row] - b)) / 15));
      expect(worths[query].clicks).toBeCloseTo(
        clicks.reduce((a, b) => a + b, 0),
        9,
      );
    }
  });

  it('shows the nine best of each query, best first', () => {
    const scores = Float64Array.from({ length: log.rows }, (_, row) => (row * 7919) % 997);
    const shown = shownRows(queries, scores);
    for (const query of [0, 59]) {
      const own = Array.from({ length: 15 }, (_, i) => query * 15 + i).sort((a, b) => scores[b] - scores[a]);
      expect(Array.from(shown[query])).toEqual(own.slice(0, 9));
    }
  });
});

describe('the positions of the logging policy', () => {
  it('without randomness are the order of its merit', () => {
    const calm = platform({ randomness: 0 });
    const positions = policyPositions(calm, log, 15);
    const merits = Array.from({ length: 15 }, (_, i) => policyMerit(calm.spec, calm.truth, log.features, i * 16));
    merits.forEach((merit, i) => {
      const place = 1 + merits.filter((other) => other > merit).length;
      expect(positions[i]).toBe(place <= 9 ? place : 0);
    });
  });

  it('are each given once a query, the same whenever asked, and of the query wherever it stands', () => {
    const positions = policyPositions(audience, log, 15);
    for (let query = 0; query < 60; query++) {
      const own = Array.from(positions.subarray(query * 15, query * 15 + 15)).sort((a, b) => a - b);
      expect(own).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    const later = policyPositions(audience, servingQueries(audience, 1, 15, 5, 40), 15);
    expect(Array.from(later)).toEqual(Array.from(positions.subarray(600, 615)));
  });

  it('are by quantile where the log is, each as often, and none where it has none', () => {
    const byQuantile = policyPositions(platform({ logging: 'quantile' }), log, 15);
    const counts = Array.from({ length: 9 }, (_, p) => byQuantile.filter((position) => position === p + 1).length);
    expect(counts.reduce((a, b) => a + b)).toBe(900);
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40);
    expect(policyPositions(platform({ logging: 'none' }), log, 15).every((position) => position === 0)).toBe(true);
  });
});
