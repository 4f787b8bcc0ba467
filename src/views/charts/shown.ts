/** What of the run the charts show. */
import { useCallback, useMemo } from 'react';
import type { ArmView, Frame, HistoryPoint } from '../../session/protocol.ts';
import { historyArm } from '../../session/recorder.ts';
import { modelOf } from '../../run/runSpec.ts';
import type { Gated, Paired } from '../../model/visible.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { suffices } from '../look.ts';
import { gatedOf, pairedOf } from '../tasks.ts';
import { feed, useLab } from '../store.ts';

const fits = (view: { utilization: Float64Array } | undefined, experts: number): boolean =>
  view?.utilization.length === TASK_COUNT * experts;

/** Number of experts of the run that is open; 0 before there is one. */
const useExperts = (): number => useLab((lab) => (lab.opened ? modelOf(lab.opened.run).experts : 0));

/** Before a run is open there is nothing to count; the usual kind names what is to come. */
const NOTHING: Gated = { kind: 'mmoe', experts: 0 };

/** The gates of the shown model: how many there are, and which experts each may use. */
export function useGated(): Gated {
  const opened = useLab((lab) => lab.opened);
  const arm = useLab((lab) => lab.state.view.arm);
  return useMemo(() => (opened ? gatedOf(opened.run, arm) : NOTHING), [opened, arm]);
}

/** The gates of both models of the run that is open. */
export function usePaired(): Gated & Paired {
  const opened = useLab((lab) => lab.opened);
  return useMemo(() => (opened ? pairedOf(opened.run) : NOTHING), [opened]);
}

/** The newest frame, once it has what the open chapter looks at. */
const newest = (): Frame | null =>
  feed.frame && suffices(feed.frame, useLab.getState().state.view.chapter) ? feed.frame : null;

/** {@link newest}, or null while it and the run's size do not belong together: between two runs, frames arrive before React has changed. */
export function useFrame(): { frame: () => Frame | null; experts: number } {
  const experts = useExperts();
  const frame = useCallback((): Frame | null => {
    const now = newest();
    return fits(now?.arms[0], experts) ? now : null;
  }, [experts]);
  return { frame, experts };
}

/** The shown model of the newest frame, or null. */
export function useArm(): { arm: () => ArmView | null; experts: number } {
  const chosen = useLab((lab) => lab.state.view.arm);
  const { frame, experts } = useFrame();
  const arm = useCallback((): ArmView | null => frame()?.arms[chosen] ?? null, [frame, chosen]);
  return { arm, experts };
}

let known: { history: readonly HistoryPoint[]; frame: Frame; whole: readonly HistoryPoint[] } | null = null;

/**
 * The curves' points and, where the run is between two of them, the newest frame as the last one: over time and now agree at every step.
 * @param history - oldest first
 */
export function reached(history: readonly HistoryPoint[], frame: Frame | null): readonly HistoryPoint[] {
  const last = history.at(-1);
  if (!frame || !last || last.step >= frame.step) return history;
  if (known?.history !== history || known.frame !== frame)
    known = { history, frame, whole: [...history, { step: frame.step, arms: frame.arms.map(historyArm) }] };
  return known.whole;
}

/** The history of the run up to the newest step, empty while it belongs to another run. */
export function useHistory(): () => readonly HistoryPoint[] {
  const experts = useExperts();
  return useCallback(() => (fits(feed.history[0]?.arms[0], experts) ? reached(feed.history, newest()) : []), [experts]);
}
