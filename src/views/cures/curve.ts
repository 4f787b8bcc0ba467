/** The strengths of a cure as a curve through the plane. Pure. */
import type { Measure } from '../../experiments/cures/recommend.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Say } from '../say.ts';
import { strengthOf } from './names.ts';
import type { Curve } from './curveMarks.ts';
import { pointsOf } from './points.ts';
import type { ShownCures } from './store.ts';

/** The single cure that a summary is of; undefined where it is several, or has no strength. */
const doseOf = ({ combination }: CureSummary) =>
  combination.length === 1 && combination[0].strength !== null ? combination[0] : undefined;

/** A curve, on how many seeds its strengths rest at least, and whether these are fewer than those of the chosen cure. */
export type KnownCurve = Curve & { seeds: number; fewerSeeds: boolean };

/** The curve through every strength of the chosen cure that was measured, from the weakest number on; none with fewer than two. */
export function curveOf(
  say: Say,
  { cures, sweeps }: Pick<ShownCures, 'cures' | 'sweeps'>,
  chosen: CureSummary,
  measure: Measure,
): KnownCurve | undefined {
  const name = doseOf(chosen)?.name;
  const known = new Map<string, CureSummary>();
  // What rests on more seeds comes last, and stays.
  for (const cure of [...sweeps, ...cures])
    if (name !== undefined && doseOf(cure)?.name === name) known.set(cure.id, cure);
  const strengths = [...known.values()].sort((a, b) => (doseOf(a)?.strength ?? 0) - (doseOf(b)?.strength ?? 0));
  const points = pointsOf(strengths, measure).map(({ id, rate, loss }) => ({
    id,
    rate: rate.rate,
    ratio: loss.ratio,
    text: strengthOf(say, doseOf(known.get(id)!)!),
  }));
  const seeds = Math.min(...strengths.map(({ diverged }) => diverged.n));
  return points.length > 1 ? { points, seeds, fewerSeeds: seeds < chosen.diverged.n } : undefined;
}
