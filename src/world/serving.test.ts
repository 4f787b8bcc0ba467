import { describe, expect, it } from 'vitest';
import { worldW1 } from './spec.ts';
import { expectedClicks, labelled, servingQueries, trueOutputs } from './serving.ts';
import { utilityOf } from './truth.ts';
import { createWorld } from './world.ts';

const world = createWorld({ ...worldW1(), impressions: 900, heldOut: 90 }, 3);

describe('servingQueries', () => {
  it('are queries of the same platform: shared query features, and the truth of every candidate', () => {
    const served = servingQueries(world, 20, 12, 5);
    expect(served.rows).toBe(240);
    for (let row = 0; row < served.rows; row++) {
      const first = row - (row % 12);
      const of = (r: number): number[] => Array.from(served.features.subarray(r * 16, r * 16 + 16));
      expect([served.query[row], served.device[row], served.position[row]]).toEqual([
        first / 12,
        served.device[first],
        0,
      ]);
      expect(of(row).slice(0, 6)).toEqual(of(first).slice(0, 6));
      if (row !== first) expect(of(row).slice(6)).not.toEqual(of(first).slice(6));
      for (let k = 0; k < 4; k++)
        expect(served.utility[row * 4 + k]).toBe(Math.fround(utilityOf(world.truth, k, served.features, row * 16)));
      expect(served.clickLogit[row]).toBeCloseTo(1.2 * served.utility[row * 4] - 0.3, 5);
      expect(served.clickProbability[row]).toBeCloseTo(1 / (1 + Math.exp(-served.clickLogit[row])), 6);
    }
    expect(served.observed.every((seen) => seen === 0)).toBe(true);
    expect(new Set(served.device)).toEqual(new Set([0, 1, 2]));
  });

  it('repeat for an equal seed, keep the earlier ones when there are more, and are new even under the world’s own seed', () => {
    const few = servingQueries(world, 5, 12, 5);
    const more = servingQueries(world, 9, 12, 5);
    expect(Array.from(more.features.subarray(0, few.features.length))).toEqual(Array.from(few.features));
    expect(Array.from(more.device.subarray(0, 60))).toEqual(Array.from(few.device));
    const later = servingQueries(world, 2, 12, 5, 3);
    expect(Array.from(later.features)).toEqual(Array.from(few.features.subarray(36 * 16)));
    expect(later.query[0]).toBe(3);
    const wider = servingQueries(world, 5, 13, 5);
    expect(Array.from(wider.features.subarray(13 * 16, 25 * 16))).toEqual(
      Array.from(few.features.subarray(12 * 16, 24 * 16)),
    );
    expect(servingQueries(world, 1, 12, 6).features[0]).not.toBe(few.features[0]);
    expect(Array.from(world.train.features)).not.toContain(servingQueries(world, 1).features[0]);
  });

  it('come in portions as well: the same queries as when they are asked for together', () => {
    const whole = servingQueries(world, 5, 12, 5);
    const later = servingQueries(world, 2, 12, 5, 3);
    expect(Array.from(later.features)).toEqual(Array.from(whole.features.subarray(3 * 12 * 16)));
    expect(Array.from(later.utility)).toEqual(Array.from(whole.utility.subarray(3 * 12 * 4)));
    expect([...new Set(later.query)]).toEqual([3, 4]);
  });

  it('refuse counts that are no counts', () => {
    expect(() => servingQueries(world, 0)).toThrow(RangeError);
    expect(() => servingQueries(world, 3, 1.5)).toThrow(/candidates/);
    expect(() => servingQueries(world, 3, 12, -5)).toThrow(/seed/);
  });
});

describe('expectedClicks', () => {
  it('sums the click probabilities of the nine positions, by either click model', () => {
    const truth = { bias: [[0, -1, -2, 0, 0, 0, 0, 0, 0]] };
    expect(expectedClicks({ clickModel: 'additive' }, truth, 0, [0, 1])).toBeCloseTo(0.5 + 0.5, 12);
    expect(expectedClicks({ clickModel: 'examination' }, truth, 0, [0, 0, 0])).toBeCloseTo(
      0.5 * (1 + Math.exp(-1) + Math.exp(-2)),
      12,
    );
    expect(
      expectedClicks(
        { clickModel: 'additive' },
        { bias: [new Array<number>(9).fill(0)] },
        0,
        new Array<number>(15).fill(0),
      ),
    ).toBeCloseTo(4.5, 12);
  });
});

describe('labels of fresh queries', () => {
  it('are all observed, drawn from the truth of their candidates, and leave the queries as they were', () => {
    const fresh = servingQueries(world, 400, 15);
    const drawn = labelled(world, fresh);
    expect(fresh.observed.some((seen) => seen !== 0)).toBe(false);
    expect(drawn.observed.every((seen) => seen === 1)).toBe(true);
    expect(drawn.features).toBe(fresh.features);
    const mean = (of: (row: number) => number): number =>
      Array.from({ length: fresh.rows }, (_, row) => of(row)).reduce((sum, value) => sum + value, 0) / fresh.rows;
    // 6,000 draws: a standard error of at most 0.0065.
    expect(Math.abs(mean((row) => drawn.labels[row * 4] - fresh.clickProbability[row]))).toBeLessThan(0.03);
    expect(
      Math.abs(mean((row) => drawn.labels[row * 4 + 2] - 1 / (1 + Math.exp(-3 * fresh.utility[row * 4 + 2])))),
    ).toBeLessThan(0.03);
    // Noise of 0.1 on the raw utility.
    const spread = Math.sqrt(mean((row) => (drawn.labels[row * 4 + 1] - fresh.utility[row * 4 + 1]) ** 2));
    expect(Math.abs(spread * world.truth.deviation[1] - 0.1)).toBeLessThan(0.005);
    expect(labelled(world, fresh)).toEqual(drawn);
    expect(labelled(world, fresh, 9).labels).not.toEqual(drawn.labels);
  });
});

describe('trueOutputs', () => {
  it('are what the labels are drawn from: click and like as logits, the regressions as utilities', () => {
    const served = servingQueries(world, 3, 12, 5);
    const outputs = trueOutputs(world.spec, served);
    expect(outputs).toHaveLength(36 * 4);
    for (let row = 0; row < served.rows; row++) {
      const [click, watch, like, rating] = served.utility.subarray(row * 4, row * 4 + 4);
      const wanted = [1.2 * click - 0.3, watch, 3 * like, rating];
      wanted.forEach((value, k) => expect(outputs[row * 4 + k]).toBeCloseTo(value, 5));
    }
  });
});
