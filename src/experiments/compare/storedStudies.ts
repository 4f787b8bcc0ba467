/**
 * What the further studies gave on twenty seeds, before a reader has run anything: loss weights, experts × width, worlds, compression. A few numbers of
 * each run that scripts/store-compare.mjs makes out of results of `npm run lab -- compare-more`. Each study is a file of its own.
 */
import type { Provenance } from '../../study/provenance.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Task } from '../../world/spec.ts';
import type { CompressedMeasures } from './compress.ts';
import type { CompressionId } from './compression.ts';
import type { CountedMeasures } from './expertCounts.ts';
import type { Headline, StudyName } from './headlines.ts';
import type { WeightedMeasures } from './lossWeights.ts';
import { isStuck } from './measure.ts';
import { compareRun, DEFAULT_SETTINGS } from './spec.ts';
import type { ModelId } from './summary.ts';
import type { SweptMeasures, WorldSweep } from './sweeps.ts';
import type { MeasuredRun } from './variants.ts';

/** In fractions of `scale`; null is NaN. */
type Word = number | null;

/** @template Key - what the runs of a group have alike */
export interface StoredStudy<Key> {
  format: 1;
  study: StudyName;
  /** Fractions in one. */
  scale: number;
  steps: number;
  seeds: number;
  seedBase: number;
  made: Provenance;
  /** As the command printed them, from numbers that were not rounded. */
  headlines: Headline[];
  groups: {
    key: Key;
    multiplications: number;
    parameters: number;
    /** Seeds whose runs diverged. */
    diverged?: number[];
    /** Of each run: seed; AUC and log loss of click and like; squared error of watch time and rating; what the study adds. */
    runs: Word[][];
  }[];
}

/** A study with what made it. */
export interface KnownStudy<R> {
  /** The setting in which nothing is changed. */
  base: RunSpec;
  seeds: number;
  seedBase: number;
  runs: R[];
  headlines: Headline[];
  made: Provenance;
}

/** @param fieldsOf - what the study adds to a run: of its group, and of the run itself */
export function studyFrom<Key, Fields>(
  { scale, steps, seeds, seedBase, headlines, made, groups }: StoredStudy<Key>,
  fieldsOf: (key: Key, added: readonly number[]) => Fields,
): KnownStudy<MeasuredRun & Fields> {
  const value = (word: Word): number => (word === null ? NaN : word / scale);
  const runs = groups.flatMap(({ key, multiplications, parameters, diverged: lost = [], runs: rows }) =>
    rows.map(([seed, ...words]) => {
      const [clickAuc, likeAuc, click, like, watchTime, rating, ...added] = words.map(value);
      const diverged = lost.includes(seed!);
      const mse = { watchTime, rating };
      return {
        seed: seed!,
        multiplications,
        parameters,
        auc: { click: clickAuc, like: likeAuc },
        logLoss: { click, like },
        mse,
        stuck: !diverged && isStuck({ mse }),
        diverged,
        ...fieldsOf(key, added),
      };
    }),
  );
  return { base: compareRun({ ...DEFAULT_SETTINGS, steps }), seeds, seedBase, runs, headlines, made };
}

/** The large MMoE with one task's loss weighted. Give `lossWeightEffects` the runs of one task. */
export async function storedLossWeights(): Promise<KnownStudy<WeightedMeasures>> {
  const file = (await import('./stored/study-weights.json')).default;
  return studyFrom(file as StoredStudy<{ task: Task; weight: number }>, (key) => key);
}

/** MMoE with 1 to 16 experts at the multiplications of the large one. */
export async function storedExpertCounts(): Promise<KnownStudy<CountedMeasures>> {
  const file = (await import('./stored/study-experts.json')).default;
  return studyFrom(file as StoredStudy<{ experts: number; expertUnits: number }>, (key, [used, usedPerExample]) => ({
    ...key,
    used,
    usedPerExample,
  }));
}

const SWEEPS: Record<WorldSweep, () => Promise<unknown>> = {
  cosine: async () => (await import('./stored/study-cosine.json')).default,
  sines: async () => (await import('./stored/study-sines.json')).default,
};

/** Shared-bottom, MMoE with eight experts and single-task models of both sizes along a property of the world. */
export async function storedSweep(along: WorldSweep): Promise<KnownStudy<SweptMeasures>> {
  const file = (await SWEEPS[along]()) as StoredStudy<ModelId & { value: number }>;
  return studyFrom(file, (key, [labelCorrelation]) => ({ ...key, labelCorrelation }));
}

/** The large MMoE compressed, out of a spread and out of a polarized one. */
export async function storedCompression(): Promise<KnownStudy<CompressedMeasures>> {
  const file = (await import('./stored/study-compress.json')).default;
  return studyFrom(file as StoredStudy<CompressionId>, (key, added) => ({
    ...key,
    ...(added.length > 0 && { polarized: added[0] === 1 }),
  }));
}
