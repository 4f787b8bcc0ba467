/** The studies that the page runs in its worker, by name. */
import { runCompare, type CompareRun } from '../experiments/compare/compare.ts';
import { runCompressions, type CompressedRun, type CompressionsSpec } from '../experiments/compare/compress.ts';
import { runExpertCounts, type CountedRun, type ExpertCountsSpec } from '../experiments/compare/expertCounts.ts';
import { runLossWeights, type LossWeightsSpec, type WeightedRun } from '../experiments/compare/lossWeights.ts';
import type { CompareSpec } from '../experiments/compare/spec.ts';
import { runSweep, type SweepSpec, type SweptRun } from '../experiments/compare/sweeps.ts';
import type { CuresSpec } from '../experiments/cures/arms.ts';
import { runCures } from '../experiments/cures/cures.ts';
import type { MeasuredCure } from '../experiments/cures/results.ts';
import { runLive, runNull, type LiveProgress, type LiveStudySpec, type NullSpec } from '../experiments/live/live.ts';
import type { Way } from '../experiments/live/null.ts';
import { inPortions } from '../experiments/live/portions.ts';
import { runLoop, type LoopRun } from '../experiments/loop/loop.ts';
import type { LoopSpec } from '../experiments/loop/spec.ts';
import { runMissing, type MissingRun, type MissingSpec } from '../experiments/position-bias/missingStudy.ts';
import { runTreatments, type TreatedWorld, type TreatmentsSpec } from '../experiments/position-bias/treatments.ts';
import { runSearch, type SearchedWorld, type SearchSpec } from '../experiments/unknown-bias/search.ts';
import type { JobContext, Works } from '../study/jobs.ts';
import type { StudySpec } from '../study/spec.ts';
import { runStudy } from '../study/study.ts';
import { summarize, type RunSummary } from '../study/summary.ts';

/** A study of runs that are summed up one by one: a race, a sweep. */
export interface RunsSpec {
  study: StudySpec;
  /** How often every run is measured on its way. */
  evaluations: number;
  /** Seeds in training at once, at most. */
  seedsAtOnce?: number;
}

/** One trained model where it was measured, compact enough to send a few hundred of. */
export interface MeasuredRun extends RunSummary {
  arm: number;
  step: number;
}

/** A type and no interface: those have no index signature. */
export type Studies = {
  runs: { spec: RunsSpec; result: MeasuredRun };
  cures: { spec: CuresSpec; result: MeasuredCure };
  treatments: { spec: TreatmentsSpec & { evaluations: number }; result: TreatedWorld };
  missing: { spec: MissingSpec; result: MissingRun };
  compare: { spec: CompareSpec; result: CompareRun };
  compareSweep: { spec: SweepSpec; result: SweptRun };
  lossWeights: { spec: LossWeightsSpec; result: WeightedRun };
  expertCounts: { spec: ExpertCountsSpec; result: CountedRun };
  compress: { spec: CompressionsSpec; result: CompressedRun };
  live: { spec: LiveStudySpec; result: LiveProgress };
  /** After how many queries each way of looking declared a winner, experiment by experiment. */
  liveNull: { spec: NullSpec; result: Record<Way, number | null> };
  loop: { spec: LoopSpec; result: LoopRun };
  unknownBias: { spec: SearchSpec; result: SearchedWorld };
};

/** Hands results on in portions, the last of them however the work ends. */
async function portioned<T>(
  { onMeasured }: Pick<JobContext<T>, 'onMeasured'>,
  work: (told: (...some: T[]) => void) => Promise<unknown>,
): Promise<void> {
  const portions = inPortions(onMeasured);
  try {
    await work(portions.add);
  } finally {
    portions.flush();
  }
}

export const studies: Works<Studies> = {
  runs: ({ study, ...how }, context) =>
    runStudy(study, {
      ...context,
      ...how,
      onMeasured: (runs) => {
        context.onMeasured(runs.map((run) => ({ arm: run.arm, step: run.step, ...summarize(run) })));
      },
    }),
  cures: runCures,
  treatments: ({ evaluations, ...spec }, context) => runTreatments(spec, { ...context, evaluations }),
  missing: runMissing,
  // Seed by seed: each is seen, and kept, as soon as all of its models are at their end.
  compare: (spec, context) => runCompare(spec, { ...context, seedsAtOnce: 1 }),
  compareSweep: (spec, context) => runSweep(spec, { ...context, seedsAtOnce: 1 }),
  lossWeights: (spec, context) => runLossWeights(spec, { ...context, seedsAtOnce: 1 }),
  expertCounts: (spec, context) => runExpertCounts(spec, { ...context, seedsAtOnce: 1 }),
  compress: runCompressions,
  live: (spec, context) => portioned(context, (onPoint) => runLive(spec, { ...context, onPoint })),
  liveNull: (spec, context) =>
    portioned(context, (onOutcome) =>
      runNull(spec, {
        ...context,
        onPortion: (some) => {
          onOutcome(...some);
        },
      }),
    ),
  loop: runLoop,
  unknownBias: runSearch,
};
