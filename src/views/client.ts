/**
 * The page's end of the training session: starts the worker, sends wishes, and puts what comes back into the store (what React shows)
 * and the feed (what is drawn every frame).
 */
import { proxy, wrap } from 'comlink';
import { create } from 'zustand';
import type { AskedBackend } from '../engine/types.ts';
import { fieldOf, getField, withField, sameValue, type FieldValue } from '../run/fields.ts';
import type { LabState } from '../run/labState.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { Ablation, Opened, SessionApi, SessionEvent } from '../session/protocol.ts';
import { onLoseDevice } from './loseDevice.ts';
import { notify } from './notices.ts';
import { mended, withoutPending } from './pending.ts';
import { feed, useLab } from './store.ts';
import { throttled } from './throttle.ts';

interface Wishes {
  /** The run that the worker was last asked to open, with the fields that apply at once taken up since. */
  asked: RunSpec | null;
  /** Whether the run has left step 0: from then on a change that needs a reset waits for the reader. */
  moved: boolean;
}
export const useWishes = create<Wishes>()(() => ({ asked: null, moved: false }));

/** Before the first step nothing is lost by starting over, so changes are taken up by themselves after this pause. */
const REOPEN_MS = 300;
const UPDATE_MS = 100;

let session: SessionApi | null = null;
let backend: AskedBackend | undefined;
/** Held back until its first frame is here: pictures never see the new run's sizes with the old run's numbers. */
let arriving: Opened | null = null;

let engineLoaded: () => void = () => undefined;
/**
 * Resolves when the engine's code has arrived, or cannot come. Chapters are fetched after it: on a slow line training starts first, and the
 * pictures come while the engine compiles its kernels.
 */
export const whenEngineLoaded = new Promise<void>((resolve) => {
  engineLoaded = resolve;
});

const failed = (message: string): void => {
  engineLoaded();
  useLab.setState({ status: 'failed', failure: { code: 'worker', message } });
};

/** Sends a wish; what comes of it arrives as events. */
function wish(send: (session: SessionApi) => Promise<void>): void {
  if (!session) return;
  send(session).catch((error: unknown) => {
    failed(error instanceof Error ? error.message : String(error));
  });
}

const settle = (): void => {
  if (!arriving) return;
  useLab.setState({ opened: arriving, course: { run: arriving.run, timeline: [] } });
  arriving = null;
};

function hear(event: SessionEvent): void {
  switch (event.type) {
    case 'status':
      useLab.setState((lab) => ({
        status: event.status,
        divergence: event.status === 'diverged' ? lab.divergence : null,
        failure: event.status === 'failed' ? lab.failure : null,
      }));
      if (event.status === 'running') useWishes.setState({ moved: true });
      break;
    case 'loaded':
      engineLoaded();
      break;
    case 'opened':
      arriving = event.opened;
      break;
    case 'frame':
      feed.push(event.frame, event.points, event.restart);
      settle();
      if (useWishes.getState().moved !== event.frame.step > 0) useWishes.setState({ moved: event.frame.step > 0 });
      break;
    case 'diverged':
      if (arriving) feed.clear(); // diverged before its first frame: nothing of the run before may stay under its name
      settle();
      useLab.setState({ divergence: { step: event.step, cause: event.cause } });
      break;
    case 'notice':
      notify('warning', `notice.${event.code}`, event.values);
      break;
    case 'failed':
      arriving = null;
      useLab.setState({ failure: { code: event.code, message: event.message } });
      break;
  }
}

const sendOpen = throttled(REOPEN_MS, 'trailing', () => {
  open();
});
const sendUpdate = throttled(UPDATE_MS, 'both', () => {
  const { run } = useLab.getState().state;
  wish((to) => to.update(run));
});

/** Starts the run that the controls show, from step 0. */
function open(): void {
  sendOpen.cancel();
  const { run } = useLab.getState().state;
  useWishes.setState({ asked: run, moved: false });
  wish((to) => to.open(run, backend ? { backend } : undefined));
}

const hasPending = (): boolean => {
  const { asked } = useWishes.getState();
  const { state } = useLab.getState();
  return asked !== null && withoutPending(state, asked) !== state;
};

/** Trains until paused or done; a finished run starts over. */
export function play(): void {
  sendOpen.flush();
  if (useLab.getState().status === 'finished') reset();
  wish((to) => to.play());
}

export function pause(): void {
  wish((to) => to.pause());
}

/** Plays or pauses. */
export function toggle(): void {
  if (useLab.getState().status === 'running') pause();
  else play();
}

/** Takes `n` steps; a running run goes on as it is. */
export function step(n: number): void {
  sendOpen.flush();
  wish((to) => to.step(n));
}

/** Back to step 0 and paused: the same run again, or the changed one where changes waited. */
export function reset(): void {
  sendUpdate.flush();
  if (hasPending() || useLab.getState().status === 'failed') open();
  else {
    useWishes.setState({ moved: false });
    wish((to) => to.reset());
  }
}

/** Takes up the changes that wait for a reset; a run that was running goes on running. */
export function applyReset(): void {
  const resume = useLab.getState().status === 'running';
  open();
  if (resume) wish((to) => to.play());
}

/** Sets a field and starts over with it, training at once: the way out of a divergence. */
export function startOverWith(path: string, value: FieldValue): void {
  setField(path, value);
  open();
  wish((to) => to.play());
}

/** Takes back the changes that wait for a reset. */
export function undoPending(): void {
  const { asked } = useWishes.getState();
  if (asked) useLab.setState(({ state }) => ({ state: withoutPending(state, asked) }));
}

/** Draws four new seeds and starts over; a run that was running goes on running. */
export function newSeeds(): void {
  // Twenty bits: more platforms than anyone will look at, and a short link.
  const [data, init, dropout, batch] = crypto.getRandomValues(new Uint32Array(4)).map((bits) => bits >>> 12);
  useLab.setState(({ state }) => ({
    state: { ...state, run: { ...state.run, seeds: { data, init, dropout, batch } } },
  }));
  applyReset();
}

/** Training speed in steps per second, 0 = as fast as possible. */
export function setSpeed(stepsPerSecond: number): void {
  setField('view.speed', stepsPerSecond);
}

/** Sets a field by its path and lets the run take it up as the field says: at once, at the next reset, or not at all. */
export function setField(path: string, value: FieldValue): void {
  const field = fieldOf(path);
  const before = useLab.getState().state;
  if (sameValue(getField(before, field), value)) return;
  const { state, notice } = mended(withField(before, field, value), path);
  useLab.setState({ state });
  if (notice) notify('info', notice, { units: state.run.model.sharedUnits });
  if (path === 'view.speed') wish((to) => to.setSpeed(state.view.speed));
  if (field.applies === 'now') sendUpdate();
  if (field.applies === 'reset') reopenIfFresh();
}

function reopenIfFresh(): void {
  if (!useWishes.getState().moved && useLab.getState().status !== 'running') sendOpen();
}

/** Shows another state as a whole (a link, a step back in the browser's history) and opens its run if it is another one. */
export function loadState(state: LabState): void {
  const before = useLab.getState().state;
  useLab.setState({ state });
  if (state.view.speed !== before.view.speed) wish((to) => to.setSpeed(state.view.speed));
  if (hasPending()) open();
  else sendUpdate();
}

/** Measures both models without each expert in turn; null when nothing is open. */
export async function ablate(): Promise<Ablation | null> {
  return session ? session.ablate() : null;
}

/** The whole run as a file. @throws when nothing is open, or the worker is gone */
export async function saveRun(): Promise<ArrayBuffer> {
  if (!session) throw new Error('no session');
  return session.save();
}

/** Opens a saved run where it was saved; a file that is refused is named in a notice, and the present run stays. */
export async function loadRun(file: ArrayBuffer): Promise<void> {
  if (!session) return;
  sendOpen.cancel();
  const result = await session.load(file);
  if ('refused' in result) {
    const { refused } = result;
    notify('error', `errors.file.${refused.reason}`, refused.reason === 'field' ? { field: refused.field } : {});
    return;
  }
  useWishes.setState({ asked: result.run });
  useLab.setState(({ state }) => ({ state: { ...state, run: result.run } }));
}

/** Tells the session whether the page is seen, and whether training goes on when it is not. */
export function setHidden(hidden: boolean, keepTraining: boolean): void {
  wish((to) => to.setHidden(hidden, keepTraining));
}

/**
 * Connects the page to a session and opens the run of the current state.
 * @param to the worker's session, or another with the same manners in tests
 */
export function connect(to: SessionApi, options: { backend?: AskedBackend } = {}): void {
  session = to;
  backend = options.backend;
  arriving = null;
  wish((api) => api.listen(proxy(hear)));
  wish((api) => api.setSpeed(useLab.getState().state.view.speed));
  open();
}

/** Starts the training worker. A worker that cannot start, or that ends with an error, fails the lab with words, never silently. */
export function startWorker(options: { backend?: AskedBackend } = {}): void {
  try {
    const worker = new Worker(new URL('../session/worker.ts', import.meta.url), { type: 'module', name: 'training' });
    worker.addEventListener('error', (event) => {
      failed(event.message);
    });
    worker.addEventListener('messageerror', () => {
      failed('messageerror');
    });
    connect(wrap<SessionApi>(worker), options);
    onLoseDevice(() => session?.loseDevice());
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
  }
}
