/**
 * What is measured beside the comparison: stored results, the reader's own, the study that runs; and what of it is looked at. Kept outside React:
 * leaving the chapter stops nothing.
 */
import { create } from 'zustand';
import type { Studies } from '../../commands/studies.ts';
import { DEFAULT_KEEP, TEACHERS, TUNE_STEPS } from '../../experiments/compare/compress.ts';
import { EXPERT_COUNTS } from '../../experiments/compare/expertCounts.ts';
import { STUDIES, type StudyName } from '../../experiments/compare/headlines.ts';
import { LOSS_WEIGHTS } from '../../experiments/compare/lossWeights.ts';
import { compareRun, DEFAULT_SETTINGS } from '../../experiments/compare/spec.ts';
import { storedComparison } from '../../experiments/compare/stored.ts';
import { LINES, storedStudy, type KnownLines, type StudyRuns } from '../../experiments/compare/storedMore.ts';
import { WORLD_SWEEPS, type WorldSweep } from '../../experiments/compare/sweeps.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { shelved } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import { seedsOf, type ShownComparison } from './shown.ts';

type Shelves = { [S in StudyName]: Shelf<KnownLines<S>> };

interface FurtherState {
  shelves: Shelves;
  /** The comparison in the setting of the further studies. */
  compared: ShownComparison | null;
  along: WorldSweep;
  /** Whose loss has another weight. */
  task: Task;
  /** Of the next study of a card. */
  seeds: Record<StudyName, number>;
}

/** Seeds offered: a look, more, or as many as the stored results rest on. */
export const FURTHER_SEEDS = [4, 8, 20] as const;
/** As many as two processor cores train within about half a minute. */
const SEEDS: Record<StudyName, number> = { cosine: 8, sines: 8, weights: 8, experts: 8, compress: 8 };

export const useFurther = create<FurtherState>()(() => ({
  shelves: {
    cosine: emptyShelf(),
    sines: emptyShelf(),
    weights: emptyShelf(),
    experts: emptyShelf(),
    compress: emptyShelf(),
  },
  compared: null,
  along: 'cosine',
  task: 'watchTime',
  seeds: SEEDS,
}));

export const setFurther = (change: Partial<Pick<FurtherState, 'along' | 'task'>>): void => {
  useFurther.setState(change);
};

export const setFurtherSeeds = (study: StudyName, seeds: number): void => {
  useFurther.setState((state) => ({ seeds: { ...state.seeds, [study]: seeds } }));
};

function reshelve<S extends StudyName>(study: S, change: (shelf: Shelf<KnownLines<S>>) => Shelf<KnownLines<S>>): void {
  useFurther.setState(({ shelves }) => ({ shelves: { ...shelves, [study]: change(shelves[study]) } }));
}

export const chooseFurther = (study: StudyName, id: number): void => {
  reshelve(study, (shelf) => choose(shelf, id));
};

/** Seeds that there are runs of. */
export const seedsIn = ({ lines }: Pick<KnownLines<StudyName>, 'lines'>): number =>
  seedsOf(lines.flatMap(({ runs }) => runs)).length;

/** The job of each study in the worker, and what it is asked for. */
const JOBS = {
  cosine: 'compareSweep',
  sines: 'compareSweep',
  weights: 'lossWeights',
  experts: 'expertCounts',
  compress: 'compress',
} as const satisfies Record<StudyName, keyof Studies>;
type Spec<S extends StudyName> = Studies[(typeof JOBS)[S]]['spec'];
type Asked = Pick<Spec<'experts'>, 'base' | 'seeds' | 'seedBase'>;

const sweep = (asked: Asked, along: WorldSweep): Spec<'cosine'> => ({
  ...asked,
  architectures: ['shared-bottom', 'mmoe-8', 'single-task'],
  // The only ones that are shown.
  sizes: ['large'],
  along,
  values: WORLD_SWEEPS[along],
});

const SPECS: { [S in StudyName]: (asked: Asked) => Spec<S> } = {
  cosine: (asked) => sweep(asked, 'cosine'),
  sines: (asked) => sweep(asked, 'sines'),
  weights: (asked) => ({ ...asked, architecture: 'mmoe-8', size: 'large', tasks: TASKS, weights: LOSS_WEIGHTS }),
  experts: (asked) => ({ ...asked, size: 'large', counts: EXPERT_COUNTS }),
  compress: (asked) => ({
    ...asked,
    teachers: TEACHERS,
    keep: DEFAULT_KEEP,
    tuneSteps: TUNE_STEPS,
    students: ['shared-bottom', 'one-gate', 'mmoe-4', 'mmoe-8', 'cgc'],
    sizes: ['small'],
  }),
};

/** Trains what a card shows, on seeds of the reader's: from 1 on, as the comparison does. */
export function startFurther<S extends StudyName>(study: S): void {
  const base = compareRun(DEFAULT_SETTINGS);
  const asked: Asked = { base, seeds: useFurther.getState().seeds[study], seedBase: 1 };
  const runs: StudyRuns[S][] = [];
  startStudy(
    study,
    JOBS[study],
    SPECS[study](asked),
    shelved<KnownLines<S>, unknown>(
      (change) => {
        reshelve(study, change);
      },
      {
        asked: { lines: [], base, seeds: asked.seeds, steps: base.training.steps },
        add: (known, some) => {
          // What a job gives is what its study measures, and more.
          runs.push(...(some as StudyRuns[S][]));
          return { ...known, lines: LINES[study](runs) };
        },
        finished: (data) => ({ data, finished: seedsIn(data) }),
      },
    ),
  );
}

async function find<S extends StudyName>(study: S): Promise<void> {
  if (useFurther.getState().shelves[study].stored) return;
  const { made, ...data } = await storedStudy(study);
  reshelve(study, (shelf) => withStored(shelf, { data, finished: data.seeds, made }));
}

async function findCompared(): Promise<void> {
  if (useFurther.getState().compared) return;
  useFurther.setState({ compared: await storedComparison(0) });
}

/** Fetches them all; one that does not come is missing. */
export const findStudies = (): Promise<unknown> => Promise.allSettled([...STUDIES.map(find), findCompared()]);
