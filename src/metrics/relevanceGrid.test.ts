import { describe, expect, it } from 'vitest';
import { worldW1 } from '../world/spec.ts';
import { createWorld } from '../world/world.ts';
import { bestAdditive } from './bestAdditive.ts';
import { bestMissing } from './bias.ts';
import { relevanceGrid } from './relevanceGrid.ts';

const world = createWorld({ ...worldW1(), impressions: 9_000, heldOut: 90 }, 3);

describe('the grid of relevance and position', () => {
  const grid = relevanceGrid(world, 0)!;
  it('falls along both of its sides, more slowly than the observed CTR', () => {
    for (let i = 1; i < 9; i++) {
      expect(grid.sameItems[i]).toBeLessThan(grid.sameItems[i - 1]);
      expect(grid.samePosition[i]).toBeLessThan(grid.samePosition[i - 1]);
    }
    // What was logged high up is relevant as well: the observed CTR falls further than that of the same items.
    expect(grid.observed[0] - grid.observed[8]).toBeGreaterThan(grid.sameItems[0] - grid.sameItems[8] + 0.05);
    expect(grid.logged[0][0]).toBeGreaterThan(2 * grid.logged[0][8]);
  });
  it('counts every impression of the device once', () => {
    const rows = world.train.device.filter((device) => device === 0).length;
    expect(grid.logged.flat().reduce((a, b) => a + b, 0)).toBe(rows);
  });
  it('does not exist without positions', () => {
    expect(
      relevanceGrid(createWorld({ ...worldW1(), logging: 'none', impressions: 90, heldOut: 90 }, 1)),
    ).toBeUndefined();
  });
});

describe('the best additive table', () => {
  it('is the true bias when clicks are additive', () => {
    const { table, error } = bestAdditive(world);
    expect(error).toBeLessThan(1e-6);
    world.truth.bias.flat().forEach((bias, i) => {
      expect(table.flat()[i]).toBeCloseTo(bias, 5);
    });
  });
  it('is not the true examination, and leaves an error, when clicks are not', () => {
    const examined = createWorld({ ...worldW1(), clickModel: 'examination', impressions: 9_000, heldOut: 90 }, 3);
    const { table, error } = bestAdditive(examined);
    expect(error).toBeGreaterThan(0.01);
    // At P(click) of a third, halving it takes more than log 2 off the logit.
    expect(table[0][8]).toBeLessThan(examined.truth.bias[0][8] - 0.1);
    // One logit for all nine positions is near the mean of the nine best ones, and far from the mean of the examination curve.
    bestMissing(examined).forEach((missing) => {
      expect(Math.abs(missing)).toBeLessThan(0.35);
    });
  });
});
