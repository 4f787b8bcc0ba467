/** The chapter's studies: four treatments, and rates of position dropout. What is known of each, stored and measured here. */
import { create } from 'zustand';
import type { MissingRun, MissingSpec } from '../../experiments/position-bias/missingStudy.ts';
import type { BiasPreset } from '../../experiments/position-bias/presets.ts';
import { storedDropout, storedTreatments, type StoredPreset } from '../../experiments/position-bias/stored.ts';
import type { ServePosition, TreatedWorld, TreatmentsSpec } from '../../experiments/position-bias/treatments.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import { shelved, withRuns } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import { doneWorlds } from './missingWorlds.ts';

/** How often every world is measured on its way, so that differences are seen as they arise. */
const EVALUATIONS = 3;

export interface ShownTreatments {
  spec: TreatmentsSpec;
  /** By seed, each as it was measured last. */
  worlds: readonly TreatedWorld[];
  /** Of stored ones: the setting. */
  preset?: StoredPreset;
}

export interface ShownMissing {
  spec: MissingSpec;
  runs: readonly MissingRun[];
}

interface Comparisons {
  treatments: Shelf<ShownTreatments>;
  missing: Shelf<ShownMissing>;
  /** On how many worlds the treatments train next. Kept here, as the results are: who comes back to the chapter finds it as it was left. */
  worlds: number;
  /** What the treatment with the position among its inputs is given at serving. */
  serve: ServePosition;
}

export const useComparisons = create<Comparisons>()(() => ({
  treatments: emptyShelf(),
  missing: emptyShelf(),
  worlds: 10,
  serve: 'missing',
}));

export const chooseWorlds = (worlds: number): void => {
  useComparisons.setState({ worlds });
};
export const chooseServe = (serve: ServePosition): void => {
  useComparisons.setState({ serve });
};

const treatments = (change: (shelf: Shelf<ShownTreatments>) => Shelf<ShownTreatments>): void => {
  useComparisons.setState((state) => ({ treatments: change(state.treatments) }));
};
const missing = (change: (shelf: Shelf<ShownMissing>) => Shelf<ShownMissing>): void => {
  useComparisons.setState((state) => ({ missing: change(state.missing) }));
};

export const chooseTreatments = (id: number): void => {
  treatments((shelf) => choose(shelf, id));
};
export const chooseMissing = (id: number): void => {
  missing((shelf) => choose(shelf, id));
};

/** The setting asked for last: a file that comes later than another's is not taken for it. */
let wanted: StoredPreset | null = null;

/** Finds what was measured beforehand for a preset; the clean case for settings of which nothing is stored. */
export async function findStoredTreatments(preset: BiasPreset | undefined): Promise<void> {
  const name = preset === 'aligned' ? 'aligned' : 'clean';
  if (wanted === name) return;
  wanted = name;
  const { spec, worlds, made } = await storedTreatments(name);
  if (wanted === name)
    treatments((shelf) => withStored(shelf, { data: { spec, worlds, preset: name }, finished: worlds.length, made }));
}

/** Finds the errors of "missing" that were measured beforehand. */
export async function findStoredMissing(): Promise<void> {
  if (useComparisons.getState().missing.stored) return;
  const { spec, runs, made } = await storedDropout();
  missing((shelf) => withStored(shelf, { data: { spec, runs }, finished: spec.seeds, made }));
}

/** The newest measurement of every world, by seed. */
function withWorlds(known: ShownTreatments, worlds: readonly TreatedWorld[]): ShownTreatments {
  const bySeed = new Map([...known.worlds, ...worlds].map((world) => [world.seed, world]));
  return { ...known, worlds: [...bySeed.values()].sort((a, b) => a.seed - b.seed) };
}

/** The worlds on which every treatment was trained to its end. */
function finishedWorlds(known: ShownTreatments): { data: ShownTreatments; finished: number } {
  const worlds = known.worlds.filter(({ step }) => step === known.spec.base.training.steps);
  return { data: { ...known, worlds, spec: { ...known.spec, seeds: worlds.length } }, finished: worlds.length };
}

/** The worlds on which every rate was trained. */
function finishedMissing(known: ShownMissing): { data: ShownMissing; finished: number } {
  const { runs, worlds: finished } = doneWorlds(known);
  return { data: { runs, spec: { ...known.spec, seeds: finished } }, finished };
}

/** Trains the treatments side by side. */
export function compareTreatments(spec: TreatmentsSpec): void {
  startStudy(
    'treatments',
    'treatments',
    { ...spec, evaluations: EVALUATIONS },
    shelved(treatments, { asked: { spec, worlds: [] }, add: withWorlds, finished: finishedWorlds }),
  );
}

/** Trains the shallow tower with several rates of position dropout. */
export function compareDropout(spec: MissingSpec): void {
  startStudy(
    'missing',
    'missing',
    spec,
    shelved(missing, { asked: { spec, runs: [] }, add: withRuns, finished: finishedMissing }),
  );
}
