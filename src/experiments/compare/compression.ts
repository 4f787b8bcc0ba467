/** What the runs of a compression say together: how good for how much, against the model that was compressed, against models that learned alone. Pure. */
import { meanInterval, wilson, type Mean, type Rate } from '../../metrics/intervals.ts';
import type { Task } from '../../world/spec.ts';
import { TEACHERS, WAYS, type CompressedMeasures } from './compress.ts';
import {
  differences,
  metricOf,
  perTask,
  qualityOf,
  runsOf,
  type Differences,
  type ModelId,
  type Quality,
} from './summary.ts';
import type { MeasuredRun } from './variants.ts';

/** What is one point of the curve: all that its seeds have alike. */
export type CompressionId = Pick<CompressedMeasures, 'teacher' | 'way' | 'experts' | 'model' | 'size'>;

/** One point of quality against multiplications, over its seeds. Diverged runs are in no mean. */
export interface CompressionEffect extends CompressionId, Quality {
  multiplications: number;
  parameters: number;
  tasks: Record<Task, Mean>;
  stuck: Rate;
  diverged: Rate;
  /** Of whole ones: in how many some gate is polarized. */
  polarized?: Rate;
  /** Against the whole model of the same teacher. */
  toWhole: Differences;
  /** Of what has been trained on: against the whole model trained on for as long. What experts taken out cost is this, not `toWhole`. */
  toContinued?: Differences;
  /** Of what comes out of a polarized teacher: against the same out of a spread one. */
  toSpread?: Differences;
}

/** Points that there are runs of: spread before polarized, the whole model first. */
function pointsIn(runs: readonly CompressedMeasures[]): CompressionId[] {
  const found = new Map<string, CompressionId>();
  for (const { teacher, way, experts, model, size } of runs) {
    const id = { teacher, way, experts, ...(model && { model, size }) };
    found.set(JSON.stringify(id), id);
  }
  return TEACHERS.flatMap((teacher) =>
    WAYS.flatMap((way) => [...found.values()].filter((id) => id.teacher === teacher && id.way === way)),
  );
}

/** @returns the runs of a point */
const runsAt = <R extends CompressedMeasures>(runs: readonly R[], id: CompressionId): R[] =>
  runs.filter(
    (run) =>
      run.teacher === id.teacher
      && run.way === id.way
      && run.experts === id.experts
      && run.model === id.model
      && run.size === id.size,
  );

/** Every point of a compression, with what it is compared with. */
export function compressionEffects(runs: readonly CompressedMeasures[]): CompressionEffect[] {
  return pointsIn(runs).map((id) => {
    const own = runsAt(runs, id);
    const sound = own.filter(({ diverged }) => !diverged);
    const beside = (way: 'whole' | 'continued') => runs.filter((run) => run.teacher === id.teacher && run.way === way);
    const trainedOn = id.way === 'continued' || id.way === 'tuned';
    return {
      ...id,
      multiplications: own[0].multiplications,
      parameters: own[0].parameters,
      tasks: perTask((task) => meanInterval(sound.map((run) => metricOf(run, task)))),
      ...qualityOf(own),
      stuck: wilson(own.filter(({ stuck }) => stuck).length, own.length),
      diverged: wilson(own.length - sound.length, own.length),
      ...(id.way === 'whole' && {
        polarized: wilson(own.filter(({ polarized }) => polarized === true).length, own.length),
      }),
      toWhole: differences(own, beside('whole')),
      ...(trainedOn && { toContinued: differences(own, beside('continued')) }),
      ...(id.teacher === 'polarized' && { toSpread: differences(own, runsAt(runs, { ...id, teacher: 'spread' })) }),
    };
  });
}

/** A compressed model against one of its own shape that learned from the labels alone, for as many steps. */
export interface LearnedAlone {
  point: CompressionId;
  alone: ModelId;
  difference: Differences;
}

/** Shape of a compressed model among those of the comparison: four experts are left of the large one, and it is the small MMoE. */
function shapeOf({ way, experts, model, size }: CompressionId): ModelId | null {
  if (model && size) return { model, size };
  return way === 'tuned' && experts === 4 ? { model: 'mmoe-4', size: 'small' } : null;
}

/**
 * What being compressed from something larger is worth.
 * @param compared - runs of a comparison in the same setting on the same seeds
 */
export function againstAlone(
  runs: readonly CompressedMeasures[],
  compared: readonly (MeasuredRun & ModelId)[],
): LearnedAlone[] {
  return pointsIn(runs).flatMap((point) => {
    const alone = shapeOf(point);
    if (!alone) return [];
    const difference = differences(runsAt(runs, point), runsOf(compared, alone));
    return difference.pairs > 0 ? [{ point, alone, difference }] : [];
  });
}
