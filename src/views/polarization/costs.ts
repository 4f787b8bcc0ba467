/** What polarization and dropout cost, in held-out loss, paired within data sets. Pure. */
import type { TFunction } from 'i18next';
import { isGatePolarized } from '../../metrics/gates.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { tQuantile } from '../../metrics/student.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { usedRows, type RunSummary } from '../../study/summary.ts';
import type { NumberWords } from '../format.ts';

/** Change of a loss as a share of it (geometric mean of ratios), with its 95% interval. */
export interface Cost {
  n: number;
  change: number;
  low: number;
  high: number;
  /** Lower end of the interval that is widened for all comparisons made at once (Bonferroni): what lies above zero here is certain. */
  surely: number;
}

export interface TaskCosts {
  /** What polarization of the task's gate costs at equal dropout; n pairs of which exactly one is polarized. */
  polarized: Cost;
  /** What dropout costs at equal polarization; n pairs of which both or neither is polarized. */
  dropout: Cost;
}

/** A change with its sign: to a tenth of a percent, so that a change and the ends of its interval are not all "1%". None where it rounds to 0. */
export function signedShare(change: number, words: Pick<NumberWords, 'percent'>): string {
  if (!Number.isFinite(change)) return '–';
  const rounds = Math.abs(change) < 0.0005;
  return `${change > 0 && !rounds ? '+' : ''}${words.percent(rounds ? 0 : change, 1)}`;
}

/**
 * Whether a loss is certain to have risen: even widened for all comparisons its interval lies above zero, and does so as it would be written; "0.0% to
 * +6.6%" does not. Eight intervals of 95% each would name a cost that is none in one of three races.
 */
export const isCostly = ({ surely }: Pick<Cost, 'surely'>): boolean => surely >= 0.0005;

/** A cost with its interval and on how many pairs it rests, as far as they tell. */
export function costWords(cost: Cost, t: TFunction, words: Pick<NumberWords, 'percent'>): string {
  const change = signedShare(cost.change, words);
  if (!Number.isFinite(cost.change)) return t('polarization.costs.none');
  if (!Number.isFinite(cost.low + cost.high)) return t('polarization.costs.one', { change });
  const [low, high] = [cost.low, cost.high].map((end) => signedShare(end, words));
  return t('polarization.costs.told', { change, low, high, n: cost.n });
}

/** A mean log ratio with its standard error. */
interface Estimate {
  n: number;
  mean: number;
  /** NaN where too few pairs tell. */
  error: number;
  degrees: number;
}

/** Risk that an interval misses what it estimates. */
const RISK = 0.05;

/** Half the width of an interval; equal ratios have none. */
const halfOf = ({ error, degrees }: Estimate, risk: number): number =>
  error > 0 ? (degrees < 1 ? NaN : tQuantile(risk, degrees)) * error : error;

/** @param tests - comparisons among which this is one */
function asShare(estimate: Estimate, tests: number): Cost {
  const { n, mean } = estimate;
  const half = halfOf(estimate, RISK);
  return {
    n,
    change: Math.expm1(mean),
    low: Math.expm1(mean - half),
    high: Math.expm1(mean + half),
    surely: Math.expm1(mean - halfOf(estimate, RISK / tests)),
  };
}

/**
 * The log ratio of a pair (with / without dropout) is D where both or neither gate polarized, and D ± C where one did: D is the cost of dropout, C
 * that of polarization. D is the mean over the former; C the mean over the latter once D is taken off, with Welch's interval for the two sources of
 * error. Without the D a regime in which dropout costs a fifth would hide what polarization costs.
 */
function costsOf(
  pairs: readonly {
    ratio: number;
    /** 1: polarized with dropout only; −1: without only; 0: the same in both. */ sign: -1 | 0 | 1;
  }[],
): Record<keyof TaskCosts, Estimate> {
  const known = pairs.filter(({ ratio }) => Number.isFinite(ratio));
  const d = meanInterval(known.filter(({ sign }) => sign === 0).map(({ ratio }) => ratio));
  const apart = known.filter(({ sign }) => sign !== 0);
  const c = meanInterval(apart.map(({ ratio, sign }) => sign * (ratio - d.mean)));
  // D enters C as often with one sign as with the other where the signs are mixed.
  const share = apart.reduce((sum, { sign }) => sum + sign, 0) / apart.length;
  const errors = [
    { variance: c.deviation ** 2 / c.n, n: c.n },
    { variance: (share * d.deviation) ** 2 / d.n, n: d.n },
  ];
  const variance = errors.reduce((sum, error) => sum + error.variance, 0);
  const degrees = variance ** 2 / errors.reduce((sum, error) => sum + error.variance ** 2 / (error.n - 1), 0);
  return {
    polarized: { n: apart.length, mean: c.mean, error: Math.sqrt(variance), degrees },
    dropout: { n: d.n, mean: d.mean, error: d.deviation / Math.sqrt(d.n), degrees: d.n - 1 },
  };
}

/**
 * @param without - runs of the arm without dropout; @param withDropout - with it, on the same seeds
 * @returns per task; a pair in which one run diverged counts nowhere
 */
export function taskCosts(
  without: readonly RunSummary[],
  withDropout: readonly RunSummary[],
  threshold: number,
): TaskCosts[] {
  const bySeed = new Map(withDropout.map((run) => [run.seed, run]));
  const pairs = without.flatMap((run) => {
    const twin = bySeed.get(run.seed);
    return twin ? [{ run, twin, rows: usedRows(run), twinRows: usedRows(twin) }] : [];
  });
  const estimates = Array.from({ length: TASK_COUNT }, (_, k) =>
    costsOf(
      pairs.map(({ run, twin, rows, twinRows }) => {
        const [a, b] = [isGatePolarized(rows[k], threshold), isGatePolarized(twinRows[k], threshold)];
        return { ratio: Math.log(twin.heldOut[k] / run.heldOut[k]), sign: a === b ? 0 : b ? 1 : -1 };
      }),
    ),
  );
  const all = estimates.flatMap(({ polarized, dropout }) => [polarized, dropout]);
  const tests = all.filter(({ error }) => Number.isFinite(error)).length;
  return estimates.map(({ polarized, dropout }) => ({
    polarized: asShare(polarized, tests),
    dropout: asShare(dropout, tests),
  }));
}
