/** Which step of the run the Gates chapter shows: the newest, or one of the history that the reader went back to. */
import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { ArmView, HistoryArm } from '../../session/protocol.ts';
import { writeSoon } from '../charts/live.ts';
import { feed, useLab } from '../store.ts';

/** Index into the feed's history would move as it is thinned: the step itself is kept. Null = the newest. */
export const useScrub = create<{ step: number | null }>()(() => ({ step: null }));

/** Goes to a step, or to the first measured one after it; at the end it follows the training again. */
export const scrubTo = (step: number | null): void => {
  const point = step === null ? undefined : feed.history.find((each) => each.step >= step);
  useScrub.setState({ step: point && point !== feed.history.at(-1) ? point.step : null });
};

// A step of one run means nothing in another, nor in the same one started over.
useLab.subscribe((lab, before) => {
  if (lab.opened !== before.opened) scrubTo(null);
});
let newest = 0;
feed.subscribe(() => {
  const now = feed.frame?.step ?? 0;
  if (now < newest) scrubTo(null);
  newest = now;
});
// Another step: all words are of that one.
useScrub.subscribe(writeSoon);

/** A model at the step that is shown. */
export interface Viewed {
  step: number;
  arm: HistoryArm | ArmView;
}

/** The shown model at the shown step; null before the first frame. Falls back to the newest where the run no longer has that step. */
export function viewed(): Viewed | null {
  const { step } = useScrub.getState();
  const { arm } = useLab.getState().state.view;
  if (step !== null) {
    const past = feed.history.find((point) => point.step >= step);
    if (past && past.step < (feed.frame?.step ?? 0)) return { step: past.step, arm: past.arms[arm] };
  }
  return feed.frame && { step: feed.frame.step, arm: feed.frame.arms[arm] };
}

/** The step that is shown instead of the newest, or null: that of the model shown, which a thinned history may have moved on. */
export const shownStep = (): number | null => {
  const shown = useScrub.getState().step === null ? null : viewed();
  return shown && shown.step < (feed.frame?.step ?? 0) ? shown.step : null;
};

const subscribe = (changed: () => void): (() => void) => {
  const leaves = [useScrub.subscribe(changed), feed.subscribe(changed)];
  return () => {
    for (const leave of leaves) leave();
  };
};

/** {@link shownStep}, as React state. */
export const useShownStep = (): number | null => useSyncExternalStore(subscribe, shownStep);

/** Rows of a [T × E] array. */
export const rowsOf = (flat: Float64Array, experts: number): Float64Array[] =>
  Array.from({ length: flat.length / experts }, (_, k) => flat.subarray(k * experts, (k + 1) * experts));
