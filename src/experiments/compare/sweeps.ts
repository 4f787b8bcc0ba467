/** The comparison along one property of the world: how alike the groups are, how crooked the utilities. */
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { runCompare, type CompareRun } from './compare.ts';
import type { CompareSpec } from './spec.ts';
import {
  compareModels,
  modelsIn,
  summariseModel,
  type Comparison,
  type ModelId,
  type ModelSummary,
} from './summary.ts';
import type { MeasuredRun, NamedOptions } from './variants.ts';

/** What can be swept, with its values: the cosine between the two task groups, and the number of sine terms. */
export const WORLD_SWEEPS = {
  cosine: [1, 0.75, 0.5, 0.25, 0, -0.25, -0.5, -0.75, -1],
  sines: [0, 1, 2, 3, 5, 8],
} as const;
export type WorldSweep = keyof typeof WORLD_SWEEPS;

export interface SweepSpec extends CompareSpec {
  along: WorldSweep;
  values: readonly number[];
}

/** What the summary needs of a run. */
export interface SweptMeasures extends MeasuredRun, ModelId {
  value: number;
  labelCorrelation: number;
}
/** A run of a sweep. */
export type SweptRun = SweptMeasures & CompareRun;

/** The setting of a comparison at one value. */
const settingAt = (base: CompareSpec['base'], along: WorldSweep, value: number): CompareSpec['base'] => ({
  ...base,
  world: { ...base.world, ...(along === 'cosine' ? { cosineAcross: value } : { sines: value }) },
});

/**
 * Runs the comparison at every value, one value after the other: what has been finished of the ones before is kept when it is stopped.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runSweep(
  { along, values, base, ...spec }: SweepSpec,
  { onMeasured, onProgress, ...options }: NamedOptions<SweptRun>,
): Promise<SweptRun[]> {
  const finished: SweptRun[] = [];
  for (const [i, value] of values.entries()) {
    await runCompare(
      { points: 1, ...spec, base: settingAt(base, along, value) },
      {
        ...options,
        onProgress: (done, total) => onProgress?.(i * total + done, values.length * total),
        onMeasured: (some) => {
          const runs = some.map((run: CompareRun): SweptRun => ({ value, ...run }));
          finished.push(...runs);
          onMeasured?.(runs);
        },
      },
    );
  }
  return finished;
}

/** @returns the measured correlation of watch time and rating at a value, over its worlds */
export function correlationAt(
  runs: readonly Pick<SweptMeasures, 'value' | 'seed' | 'labelCorrelation'>[],
  value: number,
): Mean {
  const worlds = new Map(runs.filter((run) => run.value === value).map((run) => [run.seed, run.labelCorrelation]));
  return meanInterval([...worlds.values()]);
}

/** One value of a sweep over its seeds. */
export interface SweepEffect {
  value: number;
  /** Of watch time and rating, in the training logs. */
  correlation: Mean;
  models: ModelSummary[];
  /** MMoE with eight experts against every other model of its size. */
  pairs: Comparison[];
}

/** @returns the values that there are runs of, in their order */
export function sweepEffects(runs: readonly SweptMeasures[]): SweepEffect[] {
  return [...new Set(runs.map(({ value }) => value))].map((value) => {
    const own = runs.filter((run) => run.value === value);
    const ids = modelsIn(own);
    return {
      value,
      correlation: correlationAt(runs, value),
      models: ids.map((id) => summariseModel(own, id)),
      pairs: ids
        .filter(({ model }) => model !== 'mmoe-8')
        .map((id) => compareModels(own, { model: 'mmoe-8', size: id.size }, id)),
    };
  });
}
