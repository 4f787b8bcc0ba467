/** Results of a loop in the form in which the page holds them. Pure. */
import type { LoopRun } from '../../experiments/loop/loop.ts';
import { roundsIn } from '../../experiments/loop/summary.ts';
import type { LoopSpec } from '../../experiments/loop/spec.ts';

export interface ShownLoop {
  spec: LoopSpec;
  /** Of rounds that all treatments have come to the end of. */
  runs: readonly LoopRun[];
}

export const seedsOf = (runs: readonly Pick<LoopRun, 'seed'>[]): number[] =>
  [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => a - b);

/** What was finished: all treatments of all seeds come to the end of a round together. */
export function finishedLoop({ spec, runs }: ShownLoop): { data: ShownLoop; finished: number } {
  const finished = seedsOf(runs).length;
  return { data: { runs, spec: { ...spec, seeds: finished, rounds: roundsIn(runs) } }, finished };
}

/** The round to look at: the chosen one, or the last that there is. */
export const roundOf = ({ runs }: Pick<ShownLoop, 'runs'>, chosen: number | null): number =>
  Math.min(chosen ?? Infinity, roundsIn(runs));

/** Runs of the chosen seed; of all where it is not among them, or none is chosen. */
export function ofSeed(runs: readonly LoopRun[], seed: number | null): readonly LoopRun[] {
  const own = seed === null ? [] : runs.filter((run) => run.seed === seed);
  return own.length > 0 ? own : runs;
}
