/**
 * Where slow motion is: the step that is laid open, its phase, the impression that is followed. It asks the session for the step that comes next whenever
 * what is laid open is not that any more; with the last phase the session takes that very step.
 */
import { create } from 'zustand';
import type { StepWalk } from '../../engine/walk/types.ts';
import type { Opened } from '../../session/protocol.ts';
import type { Course } from '../../run/timeline.ts';
import { walk as walkNext } from '../client.ts';
import { settle, step } from '../control.ts';
import { feed, stepNow, useLab } from '../store.ts';

export const PHASES = ['batch', 'forward', 'mask', 'loss', 'backward', 'update'] as const;
export type Phase = (typeof PHASES)[number];

/** How long a phase stands while it plays, in seconds. */
export const PACES = [2, 4, 8, 16] as const;

/** What a step was laid open of. */
interface Basis {
  opened: Opened | null;
  course: Course | null;
  arm: number;
  place: number;
}

interface Slow {
  phase: Phase;
  /** Of the impression, in the batch. */
  place: number;
  walk: StepWalk | null;
  of: Basis | null;
  /** Whether the session takes the step: not yet, asked to, done. */
  taken: 'no' | 'asked' | 'yes';
  /** An answer is on its way with which the step will be taken. */
  taking: boolean;
  /** The session could not answer. */
  failed: boolean;
  playing: boolean;
  seconds: number;
}

export const useSlow = create<Slow>()(() => ({
  phase: 'batch',
  place: 0,
  walk: null,
  of: null,
  taken: 'no',
  taking: false,
  failed: false,
  playing: false,
  seconds: 8,
}));

const basisNow = (): Basis => {
  const { opened, course, state } = useLab.getState();
  return { opened, course, arm: state.view.arm, place: useSlow.getState().place };
};

const sameBasis = (a: Basis | null, b: Basis): boolean =>
  a !== null && a.opened === b.opened && a.course === b.course && a.arm === b.arm && a.place === b.place;

/** Whether what is laid open is the step that comes next; or, taken, the one that came last. */
function fits(): boolean {
  const { walk, of, taken } = useSlow.getState();
  if (!walk || !of) return false;
  const now = basisNow();
  if (taken === 'no') return sameBasis(of, now) && walk.step === stepNow();
  const same = of.opened === now.opened && of.arm === now.arm && of.place === now.place;
  return same && stepNow() === walk.step + (taken === 'yes' ? 1 : 0);
}

/** What was asked for last, and of which step. */
let asked: (Basis & { step: number }) | null = null;
let questions = 0;

async function ask(): Promise<void> {
  const of = basisNow();
  if (asked?.step === stepNow() && sameBasis(asked, of)) return;
  asked = { ...of, step: stepNow() };
  const mine = ++questions;
  try {
    const walk = await walkNext(of.arm, of.place);
    if (mine !== questions) return;
    useSlow.setState({ walk, of, taken: 'no', failed: false });
    if (mine === questions) asked = null;
  } catch {
    // Not asked again by itself.
    if (mine === questions) useSlow.setState({ walk: null, of: null, failed: true });
  }
}

/** Looks whether what is laid open still holds. */
function refresh(): void {
  const { walk, taken, taking, phase, playing } = useSlow.getState();
  if (taking) return;
  if (taken === 'asked' && walk && stepNow() === walk.step + 1) useSlow.setState({ taken: 'yes' });
  const { status } = useLab.getState();
  // A step that diverges has no frame that would tell of it.
  if (fits() && status !== 'diverged' && status !== 'failed') return;
  if (status !== 'paused' || !feed.frame) {
    questions++;
    asked = null;
    if (walk) useSlow.setState({ walk: null, of: null, taken: 'no', phase: 'batch' });
    if (playing && status !== 'opening') useSlow.setState({ playing: false });
    return;
  }
  // Another model or other settings of the same step: the phase stays.
  const same = taken === 'no' && walk?.step === stepNow();
  if (!same && phase !== 'batch') useSlow.setState({ phase: 'batch' });
  void ask();
}

/** Follows the run from now on. @returns how to stop */
export function startSlow(): () => void {
  // Drawn anew, as when the window changes, it goes on where it was.
  if (!fits()) useSlow.setState({ phase: 'batch', walk: null, of: null, taken: 'no' });
  useSlow.setState({ taking: false, failed: false, playing: false });
  asked = null;
  const stops = [useLab.subscribe(refresh), useSlow.subscribe(refresh), feed.subscribe(refresh)];
  refresh();
  return () => {
    questions++;
    for (const stop of stops) stop();
  };
}

/** Asks once more. */
export function tryAgain(): void {
  asked = null;
  useSlow.setState({ failed: false });
}

/** Has the step taken that is laid open, with what was changed a moment ago, and shows its update. */
async function takeStep(): Promise<void> {
  if (useSlow.getState().taking) return;
  useSlow.setState({ taking: true });
  settle();
  const { opened, arm, place } = basisNow();
  const walk = await walkNext(arm, place).catch(() => null);
  const of = basisNow();
  const same = of.opened === opened && of.arm === arm && of.place === place && walk?.step === stepNow();
  if (walk && same && useLab.getState().status === 'paused') {
    useSlow.setState({ walk, of, phase: 'update', taken: 'asked', taking: false });
    step(1);
  } else useSlow.setState({ taking: false });
}

/** Begins with the step after one that was taken. */
function goOn(): void {
  if (useLab.getState().status === 'paused') useSlow.setState({ phase: 'batch', taken: 'no' });
  else useSlow.setState({ playing: false });
}

/** On to the next phase; the last one takes the step, and after it the next step begins. */
export function nextPhase(): void {
  const { phase, taken, taking, walk } = useSlow.getState();
  if (!walk || taking) return;
  const to = PHASES.indexOf(phase) + 1;
  if (phase === 'update') {
    if (taken === 'yes') goOn();
  } else if (PHASES[to] === 'update' && taken === 'no') void takeStep();
  else useSlow.setState({ phase: PHASES[to] });
}

export function previousPhase(): void {
  const at = PHASES.indexOf(useSlow.getState().phase);
  if (at > 0) goToPhase(PHASES[at - 1]);
}

/** Shows a phase of this step; the last one takes it. */
export function goToPhase(phase: Phase): void {
  const { taken, walk } = useSlow.getState();
  if (!walk) return;
  if (phase === 'update' && taken === 'no') void takeStep();
  else useSlow.setState({ phase });
}

/** Takes the step, if it has not been, and begins with the one after it. */
export function nextStep(): void {
  const { taken, taking, walk } = useSlow.getState();
  if (!walk || taking || taken === 'asked') return;
  if (taken === 'yes') goOn();
  else step(1);
}

/** Follows another impression: of this batch, or of the next one where the step has been taken. */
export function otherImpression(): void {
  const { place, taken, walk } = useSlow.getState();
  if (!walk || taken === 'asked') return;
  useSlow.setState({ place: (place + 1) % walk.batch });
}

export function setPlaying(playing: boolean): void {
  useSlow.setState({ playing });
}
