/** How many experts, how wide, when all cost the same: MMoE with few wide experts, with many narrow ones. */
import { effectiveExperts } from '../../metrics/gates.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { budgetOf, mmoeWith, type Size } from './architectures.ts';
import { frameOf, type CompareSpec } from './spec.ts';
import { average, differences, type Differences } from './summary.ts';
import { runNamed, type MeasuredRun, type NamedOptions, type Variant, type VariantRun } from './variants.ts';

export const EXPERT_COUNTS = [1, 2, 3, 4, 6, 8, 12, 16] as const;
/** The number with which the others are compared: that of the large MMoE. */
export const REFERENCE_COUNT = 8;

export interface ExpertCountsSpec extends Pick<CompareSpec, 'base' | 'seeds' | 'seedBase' | 'budget'> {
  size: Size;
  counts: readonly number[];
}

/** What the summary needs of a run. */
export interface CountedMeasures extends MeasuredRun {
  experts: number;
  expertUnits: number;
  /** Effective number of experts that a task uses, mean of the four: of its mean weights, and of a single example's. */
  used: number;
  usedPerExample: number;
}
export type CountedRun = CountedMeasures & VariantRun;

/** Counts that fit the budget, each as wide as it allows, and those that do not. */
export function expertVariants({ base, size, counts, budget }: ExpertCountsSpec): {
  variants: Variant[];
  unfit: number[];
} {
  const frame = frameOf(base);
  const models = counts.map((experts) => mmoeWith(experts, frame, budget ?? budgetOf(size, frame)));
  return {
    variants: models.flatMap((model) => (model ? [{ sized: model }] : [])),
    unfit: counts.filter((_, i) => models[i] === null),
  };
}

/**
 * Trains MMoE with every number of experts on every seed.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runExpertCounts(
  spec: ExpertCountsSpec,
  options: NamedOptions<CountedRun>,
): Promise<CountedRun[]> {
  const { variants } = expertVariants(spec);
  const { base, seeds, seedBase } = spec;
  const named = (run: VariantRun): CountedRun => {
    const { experts, expertUnits } = variants[run.variant].sized.model;
    return {
      experts,
      expertUnits,
      used: average(run.utilization.map(effectiveExperts)),
      usedPerExample: average(run.entropy.map(Math.exp)),
      ...run,
    };
  };
  return runNamed({ base, seeds, seedBase, variants }, named, options);
}

/** One number of experts over its seeds. */
export interface CountEffect extends Differences {
  experts: number;
  expertUnits: number;
  multiplications: number;
  used: Mean;
  usedPerExample: Mean;
}

/** @param reference - number of experts with which the others are compared */
export function expertCountEffects(runs: readonly CountedMeasures[], reference: number): CountEffect[] {
  const base = runs.filter(({ experts }) => experts === reference);
  return [...new Set(runs.map(({ experts }) => experts))]
    .sort((a, b) => a - b)
    .map((experts) => {
      const own = runs.filter((run) => run.experts === experts);
      const sound = own.filter(({ diverged }) => !diverged);
      return {
        experts,
        expertUnits: own[0].expertUnits,
        multiplications: own[0].multiplications,
        used: meanInterval(sound.map(({ used }) => used)),
        usedPerExample: meanInterval(sound.map(({ usedPerExample }) => usedPerExample)),
        ...differences(own, base),
      };
    });
}
