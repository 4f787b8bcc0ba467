/** The experiment: its settings, what is known of it, the study that runs it. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import { storedCourse, storedLive, type KnownLive } from '../../experiments/live/stored.ts';
import { LIVE_WORLDS, type AnyWorld, type LiveWorld, type TrainedArm } from '../../experiments/live/spec.ts';
import type { Way } from '../../experiments/live/null.ts';
import type { NullSpec } from '../../experiments/live/live.ts';
import type { Measure } from '../../experiments/live/tally.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import { onPlatform } from '../../run/source.ts';
import { useLab } from '../store.ts';
import { shelved } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import { defaultChoices, inWorld, nullSpecOf, specOf, toggledArm, type LiveChoices } from './choices.ts';
import { finishedExperiment, withProgress, type ShownExperiment } from './shown.ts';

/** Which intervals the picture shows. */
export const INTERVALS = ['sequence', 'fixed', 'both'] as const;
export type Intervals = (typeof INTERVALS)[number];

/** A/A experiments of the reader's own. */
export interface OwnNull {
  spec: NullSpec;
  first: readonly Record<Way, number | null>[];
}

interface LiveState {
  choices: LiveChoices;
  shelf: Shelf<ShownExperiment>;
  measure: Measure;
  intervals: Intervals;
  /** Experiments on twenty seeds that were stored, world by world. */
  known: Partial<Record<LiveWorld, KnownLive>>;
  own: OwnNull | null;
}

export const useLive = create<LiveState>()(() => ({
  choices: defaultChoices(),
  shelf: emptyShelf(),
  measure: 'engagement',
  intervals: 'sequence',
  known: {},
  own: null,
}));

/** The run that is open in the page; a table has nobody who answers, so of a run on one its model and training. */
const openRun = () => onPlatform(useLab.getState().state.run);

export const setChoices = (change: Partial<LiveChoices>): void => {
  useLive.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
};
export const setWorld = (world: AnyWorld): void => {
  useLive.setState(({ choices }) => ({ choices: inWorld(choices, world, openRun()) }));
};
export const toggleArm = (arm: TrainedArm): void => {
  useLive.setState(({ choices }) => ({ choices: toggledArm(choices, arm, openRun()) }));
};
export const setSight = (change: Partial<Pick<LiveState, 'measure' | 'intervals'>>): void => {
  useLive.setState(change);
};

const reshelve = (change: (shelf: Shelf<ShownExperiment>) => Shelf<ShownExperiment>): void => {
  useLive.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseExperiment = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

/** Finds what was measured beforehand. What does not come is missing: the cards still measure. */
export async function findStored(): Promise<void> {
  const course = storedCourse().then(({ spec, points, made }) => {
    reshelve((shelf) => withStored(shelf, { data: { spec, points, diverged: [] }, finished: spec.queries, made }));
  });
  const known = LIVE_WORLDS.map(async (world) => {
    const found = await storedLive(world);
    useLive.setState((state) => ({ known: { ...state.known, [world]: found } }));
  });
  await Promise.allSettled([course, ...known]);
}

/** Trains the chosen arms and lets queries arrive. */
export function startExperiment(): void {
  const spec = specOf(useLive.getState().choices);
  startStudy(
    'live',
    'live',
    spec,
    shelved(reshelve, { asked: { spec, points: [], diverged: [] }, add: withProgress, finished: finishedExperiment }),
  );
}

/** Repeats control against itself. */
export function startNull(): void {
  const spec = nullSpecOf(useLive.getState().choices);
  startStudy('null', 'liveNull', spec, {
    begun: () => {
      useLive.setState({ own: { spec, first: [] } });
    },
    measured: (some) => {
      useLive.setState(({ own }) => ({ own: own && { ...own, first: [...own.first, ...some] } }));
    },
  });
}
