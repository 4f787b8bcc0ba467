import { describe, expect, it } from 'vitest';
import { worldPolicy } from './logging.ts';
import { worldW1 } from './spec.ts';
import type { WorldLog, Policy } from './types.ts';
import { createWorld, policyCandidates, policyLog } from './world.ts';

const world = createWorld({ ...worldW1(), impressions: 900, heldOut: 90 }, 7);
const d = 16;

/** Ranks by the last feature of an item alone. */
const byLastFeature = (randomness = 0): Policy => ({
  randomness,
  merits: (features, _, into) => {
    for (let i = 0; i < into.length; i++) into[i] = features[(i + 1) * d - 1];
  },
});
const lastFeature = (log: WorldLog, row: number): number => log.features[(row + 1) * d - 1];
const shownOf = (log: WorldLog, query: number): number[] =>
  Array.from({ length: 9 }, (_, p) => lastFeature(log, 9 * query + p));

describe('the log of a policy', () => {
  it('is the world’s own, bit for bit, when the policy is the world’s and the queries are', () => {
    expect(policyLog(world, 7, 900, worldPolicy(world.spec, world.truth))).toEqual(world.train);
    expect(policyLog(world, 8, 900, worldPolicy(world.spec, world.truth)).features).not.toEqual(world.train.features);
  });

  it('has what the policy ranks highest at the top, out of the same candidates', () => {
    const seen: number[][] = [];
    const log = policyLog(world, 7, 900, {
      randomness: 0,
      merits: (features, query, into) => {
        byLastFeature().merits(features, query, into);
        seen.push(Array.from(into));
      },
    });
    expect(log.rows).toBe(900);
    expect(seen).toHaveLength(100);
    seen.forEach((merits, query) => {
      expect(merits).toHaveLength(15);
      expect(shownOf(log, query)).toEqual(merits.toSorted((a, b) => b - a).slice(0, 9));
    });
    expect(Array.from(log.position.slice(0, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
    // The queries, their devices and their users' features are those of the world's own log.
    expect(log.device).toEqual(world.train.device);
    expect(log.features.slice(9 * d, 9 * d + 6)).toEqual(world.train.features.slice(9 * d, 9 * d + 6));
  });

  it('asks a policy query by query about the very candidates that are drawn for all queries beforehand', () => {
    const asked: [number, Float32Array][] = [];
    const log = policyLog(world, 3, 27, {
      randomness: 0,
      merits: (features, query, into) => {
        asked.push([query, features.slice()]);
        into.fill(0);
      },
    });
    const all = policyCandidates(world, 3, 27);
    expect([all.rows, all.featureCount]).toEqual([45, d]);
    expect(asked).toEqual([0, 1, 2].map((query) => [query, all.features.slice(query * 15 * d, (query + 1) * 15 * d)]));
    expect([0, 15, 44].map((row) => [all.query[row], all.device[row]])).toEqual(
      [0, 1, 2].map((query) => [query, log.device[9 * query]]),
    );
    // Equal merits and no randomness: shown in their order.
    expect(Array.from({ length: 9 }, (_, i) => asked[1][1][(i + 1) * d - 1])).toEqual(shownOf(log, 1));
  });

  it('forgets the merit as its randomness grows', () => {
    const top = (randomness: number): number => {
      const log = policyLog(world, 7, 900, byLastFeature(randomness));
      return Array.from({ length: 100 }, (_, query) => lastFeature(log, 9 * query)).reduce((a, b) => a + b) / 100;
    };
    // The mean of the largest of 15 standard normals is 1.736; a standard error of 0.055.
    expect(top(0)).toBeGreaterThan(1.55);
    expect(Math.abs(top(1))).toBeLessThan(0.3);
    expect(top(0.5)).toBeLessThan(top(0.2));
  });

  it('tells the truth of what it shows, clicks included', () => {
    const log = policyLog(world, 7, 900, byLastFeature());
    for (const row of [0, 8, 400]) {
      const bias = world.truth.bias[log.device[row]][log.position[row] - 1];
      expect(log.clickProbability[row]).toBeCloseTo(1 / (1 + Math.exp(-log.clickLogit[row] - bias)), 6);
    }
    const rate = log.labels.filter((_, i) => i % 4 === 0).reduce((a, b) => a + b) / 900;
    const expected = log.clickProbability.reduce((a, b) => a + b) / 900;
    expect(Math.abs(rate - expected)).toBeLessThan(0.05);
  });

  it('is refused where nothing is ranked, and under a seed that is none', () => {
    const unranked = createWorld({ ...worldW1(), logging: 'none', impressions: 9, heldOut: 9 }, 1);
    expect(() => policyLog(unranked, 1, 9, byLastFeature())).toThrow(RangeError);
    expect(() => policyLog(world, -1, 9, byLastFeature())).toThrow(/seed/);
  });
});
