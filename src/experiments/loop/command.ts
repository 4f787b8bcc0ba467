/** `npm run lab -- loop`: rounds of log → train → serve → log, as a table and as raw results. */
import * as v from 'valibot';
import type { Experiment } from '../../study/experiment.ts';
import { numberOption, optional, wholeOption, wordOption, wordsOption } from '../../study/options.ts';
import { meanWords } from '../compare/words.ts';
import { TREATMENTS } from '../position-bias/treatments.ts';
import { runLoop, type LoopRun } from './loop.ts';
import { DEFAULT_BOOST, DEFAULT_LOOP, LOOP_STARTS, loopRun, type LoopSpec } from './spec.ts';
import { summariseLoop, type LoopArm } from './summary.ts';

const schema = v.object({
  start: wordOption(LOOP_STARTS),
  boost: optional(numberOption(0, 10)),
  randomness: numberOption(0, 1),
  rounds: wholeOption(1, 100),
  impressions: wholeOption(90, 100_000),
  steps: wholeOption(1, 100_000),
  warm: v.pipe(
    wordOption(['no', 'yes'] as const),
    v.transform((word) => word === 'yes'),
  ),
  treatments: v.pipe(
    wordsOption(TREATMENTS),
    v.transform((names) => TREATMENTS.filter((name) => names.includes(name))),
  ),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
});

export interface LoopResults {
  runs: LoopRun[];
  arms: LoopArm[];
}

const tableOf = (arms: readonly LoopArm[]): string[][] => [
  [
    'treatment',
    'round',
    'score and boost, r',
    'score and truth, r',
    'lift over none, %',
    'as served, %',
    'Gini, boosted trait',
    'bias RMSE, logits',
    'diverged',
  ],
  ...arms.map(({ treatment, round, measures, diverged }) => [
    treatment,
    String(round),
    meanWords(measures.scoreBoostCorrelation, 2),
    meanWords(measures.scoreTruthCorrelation, 2),
    meanWords(measures.lift, 2),
    meanWords(measures.servedLift, 2),
    meanWords(measures.exposureGini, 2),
    meanWords(measures.biasRmse, 3),
    String(diverged),
  ]),
];

export const loop: Experiment = {
  name: 'loop',
  summary: 'the feedback loop: what each treatment of position bias makes of logs that its own ranking has left behind',
  options: {
    start: {
      fallback: 'boost',
      help: 'plain (first log ranked by something irrelevant), or boost (first log aligned, a standing boost afterwards)',
    },
    boost: { fallback: '', help: 'standing boost, in standard deviations of the score (default 0 plain, 0.7 boost)' },
    randomness: { fallback: String(DEFAULT_LOOP.randomness), help: 'share of chance in what every log shows, 0 to 1' },
    rounds: { fallback: String(DEFAULT_LOOP.rounds), help: 'rounds of log, train, serve' },
    impressions: { fallback: String(DEFAULT_LOOP.impressions), help: 'impressions a round' },
    steps: { fallback: String(DEFAULT_LOOP.steps), help: 'training steps a round' },
    warm: { fallback: 'no', help: 'yes: a round goes on from the parameters of the round before' },
    treatments: { fallback: TREATMENTS.join(','), help: `which of ${TREATMENTS.join(',')}` },
    seeds: { fallback: '20', help: 'platforms, each with its own seed' },
    'seed-base': { fallback: '1', help: 'first seed' },
  },
  async run(given, { open, onProgress, signal }) {
    const { 'seed-base': seedBase, boost, ...options } = v.parse(schema, given);
    const spec: LoopSpec = { ...options, boost: boost ?? DEFAULT_BOOST[options.start], seedBase };
    const runs = await runLoop(spec, { open, onProgress, signal });
    const arms = summariseLoop(runs);
    return {
      spec: { ...spec, base: loopRun(spec) },
      results: { runs, arms } satisfies LoopResults,
      table: tableOf(arms),
    };
  },
};
