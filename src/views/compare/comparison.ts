/** The comparison: its settings, what is known of it, the study that trains it. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import type { Architecture, Size } from '../../experiments/compare/architectures.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { storedComparison } from '../../experiments/compare/stored.ts';
import type { CompareSpec } from '../../experiments/compare/spec.ts';
import { begun, choose, emptyShelf, ended, measured, withStored, type Shelf } from '../../study/evidence.ts';
import { startStudy } from '../studies.ts';
import { defaultChoices, specOf, type CompareChoices } from './settings.ts';

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

interface ComparisonState {
  choices: CompareChoices;
  shelf: Shelf<ShownComparison>;
  /** The run that is marked in the pictures, and opened by its buttons. */
  chosen: ChosenRun | null;
}

export const useComparison = create<ComparisonState>()(() => ({
  choices: defaultChoices(),
  shelf: emptyShelf(),
  chosen: null,
}));

export const setChoices = (change: Partial<CompareChoices>): void => {
  useComparison.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
};
export const chooseRun = (chosen: ChosenRun | null): void => {
  useComparison.setState({ chosen });
};

const reshelve = (change: (shelf: Shelf<ShownComparison>) => Shelf<ShownComparison>): void => {
  useComparison.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseComparison = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

/** Seeds that runs were trained to their end on. */
export const seedsOf = (runs: readonly Pick<CompareRun, 'seed'>[]): number[] =>
  [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => a - b);

/** What was finished: all models of a seed come to their end together. */
export function finishedComparison({ spec, runs }: ShownComparison): { data: ShownComparison; finished: number } {
  const finished = seedsOf(runs).length;
  return { data: { runs, spec: { ...spec, seeds: finished } }, finished };
}

/** Finds what was measured beforehand. */
export async function findStored(): Promise<void> {
  if (useComparison.getState().shelf.stored) return;
  const { spec, runs, made } = await storedComparison();
  reshelve((shelf) => withStored(shelf, { data: { spec, runs }, finished: seedsOf(runs).length, made }));
}

/** Trains the chosen architectures on paired seeds. */
export function startComparison(): void {
  const spec = specOf(useComparison.getState().choices);
  startStudy('compare', 'compare', spec, {
    begun: () => {
      reshelve((shelf) => begun(shelf, { spec, runs: [] }));
    },
    measured: (runs) => {
      reshelve((shelf) => measured(shelf, (known) => ({ ...known, runs: [...known.runs, ...runs] })));
    },
    ended: () => {
      reshelve((shelf) => ended(shelf, finishedComparison));
    },
  });
}
