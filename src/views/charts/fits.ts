/** The learned table over the steps, and against other tables than the true one. Pure. */
import type { HistoryArm, WorldView } from '../../session/protocol.ts';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import { DEVICES } from '../../world/spec.ts';
import { biasFit, learnedBias, type BiasFit } from '../../metrics/bias.ts';
import { blockOf, parameterLayout, type ParameterLayout } from '../../model/layout.ts';

export const FIT_FIGURES = ['rmse', 'r', 'slope'] as const;
export type FitFigure = (typeof FIT_FIGURES)[number];

/** The layout of a run's model; null without a shallow tower. */
export function tableLayout(run: RunSpec): ParameterLayout | null {
  const layout = parameterLayout(modelOf(run));
  return layout.blocks['shallow/table'] ? layout : null;
}

/** What a table was learned for: what is true of it, and where something was shown. */
export type Learnable = Pick<WorldView, 'ctr' | 'truth'>;

/** The learned table as in the frames: beside the truth, or the best additive table where clicks are not additive; alone where no truth is known. */
function fitOf(table: ArrayLike<number>, { truth, ctr }: Learnable): BiasFit {
  if (truth) return biasFit(table, truth.bestAdditive?.table ?? truth.bias);
  return learnedBias(
    table,
    DEVICES.map((device) => ctr[device].map(({ impressions }) => impressions > 0)),
  );
}

/** A history point never changes, so its fit is computed once however often it is drawn. */
const fits = new WeakMap<HistoryArm, BiasFit>();

/** @returns undefined for points that came out of a file without their parameters */
export function fitAt(arm: HistoryArm, layout: ParameterLayout, world: Learnable): BiasFit | undefined {
  if (!arm.parameters) return undefined;
  let fit = fits.get(arm);
  if (!fit) {
    fit = fitOf(blockOf(layout, arm.parameters, 'shallow/table'), world);
    fits.set(arm, fit);
  }
  return fit;
}

const centred = (curve: readonly number[]): number[] => {
  const known = curve.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  return curve.map((value) => value - mean);
};

/** Centres every device's curve over the positions that it knows. */
export const centreAll = (table: readonly (readonly number[])[]): number[][] => table.map(centred);

/** Root mean squared difference of two centred tables, in logits; positions without impressions (NaN) are left out. */
export function rmseBetween(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  const squares = a
    .flatMap((curve, device) => curve.map((value, p) => (value - b[device][p]) ** 2))
    .filter(Number.isFinite);
  return Math.sqrt(squares.reduce((sum, value) => sum + value / squares.length, 0));
}
