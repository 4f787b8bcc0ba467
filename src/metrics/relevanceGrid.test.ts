import { describe, expect, it } from 'vitest';
import { emptyLog } from '../world/labels.ts';
import { worldW1 } from '../world/spec.ts';
import type { World } from '../world/types.ts';
import { createWorld } from '../world/world.ts';
import { bestAdditive } from './bestAdditive.ts';
import { bestMissing } from './bias.ts';
import { ctrByPosition } from './ctr.ts';
import { relevanceGrid } from './relevanceGrid.ts';

const world = createWorld({ ...worldW1(), impressions: 9_000, heldOut: 90 }, 3);

describe('the grid of six impressions in three bands', () => {
  // Device 1 has four of them; chances are written as logits of round numbers: σ(ln 3) = 3/4, σ(0) = 1/2, σ(−ln 3) = 1/4.
  const ln3 = Math.log(3);
  const train = {
    ...emptyLog(6, 1),
    position: Uint8Array.of(1, 2, 2, 9, 1, 1),
    device: Uint8Array.of(1, 1, 0, 1, 1, 0),
  };
  train.clickLogit.set([0, ln3, 9, -ln3, 0, 9]);
  // What is not a click is large, and must not be counted for one.
  train.labels.fill(100);
  [1, 0, 1, 0, 0, 1].forEach((label, row) => (train.labels[4 * row] = label));
  const flat = new Array<number>(9).fill(0);
  const bias = [flat.map(() => 5), flat.map((_, p) => (p === 0 ? 0 : -ln3)), flat.map(() => 5)];
  const small = {
    ...world,
    spec: { ...world.spec, clickModel: 'additive' },
    train,
    truth: { ...world.truth, bias },
  } as World;

  it('has the device’s impressions by falling relevance, moved to every position', () => {
    const grid = relevanceGrid(small, 1, 2)!;
    // Bands: rows 1 and 0 (the earlier of two alike), rows 4 and 3.
    expect(grid.logit[0]).toBeCloseTo(ln3 / 2, 6);
    expect(grid.logit[1]).toBeCloseTo(-ln3 / 2, 6);
    expect(grid.logged).toEqual([
      [1, 1, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 0, 0, 1],
    ]);
    // Band 0 at position 1: (3/4 + 1/2) / 2; further down (1/2 + 1/4) / 2. Band 1: (1/2 + 1/4) / 2; (1/4 + 1/10) / 2.
    const rest = (value: number): number[] => new Array<number>(8).fill(value);
    const click = [
      [0.625, ...rest(0.375)],
      [0.375, ...rest(0.175)],
    ];
    click.flat().forEach((value, i) => expect(grid.click.flat()[i]).toBeCloseTo(value, 6));
    [0.5, ...rest(0.275)].forEach((value, p) => expect(grid.sameItems[p]).toBeCloseTo(value, 6));
    expect(grid.samePosition[0]).toBeCloseTo((0.625 + 8 * 0.375) / 9, 6);
    expect(grid.samePosition[1]).toBeCloseTo((0.375 + 8 * 0.175) / 9, 6);
    expect(grid.observed).toEqual([0.5, 0, NaN, NaN, NaN, NaN, NaN, NaN, 0]);
  });

  it('pools all devices where none is named, and needs as many impressions as bands', () => {
    const all = relevanceGrid(small, undefined, 6)!;
    [9, 9, ln3, 0, 0, -ln3].forEach((logit, band) => expect(all.logit[band]).toBeCloseTo(logit, 6));
    expect(all.logged.map((row) => row.indexOf(1))).toEqual([1, 0, 1, 0, 0, 8]);
    expect(all.observed.slice(0, 2)).toEqual([2 / 3, 0.5]);
    expect(relevanceGrid(small, 1, 4)?.logit).toHaveLength(4);
    expect(relevanceGrid(small, 1, 5)).toBeUndefined();
    expect(relevanceGrid(small)).toBeUndefined();
  });
});

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
  it('has the CTR by bias alone that stands beside the observed one', () => {
    // Two cards tell it by one name. Bands differ by one impression at most, so the mean over bands is all but that over impressions.
    for (const device of [undefined, 0])
      ctrByPosition(world, device).forEach(({ bias }, p) => {
        expect(relevanceGrid(world, device)!.sameItems[p]).toBeCloseTo(bias, 4);
      });
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
  it('of two impressions in one cell, whose errors are a tenth up and down', () => {
    // σ(± ln 3) = ¾ and ¼ against 0.85 and 0.15: the slope is 0 where they stand. The rows without a position say nothing.
    const train = { ...emptyLog(4, 1), position: Uint8Array.of(0, 3, 3, 0), device: Uint8Array.of(1, 1, 1, 1) };
    train.clickLogit.set([9, Math.log(3), -Math.log(3), 9]);
    train.clickProbability.set([0, 0.85, 0.15, 0]);
    const { table, error } = bestAdditive({ ...world, train });
    expect(error).toBeCloseTo(0.1, 6);
    expect(table[1][2]).toBeCloseTo(0, 6);
    expect(table.flat().filter(Number.isNaN)).toHaveLength(26);
    expect(bestAdditive({ ...world, train: { ...train, position: new Uint8Array(4) } }).error).toBeNaN();
  });
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
