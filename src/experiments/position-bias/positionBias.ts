/**
 * The position-bias study (Zhao et al. 2019, sections 4.2 and 5.4, figures 6 and 7, table 2) on worlds whose true bias is known: what the
 * shallow tower learns, and what each treatment's ranking is worth when served without a position.
 */
import * as v from 'valibot';
import type { Mean } from '../../metrics/intervals.ts';
import type { ClickModel } from '../../world/spec.ts';
import { numberOption, wholeOption, wordOption, wordsOption } from '../../study/options.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import type { Experiment } from '../../study/experiment.ts';
import { runTreatments, TREATMENTS, type TreatedWorld } from './treatments.ts';
import { summariseTreatments, type TreatmentsSummary } from './treatmentsSummary.ts';

const schema = v.object({
  impressions: wholeOption(90, 1_000_000),
  steps: wholeOption(1, 100_000),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
  randomness: numberOption(0, 1),
  misalignment: numberOption(0, 1),
  'click-model': wordOption(['additive', 'examination'] as const satisfies readonly ClickModel[]),
  'position-dropout': numberOption(0, 0.9),
  treatments: wordsOption(TREATMENTS),
});

export interface PositionBiasResults {
  runs: TreatedWorld[];
  summary: TreatmentsSummary['bias'];
  lifts: TreatmentsSummary['lifts'];
}

export const positionBias: Experiment = {
  name: 'position-bias',
  summary: 'what the shallow tower learns against the true position bias, and what each treatment is worth when served',
  options: {
    impressions: { fallback: '27000', help: 'training impressions' },
    steps: { fallback: '1000', help: 'training steps' },
    seeds: { fallback: '10', help: 'worlds, each with its own seed' },
    'seed-base': { fallback: '1', help: 'first seed' },
    randomness: { fallback: '0.3', help: 'randomness of the logging policy, 0 to 1' },
    misalignment: { fallback: '0.7', help: 'how far the policy ranks by something irrelevant, 0 to 1' },
    'click-model': { fallback: 'additive', help: 'additive or examination' },
    'position-dropout': { fallback: '0.1', help: 'share of impressions trained with a missing position' },
    treatments: { fallback: TREATMENTS.join(','), help: 'which of none,input-feature,adversarial,shallow-tower' },
  },
  async run(given, { open, onProgress, signal }) {
    const options = v.parse(schema, given);
    const base = positionBiasRun();
    base.world = {
      ...base.world,
      impressions: options.impressions,
      randomness: options.randomness,
      misalignment: options.misalignment,
      clickModel: options['click-model'],
    };
    base.training = { ...base.training, steps: options.steps, positionDropout: options['position-dropout'] };
    const { treatments, seeds } = options;
    const runs = await runTreatments(
      { base, treatments, seeds, seedBase: options['seed-base'] },
      { open, signal, onProgress },
    );
    const { bias: summary, lifts } = summariseTreatments(runs);
    // One seed has no interval.
    const words = ({ n, mean, low, high }: Mean, digits: number): string =>
      mean.toFixed(digits) + (n > 1 ? ` [${low.toFixed(digits)}, ${high.toFixed(digits)}]` : '');
    const table = [
      ['over seeds, mean [95% interval]', ''],
      // Only the shallow tower has a table to compare.
      ...(summary.rmse.n > 0
        ? [
            ['RMSE, logits', words(summary.rmse, 3)],
            ['worst RMSE', Math.max(...runs.map((run) => run.rmse)).toFixed(3)],
            ['r', words(summary.r, 3)],
            ['slope', words(summary.slope, 2)],
            ['missing-logit error', words(summary.missingLogitError, 3)],
          ]
        : []),
      ...(summary.rmse.n > 0 && summary.bestAdditive
        ? [
            ['RMSE, logits, against the best additive table', words(summary.bestAdditive.rmse, 3)],
            ['error of the best additive table in P(click)', words(summary.bestAdditive.error, 3)],
          ]
        : []),
      ...Object.entries(lifts).map(([name, lift]) => [`lift over none, %: ${name}`, words(lift, 2)]),
    ];
    return { spec: { ...options, base }, results: { runs, summary, lifts } satisfies PositionBiasResults, table };
  },
};
