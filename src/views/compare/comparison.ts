/** The comparison: its settings, what is known of it, the study that trains it. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import { STORED_COSINES, storedComparison } from '../../experiments/compare/stored.ts';
import type { ModelId } from '../../experiments/compare/summary.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import { shelved, withRuns } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import type { FoundDot } from '../ui/dotRows.ts';
import { defaultChoices, specOf, type CompareChoices } from './settings.ts';
import { finishedComparison, seedsOf, type ChosenRun, type ShownComparison } from './shown.ts';

interface ComparisonState {
  choices: CompareChoices;
  shelf: Shelf<ShownComparison>;
  /** The run that is marked in the pictures, and opened by its buttons. */
  chosen: ChosenRun | null;
  /** The model whose learning curves are looked at. */
  curve: ModelId | null;
}

export const useComparison = create<ComparisonState>()(() => ({
  choices: defaultChoices(),
  shelf: emptyShelf(),
  chosen: null,
  curve: null,
}));

/** Changes what the next comparison is of; the stored results follow the cosine. */
export const setChoices = (change: Partial<CompareChoices>): void => {
  useComparison.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
  // Without the stored file the card still measures.
  if (change.cosine !== undefined) findStored().catch(() => undefined);
};
export const chooseRun = (chosen: ChosenRun | null): void => {
  useComparison.setState({ chosen });
};

/** The run whose dot was pressed: groups of rows are sizes, rows models. */
export const chooseDot = ({ group, row, seed }: FoundDot): void => {
  chooseRun({ size: group as ChosenRun['size'], model: row as ChosenRun['model'], seed });
};

export const chooseCurve = (curve: ModelId | null): void => {
  useComparison.setState({ curve });
};

const reshelve = (change: (shelf: Shelf<ShownComparison>) => Shelf<ShownComparison>): void => {
  useComparison.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseComparison = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

/** Finds what was measured beforehand at the cosine that is set, if anything was. */
export async function findStored(): Promise<void> {
  const { cosine } = useComparison.getState().choices;
  const found = STORED_COSINES.find((stored) => stored === cosine);
  const known = found === undefined ? null : await storedComparison(found);
  // Another cosine may have been set meanwhile.
  if (useComparison.getState().choices.cosine !== cosine) return;
  reshelve((shelf) =>
    withStored(
      shelf,
      known && { data: { spec: known.spec, runs: known.runs }, finished: seedsOf(known.runs).length, made: known.made },
    ),
  );
}

/** Trains the chosen architectures on paired seeds. */
export function startComparison(): void {
  const spec = specOf(useComparison.getState().choices);
  startStudy(
    'compare',
    'compare',
    spec,
    shelved(reshelve, { asked: { spec, runs: [] }, add: withRuns, finished: finishedComparison }),
  );
}
