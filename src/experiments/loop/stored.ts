/**
 * What the chapter "Loop" shows before a reader has run anything: both starts on twenty platforms. Raw results of `npm run lab -- loop`, put
 * together by scripts/store-loop.mjs.
 */
import type { Provenance } from '../../study/provenance.ts';
import type { Treatment } from '../position-bias/treatments.ts';
import type { LoopRun } from './loop.ts';
import type { LoopSpec, LoopStart } from './spec.ts';

/** Numbers are whole ten-thousandths; null is "not a number". */
type Short = number | null;

export interface StoredLoop {
  format: number;
  spec: LoopSpec;
  made: Provenance;
  runs: {
    seed: number;
    treatment: Treatment;
    round: number;
    diverged?: boolean;
    numbers: Short[];
    exposure: Short[];
    bias?: Short[][];
  }[];
}

export interface KnownLoop {
  spec: LoopSpec;
  runs: LoopRun[];
  made: Provenance;
}

const long = (value: Short | undefined): number => (value === null || value === undefined ? NaN : value / 10_000);

export function loopFrom({ spec, made, runs }: StoredLoop): KnownLoop {
  return {
    spec,
    made,
    runs: runs.map(({ numbers, exposure, bias, diverged = false, ...id }) => {
      const [boost, truth, clicks, own, lift, served, oracle, random, rmse, gini, relevance] = numbers.map(long);
      return {
        ...id,
        start: spec.start,
        scoreBoostCorrelation: boost,
        scoreTruthCorrelation: truth,
        clicks,
        ownClicks: own,
        lift,
        servedLift: served,
        oracleLift: oracle,
        randomLift: random,
        biasRmse: rmse,
        exposureGini: gini,
        relevanceGini: relevance,
        exposure: exposure.map(long),
        learnedBias: bias?.map((curve) => curve.map(long)) ?? null,
        diverged,
      };
    }),
  };
}

const FILES: Record<LoopStart, () => Promise<{ default: unknown }>> = {
  plain: () => import('./stored/loop-plain.json'),
  boost: () => import('./stored/loop-boost.json'),
};

/** Loaded when it is asked for: a file for each start. */
export const storedLoop = async (start: LoopStart): Promise<KnownLoop> =>
  loopFrom((await FILES[start]()).default as StoredLoop);
