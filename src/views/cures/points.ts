/** What cures do to polarization and to the loss: a point each, and which of them a reader looks for first. Pure. */
import { CURED } from '../../experiments/cures/contrast.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { polarizedBy, ranked, type Measure, type Reason, type Recommended } from '../../experiments/cures/recommend.ts';
import { paretoFront } from '../../experiments/cures/summary.ts';
import { CURE_KINDS, type CureKind } from '../../experiments/cures/vocabulary.ts';
import type { Rate } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';

/** `together`: cures of several kinds, or several of one. */
export const POINT_KINDS = [...CURE_KINDS, 'together'] as const;
export type PointKind = CureKind | 'together';

export interface CurePoint {
  /** As it is written: `lossFree:0.03`, `decay:0.1+lossFree:0.03`; {@link NONE} for no cure. */
  id: string;
  kind: PointKind;
  /** Runs with a polarized gate. */
  rate: Rate;
  /** Held-out loss to that without a cure; of no cure 1, without an interval. */
  loss: Ratio;
}

export const NONE = 'none';
/** The paper's. */
export const PAPER = 'dropout:0.1';
const UNIFORM = 'uniform';

export const kindOf = ({ id, kind }: Pick<CureSummary, 'id' | 'kind'>): PointKind =>
  id.includes('+') ? 'together' : kind;

/** [summary] A point for each cure of which something is known; a cure all of whose pairs diverged has none. */
export const pointsOf = (summaries: readonly CureSummary[], measure: Measure): CurePoint[] =>
  summaries
    .map((summary): CurePoint => ({
      id: summary.id,
      kind: kindOf(summary),
      rate: polarizedBy(summary, measure),
      loss: summary.against?.loss ?? { n: summary.diverged.n, ratio: 1, low: NaN, high: NaN },
    }))
    .filter(({ rate, loss }) => rate.n > 0 && Number.isFinite(loss.ratio));

/** The points of some kinds, or of all where none is named; no cure is of every kind. */
export const seenOf = (points: readonly CurePoint[], kinds: readonly PointKind[]): CurePoint[] =>
  points.filter(({ id, kind }) => kinds.length === 0 || id === NONE || kinds.includes(kind));

/** The list has those that cure before the others. */
const isCured = ({ rate }: Pick<CurePoint, 'rate'>): boolean => rate.rate <= CURED;

const byLoss = (a: CurePoint, b: CurePoint): number => a.loss.ratio - b.loss.ratio;
const byRate = (a: CurePoint, b: CurePoint): number => a.rate.rate - b.rate.rate;

const ofCures = (points: readonly CurePoint[]): CurePoint[] => points.filter(({ id }) => id !== NONE);

/** What the cure that polarizes most is called: one with which the loss is lower than without is not simply the worst. */
export const worstRole = ({ loss }: Pick<CurePoint, 'loss'>): 'worst' | 'most' => (loss.ratio < 1 ? 'most' : 'worst');

/** The cure that polarizes most, among equals with the highest loss; none where there is but one, or where none does harm. */
export function worstOf(points: readonly CurePoint[]): CurePoint | undefined {
  const cures = ofCures(points);
  if (cures.length < 2) return undefined;
  const worst = [...cures].sort((a, b) => byRate(b, a) || byLoss(b, a))[0];
  return worst.rate.k === 0 && worstRole(worst) === 'most' ? undefined : worst;
}

/** Why a point is always named. */
export type Role = 'best' | 'worst' | 'most' | 'paper' | 'uniform' | 'none';

/** Reasons for which a cure is called the best: it is surely better in something, and surely worse in nothing. */
const GOOD: readonly Reason[] = ['both', 'loss', 'spread'];

/** Whether what is first in rank is surely better than no cure. */
export const isGood = ({ reason }: Pick<Recommended, 'reason'>): boolean => GOOD.includes(reason);

/** The cure that is recommended of all: see `ranked`. */
export const bestOf = (cures: readonly CureSummary[], measure: Measure = 'weights'): Recommended | undefined =>
  ranked(cures, measure)[0];

/**
 * @param cures - of the points
 * @param measure - by which the points stand where they do
 * @returns by id, what each named point is; a point may be several things
 */
export function rolesOf(
  points: readonly CurePoint[],
  cures: readonly CureSummary[],
  measure: Measure,
): Map<string, Role[]> {
  const best = bestOf(cures, measure);
  const worst = worstOf(points);
  const found: [string | undefined, Role][] = [
    [best && isGood(best) ? best.cure.id : undefined, 'best'],
    [worst?.id, worst ? worstRole(worst) : 'worst'],
    [PAPER, 'paper'],
    [UNIFORM, 'uniform'],
    [NONE, 'none'],
  ];
  const roles = new Map<string, Role[]>();
  for (const [id, role] of found)
    if (id !== undefined && points.some((point) => point.id === id)) roles.set(id, [...(roles.get(id) ?? []), role]);
  return roles;
}

/** The points that no other matches in both and beats in one, as measured. From the fewest polarized runs on. */
export const frontOf = (points: readonly CurePoint[]): CurePoint[] =>
  paretoFront(points.map((point) => ({ point, rate: point.rate.rate, loss: point.loss.ratio }))).map(
    ({ point }) => point,
  );

/** First those that cure, then the others, each by their loss; no cure is the first of its part. */
export function inOrder(points: readonly CurePoint[]): { cured: CurePoint[]; others: CurePoint[] } {
  const none = (a: CurePoint): number => Number(a.id === NONE);
  const sorted = [...points].sort((a, b) => none(b) - none(a) || byLoss(a, b));
  return { cured: sorted.filter(isCured), others: sorted.filter((point) => !isCured(point)) };
}
