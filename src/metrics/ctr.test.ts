import { describe, expect, it } from 'vitest';
import { emptyLog } from '../world/labels.ts';
import { worldW1, type ClickModel, type WorldSpec } from '../world/spec.ts';
import { createTruth } from '../world/truth.ts';
import type { World } from '../world/types.ts';
import { createWorld } from '../world/world.ts';
import { ctrByPosition, observedCtr, type CtrPoint } from './ctr.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A log of given rows [device, position, click, click logit] in a world with simple bias curves. */
function logged(clickModel: ClickModel, rows: [number, number, number, number][]): World {
  const curve = (step: number): number[] => Array.from({ length: 9 }, (_, p) => -step * p + 0);
  const spec: WorldSpec = { ...worldW1(), clickModel, biasCurves: [curve(1), curve(0.5), curve(0)] };
  const truth = createTruth(spec, 1);
  const train = emptyLog(rows.length, 16);
  rows.forEach(([device, position, click, logit], row) => {
    train.device[row] = device;
    train.position[row] = position;
    train.labels[row * 4] = click;
    train.clickLogit[row] = logit;
    const bias = truth.bias[device][position - 1];
    train.clickProbability[row] = clickModel === 'additive' ? sigmoid(logit + bias) : Math.exp(bias) * sigmoid(logit);
  });
  return { spec, seed: 1, truth, train, heldOut: emptyLog(0, 16) };
}

describe('ctrByPosition', () => {
  const rows: [number, number, number, number][] = [
    [0, 1, 1, 2],
    [0, 1, 0, 0],
    [0, 2, 1, 1],
    [1, 2, 0, -1],
  ];

  it('counts, and averages what was shown at the position', () => {
    const [first, second, third] = ctrByPosition(logged('additive', rows), 0);
    expect(first).toMatchObject({ position: 1, impressions: 2, clicks: 1, observed: 0.5 });
    expect(first.low).toBeLessThan(0.5);
    expect(first.high).toBeGreaterThan(0.5);
    expect(first.relevance).toBeCloseTo((sigmoid(2) + sigmoid(0)) / 2, 6);
    expect(first.expected).toBeCloseTo(first.relevance, 6);
    expect(second.relevance).toBeCloseTo(sigmoid(1), 6);
    expect(second.expected).toBeCloseTo(sigmoid(1 - 1), 6);
    expect(third).toMatchObject({ impressions: 0, clicks: 0, observed: NaN, expected: NaN, relevance: NaN });
  });

  it('moves every impression of the device to the position for the bias alone', () => {
    const points = ctrByPosition(logged('additive', rows), 0);
    points.forEach((point, p) =>
      expect(point.bias).toBeCloseTo((sigmoid(2 - p) + sigmoid(0 - p) + sigmoid(1 - p)) / 3, 6),
    );
    const examined = ctrByPosition(logged('examination', rows), 0);
    examined.forEach((point, p) =>
      expect(point.bias).toBeCloseTo((Math.exp(-p) * (sigmoid(2) + sigmoid(0) + sigmoid(1))) / 3, 6),
    );
  });

  it('pools devices, each with its own bias', () => {
    const [, second] = ctrByPosition(logged('examination', rows));
    expect(second).toMatchObject({ impressions: 2, clicks: 1 });
    expect(second.relevance).toBeCloseTo((sigmoid(1) + sigmoid(-1)) / 2, 6);
    expect(second.expected).toBeCloseTo((Math.exp(-1) * sigmoid(1) + Math.exp(-0.5) * sigmoid(-1)) / 2, 6);
    expect(second.bias).toBeCloseTo(
      (Math.exp(-1) * (sigmoid(2) + sigmoid(0) + sigmoid(1)) + Math.exp(-0.5) * sigmoid(-1)) / 4,
      6,
    );
  });

  it.each(['additive', 'examination'] as const)(
    '%s: the clicks of a drawn world agree with the closed form',
    (clickModel) => {
      const world = createWorld({ ...worldW1(), impressions: 18_000, heldOut: 9, clickModel }, 21);
      const standardScores = [undefined, 0, 1, 2].flatMap((device) =>
        ctrByPosition(world, device).map(
          (point) =>
            (point.observed - point.expected) / Math.sqrt((point.expected * (1 - point.expected)) / point.impressions),
        ),
      );
      expect(Math.max(...standardScores.map(Math.abs))).toBeLessThan(4);
    },
  );

  it('of world W1 on the phone falls as the reference measurements do', () => {
    const worlds = Array.from({ length: 12 }, (_, i) =>
      ctrByPosition(createWorld({ ...worldW1(), impressions: 4_500, heldOut: 9 }, i + 1), 0),
    );
    const mean = (key: keyof CtrPoint, position: number): number =>
      worlds.reduce((sum, points) => sum + points[position - 1][key] / worlds.length, 0);
    // Reference: observed .61 → .10, relevance alone .61 → .41. One world differs from the next by .06 (standard deviation), so the mean of twelve by .02.
    expect(Math.abs(mean('observed', 1) - 0.61)).toBeLessThan(0.05);
    expect(Math.abs(mean('observed', 9) - 0.1)).toBeLessThan(0.03);
    expect(Math.abs(mean('relevance', 1) - 0.61)).toBeLessThan(0.05);
    expect(Math.abs(mean('relevance', 9) - 0.41)).toBeLessThan(0.04);
    // The reference's "bias alone", .50 → .12, is one item of click logit 0; over all items it falls less far.
    expect(Math.abs(mean('bias', 1) - 0.49)).toBeLessThan(0.03);
    expect(Math.abs(mean('bias', 9) - 0.165)).toBeLessThan(0.02);
  });

  it('is empty without positions', () => {
    expect(ctrByPosition(createWorld({ ...worldW1(), logging: 'none', impressions: 9, heldOut: 9 }, 1))).toEqual([]);
  });
});

describe('observedCtr', () => {
  const { train } = logged('additive', [
    [0, 1, 1, 0],
    [0, 1, 0, 0],
    [1, 1, 1, 0],
    [1, 2, 1, 0],
    [0, 2, 1, 0],
  ]);
  train.observed.fill(1);
  // Whose click nobody knows, and which stood nowhere.
  train.observed[4 * 3] = 0;
  train.position[4] = 0;

  it('counts the rows that have a position and a click label, of a device or of all', () => {
    const [first, second] = observedCtr(train);
    expect(first).toMatchObject({ position: 1, impressions: 3, clicks: 2, observed: 2 / 3, expected: NaN, bias: NaN });
    expect(second).toMatchObject({ position: 2, impressions: 0, clicks: 0, observed: NaN });
    expect(observedCtr(train, 0)[0]).toMatchObject({ impressions: 2, clicks: 1, observed: 0.5 });
    expect(observedCtr(train, 1)[0]).toMatchObject({ impressions: 1, clicks: 1 });
  });

  it('has nine points of a device that was never seen, and none where there are no positions', () => {
    expect(observedCtr(train, 2).map(({ impressions }) => impressions)).toEqual(new Array(9).fill(0));
    expect(observedCtr({ ...train, position: new Uint8Array(5) })).toEqual([]);
  });
});
