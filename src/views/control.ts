/** What the reader does to the run: settings, play, reset, another run, and taking it back. Decides what to ask the session for. */
import { EXCLUSIVE, withoutConflicts, type GaveWay } from '../run/conflicts.ts';
import { fieldOf, getField, sameValue, withField, type FieldValue } from '../run/fields.ts';
import { defaultState, type LabState } from '../run/labState.ts';
import { courseKey } from '../run/link.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { OwnLog } from '../run/source.ts';
import type { SavedRun } from '../session/runFile.ts';
import { LIVE_FIELDS, valueIn, type Course } from '../run/timeline.ts';
import {
  goingOn,
  holdControl,
  open,
  pause,
  readRun,
  targetStep,
  restartWorker,
  useWishes,
  wantChange,
  wantPlay,
  wantReset,
  wantSpeed,
  wantSteps,
  workerFailed,
} from './client.ts';
import { clearScope, notify } from './notices.ts';
import { pendingFields, planned, withoutPending } from './pending.ts';
import { feed, useLab } from './store.ts';
import { throttled } from './throttle.ts';
import { leavePlace } from './place.ts';
import { isReplacement, remember, takeAgain, takeBack, type Deed, type Entry, type Setup } from './undo.ts';

/** Before the first step nothing is lost by starting over, so changes are taken up by themselves after this pause. */
const REOPEN_MS = 300;
const CHANGE_MS = 100;

const stateNow = (): LabState => useLab.getState().state;
const trainedNow = () => useWishes.getState().trained;

/** What a reset would train. */
export const plannedNow = (): Course => planned(stateNow(), trainedNow(), feed.frame?.step ?? 0);
const setupNow = (): Setup => ({ run: stateNow().run, course: plannedNow() });
const hasPending = (): boolean => pendingFields(stateNow(), trainedNow()).length > 0;

const reopen = throttled(REOPEN_MS, 'trailing', () => {
  startOver();
});
/** Controls that were moved and of which the session does not know yet. */
const moved = new Set<string>();
const sendChanges = throttled(CHANGE_MS, 'both', () => {
  for (const path of moved) wantChange(path);
  moved.clear();
});

/** Opens a run and nothing that waited before. The controls show it. */
function show(course: Course, more: Parameters<typeof open>[1] = {}): void {
  reopen.cancel();
  sendChanges.cancel();
  moved.clear();
  useLab.setState(({ state }) => ({ state: { ...state, run: course.run, timeline: course.timeline } }));
  if (workerFailed()) restartWorker(course, more);
  else open(course, more);
}

/** Starts what is planned, from step 0. */
function startOver(): void {
  show(plannedNow());
}

/** Trains until paused or done; a finished run starts over. */
export function play(): void {
  settle();
  if (useLab.getState().status === 'finished') reset();
  wantPlay();
}

/** Plays or pauses, whichever the reader did not want last. */
export function toggle(): void {
  const { playing, until } = useWishes.getState();
  if (playing || until > 0) pause();
  else play();
}

/** Lets the run take up now what the controls show and it does not know yet. */
export function settle(): void {
  reopen.flush();
  sendChanges.flush();
}

/** Takes `n` steps; a running run goes on as it is. */
export function step(n: number): void {
  settle();
  wantSteps(n);
}

/** Back to step 0 and paused: the same run again, or the changed one where changes waited. */
export function reset(): void {
  sendChanges.flush();
  if (hasPending() || useLab.getState().status === 'failed') startOver();
  else wantReset();
}

/** Takes up the changes that wait for a reset; a run that was running goes on running. */
export function applyReset(): void {
  const resume = useWishes.getState().playing;
  sendChanges.flush();
  startOver();
  if (resume) wantPlay();
}

/** Sets a field and starts over with it, training at once: the way out of a divergence. */
export function startOverWith(path: string, value: FieldValue): void {
  setField(path, value);
  startOver();
  wantPlay();
}

/** Takes back the changes that wait for a reset. */
export function undoPending(): void {
  const trained = trainedNow();
  if (trained) useLab.setState(({ state }) => ({ state: withoutPending(state, trained) }));
}

/** Training speed in steps per second, 0 = as fast as possible. */
export function setSpeed(stepsPerSecond: number): void {
  setField('view.speed', stepsPerSecond);
}

/** Says which setting gave way to another. */
function sayGaveWay({ reason, path, other }: GaveWay): void {
  if (reason !== 'shared-layer') notify('info', 'hint.panel.gaveWay', { reason, field: path, other }, 'mended');
  else if (other === 'run.model.sharedUnits') notify('info', 'notice.handlingChanged', {}, 'mended');
  else notify('info', 'notice.sharedLayerAdded', { units: stateNow().run.model.sharedUnits }, 'mended');
}

/** Sets a field by its path and lets the run take it up as the field says: at once, at the next reset, or not at all. */
export function setField(path: string, value: FieldValue): void {
  const field = fieldOf(path);
  const before = stateNow();
  if (sameValue(getField(before, field), value)) return;
  const setup = setupNow();
  const { state, gaveWay } = withoutConflicts(withField(before, field, value), path);
  useLab.setState({ state });
  if (EXCLUSIVE.has(path)) clearScope('mended');
  for (const one of gaveWay) sayGaveWay(one);
  if (path === 'view.speed') wantSpeed(state.view.speed);
  takeUp(before.run);
  if (field.applies !== 'view') remember({ field: path }, setup, setupNow(), performance.now());
}

/** Lets the run take up what the controls show now and did not show before. */
function takeUp(before: RunSpec): void {
  const { run } = stateNow();
  const trained = trainedNow();
  for (const { path } of LIVE_FIELDS) {
    // A run that has ended takes up nothing: the change waits until it starts over.
    if (trained?.ended || sameValue(valueIn(before, path), valueIn(run, path))) continue;
    holdControl(path);
    moved.add(path);
  }
  if (moved.size > 0) sendChanges();
  if (hasPending() && !useWishes.getState().moved && !useWishes.getState().playing) reopen();
}

/** What replaces the run but stays where the reader was: the browser's Back does not take it back, undo does. */
const SAME_PLACE: ReadonlySet<string> = new Set(['newSeeds', 'withoutChanges']);

/** Replaces the run as a whole, and writes down what was done. */
function replace(deed: Deed, course: Course, more: Parameters<typeof open>[1] = {}): void {
  sendChanges.flush();
  const before = setupNow();
  // Before anything is drawn anew: the browser notes how far the page is scrolled, and would lay out for it whatever has changed by then.
  if ('did' in deed && !SAME_PLACE.has(deed.did)) leavePlace(before.course);
  for (const scope of ['mended', 'link', 'file'] as const) clearScope(scope);
  show(course, more);
  remember(deed, before, { run: course.run, course }, performance.now());
}

/** Draws four new seeds and starts over; a run that was running goes on running. */
export function newSeeds(): void {
  const resume = useWishes.getState().playing;
  const { run, timeline } = plannedNow();
  // Twenty bits: more platforms than anyone will look at, and a short link.
  const [data, init, dropout, batch] = crypto.getRandomValues(new Uint32Array(4)).map((bits) => bits >>> 12);
  replace({ did: 'newSeeds' }, { run: { ...run, seeds: { data, init, dropout, batch } }, timeline });
  if (resume) wantPlay();
}

/** Starts over without what was changed while it trained: with the settings that the controls show now, or those it began with. */
export function forgetChanges(): void {
  const { run } = plannedNow();
  replace({ did: 'withoutChanges' }, { run, timeline: [] });
}

/** Another run, of a preset or of a study, from its beginning. @param view - what is shown of it */
export function showRun(deed: Deed, run: RunSpec, view: Partial<LabState['view']> = {}): void {
  const { threshold } = stateNow().run;
  replace(deed, { run: { ...run, threshold }, timeline: [] });
  setView(view);
}

/** Shows a run from step 0 and trains it at full speed. */
export function trainNow(run: RunSpec, view: Pick<LabState['view'], 'chapter' | 'arm'>): void {
  showRun({ did: 'otherRun' }, run, { ...view, speed: 0 });
  play();
}

/**
 * The run that a step of the lesson is about, trained to where it is talked about. What was open is left as a place of its own.
 * @param until - the step to train to at once
 * @param arrives - the page opens with it: nothing was left
 */
export function showLessonRun(run: RunSpec, view: Partial<LabState['view']>, until: number, arrives: boolean): void {
  setView(view);
  const course = { run: { ...run, threshold: stateNow().run.threshold }, timeline: [] };
  if (arrives) show(course, { until });
  else replace({ did: 'lesson' }, course, { until });
}

/** Shows a run that was shown before the lesson, or in it, as it was. @param until - the step that it had come to */
export function showAgain(course: Course, view: Partial<LabState['view']>, until: number): void {
  setView(view);
  replace({ did: 'lesson' }, course, { resume: true, until });
}

/** What is shown of the run, and how fast it trains. */
export function setView(view: Partial<LabState['view']>): void {
  const before = stateNow().view;
  useLab.setState(({ state }) => ({ state: { ...state, view: { ...state.view, ...view } } }));
  if (view.speed !== undefined && view.speed !== before.speed) wantSpeed(view.speed);
}

/** The run that the page opens with. */
export function showOpeningRun(): void {
  const { run, timeline } = defaultState();
  setView({ chapter: 'train' });
  if (!isOpeningRun(plannedNow())) replace({ did: 'openingRun' }, { run, timeline }, { resume: true });
}

/** Whether that is the run that the page opens with. The threshold only changes how a run is counted. */
export function isOpeningRun({ run, timeline }: Course): boolean {
  const opening = defaultState();
  return courseKey({ run: { ...run, threshold: opening.run.threshold }, timeline }) === courseKey(opening);
}

/** Shows a run that was shown before, as it was left. */
export function returnTo(course: Course): void {
  sendChanges.flush();
  if (courseKey(plannedNow()) !== courseKey(course)) show(course, { resume: true });
}

/** Opens the run of the controls once more, now that rows have come for it, and trains it to where the link wanted it. */
export function openOwnAgain(own: OwnLog): void {
  const { run, timeline } = plannedNow();
  const until = targetStep();
  show({ run: { ...run, source: { ...run.source, own } }, timeline }, until > 0 ? { until } : {});
}

/** Opens the settings of a file: its run from the beginning, with what was changed while it trained, and what was looked at. */
export function openSettings({ run, timeline, view }: LabState): void {
  setView(view);
  replace({ did: 'file' }, { run, timeline });
}

/** Opens a saved run where it was saved; a file that is refused is named in a notice, and the present run stays. */
export async function loadRun(file: ArrayBuffer): Promise<void> {
  const saved = await readRun(file);
  if (!saved) return;
  const { run, timeline } = saved;
  replace({ did: 'file' }, { run, timeline }, { saved });
}

/** Shows a run of a page before, and trains it to where it was: from what was kept of it, if anything was. */
export function goOnWith(course: Course, view: LabState['view'], more: Parameters<typeof goingOn>[0]): void {
  setView(view);
  replace({ did: 'kept' }, course, goingOn(more));
}

/**
 * Goes on with the run that failed, with another worker where that is what failed: from what was kept of it, trained to where it was.
 * A run that was running goes on running.
 */
export function goOnAgain(saved: SavedRun | undefined): void {
  const trained = trainedNow();
  const { moved, interrupted } = useWishes.getState();
  const at = Math.max(interrupted?.until ?? 0, moved ? (feed.frame?.step ?? 0) : 0);
  show(trained?.course ?? plannedNow(), goingOn({ until: at, ...(saved && { saved }) }));
  if (interrupted?.playing) wantPlay();
}

function goTo(entry: Entry, setup: Setup): void {
  if (isReplacement(entry)) {
    show(setup.course, { resume: true });
    return;
  }
  const before = stateNow();
  useLab.setState({ state: { ...before, run: { ...setup.run, threshold: before.run.threshold } } });
  takeUp(before.run);
}

/** Takes back what was done last. */
export function undo(): void {
  sendChanges.flush();
  const entry = takeBack();
  if (entry) goTo(entry, entry.before);
}

/** Does again what was taken back last. */
export function redo(): void {
  sendChanges.flush();
  const entry = takeAgain();
  if (entry) goTo(entry, entry.after);
}
