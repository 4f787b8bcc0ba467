/** The two baselines of the paper beside the shallow tower: whose lists earn the most clicks? */
import { greatest, mean } from 'd3';
import type { TreatedWorld, Treatment, TreatmentsSpec } from '../../../experiments/position-bias/treatments.ts';
import { TREATMENTS } from '../../../experiments/position-bias/treatments.ts';
import { pairedT } from '../../../metrics/paired.ts';
import { positionBiasRun } from '../../../run/regimes.ts';
import { sameSetting } from '../../../study/spec.ts';
import { chooseWorlds, compareTreatments, useComparisons } from '../../bias/comparisons.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { ownResult } from './evidence.ts';

const WORLDS = 4;
/** Below this a difference is hardly chance. */
const SIGNIFICANT = 0.05;

const CHOICES: Record<string, Treatment> = {
  none: 'none',
  inputFeature: 'input-feature',
  adversarial: 'adversarial',
  shallowTower: 'shallow-tower',
};
const choiceOf = (treatment: Treatment): string =>
  Object.keys(CHOICES).find((choice) => CHOICES[choice] === treatment) ?? 'none';

const spec = (): TreatmentsSpec => ({ base: positionBiasRun(), treatments: TREATMENTS, seeds: WORLDS, seedBase: 1 });

type Served = Pick<TreatedWorld, 'oracle'> & { treatments: Partial<Record<Treatment, { expectedClicks: number }>> };

/** Percent more clicks than without treatment, world by world; NaN where one of the two is no number. */
const lifts = (worlds: readonly Served[], treatment: Treatment): number[] =>
  worlds.map(({ treatments }) => {
    const [own, none] = [treatments[treatment], treatments.none].map((one) => one?.expectedClicks ?? NaN);
    return 100 * (own / none - 1);
  });

/** With both decimals: 0.5 beside 0.49 would seem less exact. */
const two = (value: number): string => value.toFixed(2).replace('-', '−');

/** What is said of the best: whether it is, or whether it only came first here. Then the worlds cannot tell whether it is right. */
function aheadSaid(worlds: readonly Served[], best: Treatment): { right: boolean | null; said: Said } {
  const others = TREATMENTS.filter((one) => one !== best);
  const next = greatest(others, (one) => mean(lifts(worlds, one)) ?? NaN) ?? best;
  const test = pairedT(lifts(worlds, best), lifts(worlds, next));
  if (test.p < SIGNIFICANT) return { right: true, said: { key: 'best' } };
  return { right: null, said: { key: 'first', values: { gap: two(test.mean), worlds: worlds.length } } };
}

/** What is said of the chosen treatment beside the best. @returns whether it counts as right; null: the worlds cannot tell */
function besideBest(
  worlds: readonly Served[],
  chosen: Treatment,
  best: Treatment,
): { right: boolean | null; said: Said } {
  if (chosen === best) return aheadSaid(worlds, best);
  const test = pairedT(lifts(worlds, best), lifts(worlds, chosen));
  const values = { gap: two(test.mean), worlds: worlds.length };
  return test.p < SIGNIFICANT
    ? { right: false, said: { key: 'behind', values } }
    : { right: null, said: { key: 'close', values } };
}

/**
 * @param all - worlds on which all treatments were trained to their end
 * @returns null where there is none without divergence
 */
export function baselinesOutcome(all: readonly Served[], predicted: string): Outcome | null {
  const worlds = all.filter((world) =>
    TREATMENTS.every((one) => Number.isFinite(world.treatments[one]?.expectedClicks)),
  );
  const means = TREATMENTS.map((treatment) => ({ treatment, lift: mean(lifts(worlds, treatment)) ?? NaN }));
  const best = greatest(means, ({ lift }) => lift);
  const chosen = CHOICES[predicted] as Treatment | undefined;
  if (worlds.length === 0 || !best || !chosen) return null;
  const by = (wanted: Treatment): string => two(means.find(({ treatment }) => treatment === wanted)?.lift ?? NaN);
  const oracle = worlds.map((world) => 100 * (world.oracle / (world.treatments.none?.expectedClicks ?? NaN) - 1));
  const { right, said } = besideBest(worlds, chosen, best.treatment);
  const values = {
    worlds: worlds.length,
    input: by('input-feature'),
    adversarial: by('adversarial'),
    tower: by('shallow-tower'),
    oracle: two(mean(oracle) ?? NaN),
  };
  const lost = all.length - worlds.length;
  return {
    came: { kind: 'choice', choice: choiceOf(best.treatment) },
    right,
    said: [
      { key: 'lifts', values },
      said,
      { key: best.treatment === 'none' ? 'absent' : 'paper' },
      ...(lost > 0 ? [{ key: 'diverged', values: { k: lost } }] : []),
    ],
  };
}

export const baselines: LessonStep = {
  id: 'baselines',
  chapter: 'position-bias',
  minutes: 3,
  alone: 1.5,
  marks: ['position-bias.treatments'],
  veils: ['position-bias.treatments'],
  hides: ['position-bias.presets'],
  veiledToEnd: true,
  controls: [],
  question: { kind: 'choice', choices: Object.keys(CHOICES) },
  study: 'treatments',
  begins: () => {
    chooseWorlds(WORLDS);
    compareTreatments(spec());
  },
  outcome: (predicted) => {
    const found = ownResult(
      useComparisons.getState().treatments,
      ({ data, finished }) =>
        finished >= WORLDS
        && data.spec.treatments.length === TREATMENTS.length
        && sameSetting(data.spec.base, spec().base),
    );
    return found && predicted.kind === 'choice' ? baselinesOutcome(found.worlds, predicted.choice) : null;
  },
  watches: (changed) => useComparisons.subscribe(changed),
};
