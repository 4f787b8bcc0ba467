/** Results written by hand, for tests of this chapter. */
import { idOf, parseCombination } from '../../experiments/cures/combination.ts';
import type { AgainstNone, CureSummary } from '../../experiments/cures/results.ts';
import { kindOf } from '../../experiments/cures/summary.ts';
import { wilson } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';

const N = 100;

export const ratio = (mean: number, half = 0.05): Ratio => ({ n: N, ratio: mean, low: mean - half, high: mean + half });

interface Hand {
  /** Of 100 runs. */
  polarized: number;
  loss?: Ratio;
  /** By contributions; absent: as by weights. */
  contributed?: number;
  diverged?: number;
  dead?: number;
  /** McNemar of weights; absent: by what follows from 20 polarized without. */
  p?: number;
  changed?: Partial<CureSummary>;
}

/** Runs polarized without a cure, of 100; and by contributions. */
export const WITHOUT = 20;
const WITHOUT_CONTRIBUTED = 50;

/** A cure as its study would sum it up. @param text - as it is written */
export function hand(text: string, { polarized, loss = ratio(1), p, ...rest }: Hand): CureSummary {
  const { contributed = polarized, diverged = 0, dead = 0, changed = {} } = rest;
  const combination = parseCombination(text, 'async', { expertUnits: 8 });
  const rate = (k: number) => wilson(k, N);
  const pairs = (without: number, now: number) => ({
    onlyFirst: Math.max(0, without - now),
    onlySecond: Math.max(0, now - without),
    both: Math.min(now, without),
    neither: N - Math.max(now, without),
    p: Math.abs(now - without) > 8 ? 0.001 : 0.4,
  });
  const z5 = { ...pairs(WITHOUT, polarized), ...(p !== undefined && { p }) };
  const against: AgainstNone = {
    loss,
    tasks: [loss, loss, loss, loss],
    left: diverged,
    z5,
    contributedZ5: pairs(WITHOUT_CONTRIBUTED, contributed),
    healed: { gates: wilson(18, 24), fallen: wilson(2, 376), loss: ratio(0.8, 0.1), before: 0.5, after: 0.4 },
  };
  return {
    id: idOf(combination),
    combination,
    kind: kindOf(combination),
    z5: rate(polarized),
    z6: rate(0),
    m9: rate(0),
    contributedZ5: rate(contributed),
    dead: rate(dead),
    diverged: rate(diverged),
    deadExperts: 0.25,
    effective: 4,
    effectiveContributions: 3,
    heldOut: [1, 1, 1, 1],
    extraMultiplications: 0,
    against: combination.length === 0 ? null : against,
    healedSeeds: [],
    ...changed,
  };
}

/** None, a cure that helps twice, the paper's that costs, one that polarizes, no gate at all, and a cheaper optimizer. */
export const CURES: CureSummary[] = [
  hand('none', { polarized: WITHOUT, contributed: WITHOUT_CONTRIBUTED, dead: 25 }),
  hand('dropout:0.1', { polarized: 8, loss: ratio(1.1), contributed: 35 }),
  hand('swish', { polarized: 0, loss: ratio(0.75) }),
  hand('lossFree:0.03', { polarized: 0, loss: ratio(0.97), contributed: 12 }),
  hand('noise:1', { polarized: 45, loss: ratio(1.05) }),
  hand('uniform', { polarized: 0, loss: ratio(1.25) }),
  hand('rate:0.5', { polarized: 14, loss: ratio(0.7), p: 0.2 }),
];
