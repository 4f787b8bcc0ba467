/** One run is an anecdote: how many of two dozen seeds polarize? */
import { polarizationRates, type Rates } from '../../../experiments/polarization/polarization.ts';
import { fisherExact } from '../../../metrics/fisher.ts';
import type { RunSummary } from '../../../study/summary.ts';
import { sameQuestion } from '../../../study/spec.ts';
import { defaultSettings, raceSpec, type RaceSettings } from '../../polarization/arms.ts';
import { measured, setSettings, startRace, useRace } from '../../polarization/race.ts';
import { useLab } from '../../store.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { ownResult } from './evidence.ts';

const SEEDS = 24;
/** Below this a difference is hardly chance. */
const SIGNIFICANT = 0.05;

const settings = (): RaceSettings => ({ ...defaultSettings(), regime: 'adam', arms: 'dropout', seeds: SEEDS });

const percent = (rate: number): number => Math.round(100 * rate);

/** What both counts say of each other. */
function comparedSaid({ z5: a }: Rates, { z5: b }: Rates): Said {
  if (a.k + b.k === 0) return { key: 'absent' };
  const p = fisherExact(a.k, a.n, b.k, b.n);
  const values = { p: p < 0.001 ? 0.001 : Number(p.toPrecision(2)) };
  if (p >= SIGNIFICANT) return { key: 'chance', values };
  return { key: b.rate < a.rate ? 'fewer' : 'more', values };
}

/**
 * @param arms - runs without and with dropout, at their end
 * @param predicted - polarized runs without dropout
 * @returns null where none of an arm ended well
 */
export function chanceOutcome(
  arms: readonly (readonly RunSummary[])[],
  threshold: number,
  predicted: number,
): Outcome | null {
  const [without, withDropout] = arms.map((runs) => polarizationRates(runs, threshold));
  const { k, n, low, high } = without.z5;
  if (n === 0 || withDropout.z5.n === 0) return null;
  const lost = without.diverged.k + withDropout.diverged.k;
  const inside = predicted / n >= low && predicted / n <= high;
  const said: Said[] = [
    { key: 'counts', values: { k1: k, n1: n, k2: withDropout.z5.k, n2: withDropout.z5.n } },
    { key: inside ? 'inside' : 'outside', values: { predicted, n, low: percent(low), high: percent(high) } },
    comparedSaid(without, withDropout),
  ];
  if (lost > 0) said.push({ key: 'diverged', values: { k: lost, n: without.diverged.n + withDropout.diverged.n } });
  return { came: { kind: 'number', value: k }, right: inside, said };
}

export const chance: LessonStep = {
  id: 'chance',
  chapter: 'polarization',
  minutes: 3,
  alone: 1.5,
  marks: ['polarization.race', 'polarization.rates'],
  veils: ['polarization.race', 'polarization.rates', 'polarization.settings', 'polarization.sweep'],
  compares: true,
  controls: [],
  question: { kind: 'number', from: 0, to: SEEDS, step: 1, unit: 'count' },
  study: 'race',
  begins: () => {
    setSettings(settings());
    startRace();
  },
  outcome: (predicted) => {
    const asked = raceSpec(settings(), useLab.getState().state.run);
    const found = ownResult(
      useRace.getState().shelf,
      ({ data, finished }) => finished >= SEEDS && sameQuestion(data.spec, asked),
    );
    if (!found || predicted.kind !== 'number') return null;
    return chanceOutcome(found.runs.map(measured), useLab.getState().state.run.threshold, predicted.value);
  },
  watches: (changed) => useRace.subscribe(changed),
};
