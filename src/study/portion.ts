/** How many seeds of a study train at once. */
import { featuresOf } from '../run/source.ts';
import { studyRun, type StudySpec } from './spec.ts';

/** Most replicas trained at once: three arms of 256 seeds. */
const LARGEST_POPULATION = 768;
/** Logs of all seeds of a population, at most: WebGPU promises 128 MiB a buffer, and the worker holds the worlds besides. */
const LARGEST_LOGS = 120 << 20;

/**
 * How many seeds train at once. All arms of a seed are in one portion, so that a race shows its arms at the same step; where the logs of all
 * seeds are too large, one portion of seeds follows the other, which changes no number: replicas do not depend on one another.
 * @param seedsAtOnce - no more than these, however many would fit
 */
export function portionOf(spec: StudySpec, seedsAtOnce = Infinity): number {
  const runs = spec.arms.map((arm) => studyRun(spec, arm, spec.seedBase));
  // Features, labels, which of them were observed, device and position of a row, 32 bits each. Arms of one world share its logs.
  const logs = new Map(
    runs.map((run) => [JSON.stringify([run.source, run.world]), 4 * (featuresOf(run) + 8) * run.world.impressions]),
  );
  const perSeed = [...logs.values()].reduce((sum, bytes) => sum + bytes, 0);
  const most = Math.min(Math.floor(LARGEST_POPULATION / spec.arms.length), Math.floor(LARGEST_LOGS / perSeed));
  return Math.max(1, Math.min(most, seedsAtOnce));
}
