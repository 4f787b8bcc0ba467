/** Results of a comparison in the form in which the page holds them. Pure. */
import type { Architecture, Size } from '../../experiments/compare/architectures.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import type { CompareSpec } from '../../experiments/compare/spec.ts';
import type { Shelf } from '../../study/evidence.ts';
import { whatIsShown, type Shown } from '../ui/shown.ts';
import { sameQuestion, specOf, type CompareChoices } from './settings.ts';

export interface ShownComparison {
  spec: CompareSpec;
  /** Runs that were trained to their end, seed by seed. */
  runs: readonly CompareRun[];
}

/** One run. */
export interface ChosenRun {
  model: Architecture;
  size: Size;
  seed: number;
}

/** Seeds that runs were trained to their end on. */
export const seedsOf = (runs: readonly Pick<CompareRun, 'seed'>[]): number[] =>
  [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => a - b);

/** What was finished: all models of a seed come to their end together. */
export function finishedComparison({ spec, runs }: ShownComparison): { data: ShownComparison; finished: number } {
  const finished = seedsOf(runs).length;
  return { data: { runs, spec: { ...spec, seeds: finished } }, finished };
}

/** The chosen run, or the first that there is where it is not among those shown. */
export function chosenOf({ runs }: Pick<ShownComparison, 'runs'>, chosen: ChosenRun | null): ChosenRun {
  const found =
    chosen && runs.find((run) => run.model === chosen.model && run.size === chosen.size && run.seed === chosen.seed);
  const { model, size, seed } = found ?? runs[0];
  return { model, size, seed };
}

/** What is shown of the comparison: results, whose they are, whether they are still coming. */
export const comparisonShown = (shelf: Shelf<ShownComparison>, choices: CompareChoices): Shown<ShownComparison> =>
  whatIsShown(shelf, ({ spec }) => !sameQuestion(spec, specOf(choices)));
