/** What polarization and dropout cost, in held-out loss, paired within data sets. Pure. */
import type { TFunction } from 'i18next';
import { isGatePolarized } from '../../metrics/gates.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { t95 } from '../../metrics/student.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { RunSummary } from '../../study/summary.ts';
import type { NumberWords } from '../format.ts';

/** Change of a loss as a share of it (geometric mean of ratios), with its 95% interval. */
export interface Cost {
  n: number;
  change: number;
  low: number;
  high: number;
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

/** Whether a loss is certain to have risen: its interval lies above zero, and does so as it is written; "0.0% to +6.6%" does not. */
export const isCostly = ({ low }: Pick<Cost, 'low'>): boolean => low >= 0.0005;

/** A cost with its interval and on how many pairs it rests, as far as they tell. */
export function costWords(cost: Cost, t: TFunction, words: Pick<NumberWords, 'percent'>): string {
  const change = signedShare(cost.change, words);
  if (!Number.isFinite(cost.change)) return t('polarization.costs.none');
  if (!Number.isFinite(cost.low + cost.high)) return t('polarization.costs.one', { change });
  const [low, high] = [cost.low, cost.high].map((end) => signedShare(end, words));
  return t('polarization.costs.told', { change, low, high, n: cost.n });
}

const asShare = (n: number, mean: number, low: number, high: number): Cost => ({
  n,
  change: Math.expm1(mean),
  low: Math.expm1(low),
  high: Math.expm1(high),
});

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
): TaskCosts {
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
  const half = variance > 0 ? t95(degrees) * Math.sqrt(variance) : variance; // equal ratios: no width; too few: NaN
  return {
    polarized: asShare(apart.length, c.mean, c.mean - half, c.mean + half),
    dropout: asShare(d.n, d.mean, d.low, d.high),
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
    return twin ? [{ run, twin }] : [];
  });
  return Array.from({ length: TASK_COUNT }, (_, k) =>
    costsOf(
      pairs.map(({ run, twin }) => {
        const [a, b] = [
          isGatePolarized(run.utilization[k], threshold),
          isGatePolarized(twin.utilization[k], threshold),
        ];
        return { ratio: Math.log(twin.heldOut[k] / run.heldOut[k]), sign: a === b ? 0 : b ? 1 : -1 };
      }),
    ),
  );
}
