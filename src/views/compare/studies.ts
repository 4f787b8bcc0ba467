/** What was measured beforehand beside the comparison, and what of it is looked at. */
import { create } from 'zustand';
import { STUDIES, type StudyName } from '../../experiments/compare/headlines.ts';
import { storedStudy, type KnownLines } from '../../experiments/compare/storedMore.ts';
import { storedComparison } from '../../experiments/compare/stored.ts';
import type { Task } from '../../world/spec.ts';
import type { ShownComparison } from './shown.ts';

type Known = { [S in StudyName]?: KnownLines<S> };

interface FurtherState {
  known: Known;
  /** The comparison in the setting of the further studies. */
  compared: ShownComparison | null;
  along: 'cosine' | 'sines';
  /** Whose loss has another weight. */
  task: Task;
}

export const useFurther = create<FurtherState>()(() => ({
  known: {},
  compared: null,
  along: 'cosine',
  task: 'watchTime',
}));

export const setFurther = (change: Partial<Pick<FurtherState, 'along' | 'task'>>): void => {
  useFurther.setState(change);
};

async function find<S extends StudyName>(study: S): Promise<void> {
  if (useFurther.getState().known[study]) return;
  const found = await storedStudy(study);
  useFurther.setState(({ known }) => ({ known: { ...known, [study]: found } }));
}

async function findCompared(): Promise<void> {
  if (useFurther.getState().compared) return;
  useFurther.setState({ compared: await storedComparison(0) });
}

/** Fetches them all; one that does not come is missing. */
export const findStudies = (): Promise<unknown> => Promise.allSettled([...STUDIES.map(find), findCompared()]);
