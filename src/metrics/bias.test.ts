import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearRegression, sampleCorrelation } from 'simple-statistics';
import { tableRow } from '../model/layout.ts';
import { worldW1 } from '../world/spec.ts';
import { createWorld } from '../world/world.ts';
import { bestAdditive } from './bestAdditive.ts';
import { bestMissing, biasFit, biasTarget, learnedBias } from './bias.ts';

const truth = worldW1().biasCurves;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

/** A table whose position logits are `of` the truth, with the given missing logits. */
function tableOf(
  of: (bias: number, device: number, p: number) => number,
  missing: readonly number[] = [0, 0, 0],
): Float64Array {
  const table = new Float64Array(30);
  truth.forEach((curve, device) => {
    table[tableRow(device, 0)] = missing[device];
    curve.forEach((bias, p) => (table[tableRow(device, p + 1)] = of(bias, device, p)));
  });
  return table;
}

describe('biasFit', () => {
  it('of the truth itself is perfect, whatever constant each device carries', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }), (shift) => {
        const fit = biasFit(
          tableOf(
            (bias, device) => bias + shift[device],
            shift.map((value, device) => value + mean(truth[device])),
          ),
          truth,
        );
        expect(fit.rmse).toBeLessThan(1e-9);
        expect(fit.r).toBeCloseTo(1, 9);
        expect(fit.slope).toBeCloseTo(1, 9);
        expect(fit.missingError).toBeLessThan(1e-9);
        for (const curve of [...fit.learned, ...fit.truth]) expect(mean(curve)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('shows an overshoot in the slope, regressing learned on true and not the reverse', () => {
    const fit = biasFit(
      tableOf((bias, _, p) => 1.5 * bias + (p % 2 === 0 ? 0.4 : -0.4)),
      truth,
    );
    const pairs = fit.learned.flatMap((curve, device) => curve.map((value, p) => [fit.truth[device][p], value]));
    expect(fit.slope).toBeCloseTo(linearRegression(pairs).m, 9);
    expect(fit.r).toBeCloseTo(
      sampleCorrelation(
        pairs.map(([x]) => x),
        pairs.map(([, y]) => y),
      ),
      9,
    );
    expect(fit.slope).toBeGreaterThan(1.3);
    expect(fit.r).toBeLessThan(0.95);
  });

  it('measures the error in logits over all 27 cells', () => {
    // Two cells of one device off by ±0.9: mean square 2 · 0.81 / 27.
    const fit = biasFit(
      tableOf((bias, device, p) => bias + (device === 1 ? ([0.9, -0.9][p] ?? 0) : 0)),
      truth,
    );
    expect(fit.rmse).toBeCloseTo(Math.sqrt(1.62 / 27), 9);
  });

  it('measures "missing" against where it should be, device by device', () => {
    const fit = biasFit(
      tableOf((bias) => bias, [0.3, -0.1, 0]),
      truth,
      [0.1, 0.2, NaN],
    );
    const [phone, desktop] = [0.3 - mean(truth[0]), -0.1 - mean(truth[1])];
    expect(fit.missing[0]).toBeCloseTo(phone, 9);
    // The third device has no impressions and says nothing.
    expect(fit.missingError).toBeCloseTo((Math.abs(phone - 0.1) + Math.abs(desktop - 0.2)) / 2, 9);
  });

  it('measures "missing" on the one device that has impressions, and on none at all', () => {
    const table = tableOf((bias) => bias, [0.3, -0.1, 0]);
    expect(biasFit(table, truth, [NaN, 0.2, NaN]).missingError).toBeCloseTo(Math.abs(-0.1 - mean(truth[1]) - 0.2), 9);
    expect(biasFit(table, truth, [NaN, NaN, NaN]).missingError).toBeNaN();
  });

  it('leaves out positions that the target does not know, in the centring too', () => {
    const known = truth.map((curve, device) => curve.map((bias, p) => (device === 2 && p > 6 ? NaN : bias)));
    const fit = biasFit(
      tableOf(
        (bias, device, p) => (device === 2 && p > 6 ? 99 : bias + device),
        [mean(truth[0]), mean(truth[1]) + 1, mean(truth[2].slice(0, 7)) + 2],
      ),
      known,
    );
    expect(fit.rmse).toBeLessThan(1e-9);
    expect(fit.r).toBeCloseTo(1, 9);
    expect(fit.missingError).toBeLessThan(1e-9);
    expect(fit.truth[2].map(Number.isNaN)).toEqual([false, false, false, false, false, false, false, true, true]);
  });

  it('has no slope and no correlation for a truth without bias, and NaN for a table that has diverged', () => {
    const flat = truth.map((curve) => curve.map(() => 0));
    expect(
      biasFit(
        tableOf((bias) => bias),
        flat,
      ),
    ).toMatchObject({ r: NaN, slope: NaN });
    const nothing = truth.map((curve) => curve.map(() => NaN));
    expect(
      biasFit(
        tableOf((bias) => bias),
        nothing,
      ),
    ).toMatchObject({ rmse: NaN, r: NaN, slope: NaN });
    const lost = biasFit(new Float32Array(30).fill(NaN), truth);
    expect([lost.rmse, lost.r, lost.slope, lost.missingError]).toEqual([NaN, NaN, NaN, NaN]);
    expect(
      biasFit(
        tableOf((bias) => bias, [0, NaN, 0]),
        truth,
      ).missingError,
    ).toBeNaN();
  });
});

describe('biasTarget', () => {
  it('is the truth where clicks are additive, and the best additive table where they are not', () => {
    const spec = { ...worldW1(), impressions: 2_700, heldOut: 9 };
    const additive = createWorld(spec, 3);
    expect(biasTarget(additive)).toBe(additive.truth.bias);
    const examined = createWorld({ ...spec, clickModel: 'examination' }, 3);
    const target = biasTarget(examined);
    expect(target).toEqual(bestAdditive(examined).table);
    // Multiplying a probability by P(examined) takes more off its logit than log P(examined).
    expect(target.flat().every((logit, i) => Math.abs(logit) >= Math.abs(truth.flat()[i]) - 1e-9)).toBe(true);
  });
});

describe('bestMissing', () => {
  it.each(['additive', 'examination'] as const)('%s: gives every device its true mean CTR', (clickModel) => {
    const world = createWorld({ ...worldW1(), impressions: 2_700, heldOut: 9, clickModel }, 3);
    const { train } = world;
    bestMissing(world).forEach((relative, device) => {
      const ideal = clickModel === 'additive' ? world.truth.bias : bestAdditive(world).table;
      const logit = relative + mean(ideal[device]);
      const rows = Array.from({ length: train.rows }, (_, row) => row).filter((row) => train.device[row] === device);
      expect(mean(rows.map((row) => 1 / (1 + Math.exp(-train.clickLogit[row] - logit))))).toBeCloseTo(
        mean(rows.map((row) => train.clickProbability[row])),
        9,
      );
    });
  });

  it('is the bias itself when all positions have the same, and NaN for a device that was never seen', () => {
    const world = createWorld(
      { ...worldW1(), impressions: 900, heldOut: 9, biasCurves: truth.map(() => new Array<number>(9).fill(-0.7)) },
      3,
    );
    for (const relative of bestMissing(world)) expect(relative).toBeCloseTo(0, 6);
    world.train.device.fill(1);
    expect(bestMissing(world).map(Number.isNaN)).toEqual([true, false, true]);
  });
});

describe('learnedBias', () => {
  it('is centred over the places that were shown, and knows no other', () => {
    // "Missing" is 10; the places are 1 to 9, and 100 more on each device.
    const table = Float32Array.from({ length: 30 }, (_, i) => (i % 10 === 0 ? 10 : i % 10) + 100 * Math.floor(i / 10));
    const shown = [0, 1, 2].map((device) => Array.from({ length: 9 }, (_, p) => p < (device === 1 ? 2 : 3)));
    const { learned, missing, rmse, r, slope, missingError, truth: none } = learnedBias(table, shown);
    const rest = (n: number): number[] => new Array<number>(n).fill(NaN);
    expect(learned).toEqual([
      [-1, 0, 1, ...rest(6)],
      [-0.5, 0.5, ...rest(7)],
      [-1, 0, 1, ...rest(6)],
    ]);
    expect(missing).toEqual([8, 8.5, 8]);
    expect([rmse, r, slope, missingError, ...none.flat()]).toEqual(rest(31));
  });
});
