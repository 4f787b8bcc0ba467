/** What came out of a race, as sentences to be put into words: chosen by the numbers, never written beforehand. Pure. */
import { fisherExact } from '../../metrics/fisher.ts';
import type { Rate } from '../../metrics/intervals.ts';
import type { Rates } from '../../experiments/polarization/polarization.ts';
import type { SourceName } from '../../run/source.ts';
import type { NumberWords } from '../format.ts';
import type { ArmLabel, RegimeChoice } from './arms.ts';

export interface ArmOutcome {
  label: ArmLabel;
  dropout: number;
  workers: number;
  rates: Rates;
  /** [task] How often the gate of each polarized. */
  gates: readonly Rate[];
}

/** A catalogue key under `polarization.outcome.` and the values to fill in. */
export interface Sentence {
  key: string;
  values: Record<string, string | number>;
}

/** Below this a difference is not put down to chance. */
export const SIGNIFICANT = 0.05;

/** "0.012", or "< 0.001". With the sign, to stand after "p". */
export const pWords = (p: number, words: NumberWords): string =>
  Number.isNaN(p) ? '–' : p < 0.001 ? `< ${words.fixed(0.001, 3)}` : `= ${words.fixed(p, p < 0.1 ? 3 : 2)}`;

const fisher = (a: Rate, b: Rate): number => fisherExact(a.k, a.n, b.k, b.n);

function compare(kind: 'dropout' | 'workers', a: ArmOutcome, b: ArmOutcome, words: NumberWords): Sentence {
  const [from, to] = [a.rates.z5, b.rates.z5];
  const p = fisher(from, to);
  const apart = to.rate < from.rate ? 'fewer' : 'more';
  const way = from.k + to.k === 0 ? 'none' : from.rate === to.rate ? 'same' : p >= SIGNIFICANT ? 'chance' : apart;
  return {
    key: `${kind}.${way}`,
    values: {
      k1: from.k,
      n1: from.n,
      k2: to.k,
      n2: to.n,
      p: pWords(p, words),
      dropout: words.percent(b.dropout),
      workers: b.workers,
    },
  };
}

/** Sentences about a race whose arms are all measured; none while an arm has no run. @param data - what the runs were trained on */
export function outcome(
  arms: readonly ArmOutcome[],
  regime: RegimeChoice,
  words: NumberWords,
  data: SourceName = 'synthetic',
): Sentence[] {
  if (arms.some(({ rates }) => rates.diverged.n === 0)) return [];
  const found = arms.every(({ rates }) => rates.z5.n > 0) ? comparisons(arms, words) : [];
  const lost = arms.reduce((sum, { rates }) => sum + rates.diverged.k, 0);
  if (lost > 0)
    found.push({ key: 'diverged', values: { k: lost, n: arms.reduce((sum, { rates }) => sum + rates.diverged.n, 0) } });
  if (regime !== 'controls') found.push({ key: data === 'synthetic' ? 'chosen' : 'elsewhere', values: {} });
  return found;
}

/** What the groups say of one another; each has runs that ended well. */
function comparisons(arms: readonly ArmOutcome[], words: NumberWords): Sentence[] {
  const found: Sentence[] = [];
  const by = (label: ArmLabel): ArmOutcome | undefined => arms.find((arm) => arm.label === label);
  const without = by('without') ?? by('asynchronous');
  const withDropout = by('with') ?? by('asynchronousWith');
  const synchronous = by('synchronous');
  if (synchronous && without) found.push(compare('workers', synchronous, without, words));
  if (without && withDropout) {
    found.push(compare('dropout', without, withDropout, words));
    const left = withDropout.rates.z5;
    if (left.k > 0 && left.rate < without.rates.z5.rate) {
      found.push({
        key: fisher(without.rates.z5, left) < SIGNIFICANT ? 'left.reduces' : 'left.stays',
        values: { k: left.k, n: left.n },
      });
    }
    const [dead, deadWith] = [without.rates.dead, withDropout.rates.dead];
    if (dead.k + deadWith.k > 0) {
      found.push({
        key: dead.k === 0 ? 'dead.only' : deadWith.k > 0 ? 'dead.stays' : 'dead.some',
        values: { k1: dead.k, n1: dead.n, k2: deadWith.k, n2: deadWith.n, p: pWords(fisher(dead, deadWith), words) },
      });
    }
  }
  return found;
}
