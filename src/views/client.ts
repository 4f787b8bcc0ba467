/**
 * The page's end of the training session: numbers its wishes, sends them, and puts what comes back into the store (what React shows) and the
 * feed (what is drawn every frame). What the session says of an older run or an older wish is dropped in one place, `hear`.
 */
import { proxy, wrap, type Remote } from 'comlink';
import { create } from 'zustand';
import type { AskedBackend, Detail } from '../engine/types.ts';
import type { StepWalk } from '../engine/walk/types.ts';
import type { OwnRows } from '../run/ownRows.ts';
import { valueIn, LIVE_FIELDS, runWith, type Course } from '../run/timeline.ts';
import type {
  Ablation,
  ExportKind,
  Opened,
  Opening,
  SessionApi,
  SessionEvent,
  TakenFile,
  Wish,
} from '../session/protocol.ts';
import type { SavedRun } from '../session/runFile.ts';
import { onLoseDevice } from './loseDevice.ts';
import { lookedAt } from './look.ts';
import { clearScope, notify } from './notices.ts';
import type { Trained } from './pending.ts';
import { feed, useLab } from './store.ts';

interface Wishes {
  /** The run that is wanted, with everything that was changed of it since. Null before the first. */
  trained: Trained | null;
  /** Whether the run has left step 0: from then on a change that needs a reset waits for the reader. */
  moved: boolean;
  /** Whether the reader wants it to train. */
  playing: boolean;
  /** The step that the run is being trained to because a link asked for it; 0 = none. */
  until: number;
  /** What was wanted of the run when it failed: it goes on with that. */
  interrupted: Pick<Wishes, 'playing' | 'until'> | null;
}
export const useWishes = create<Wishes>()(() => ({
  trained: null,
  moved: false,
  playing: false,
  until: 0,
  interrupted: null,
}));

let session:
  | Pick<Remote<SessionApi>, 'want' | 'ablate' | 'save' | 'takeOut' | 'walk' | 'keepRows'>
  | SessionApi
  | null = null;
let worker: Worker | null = null;
let backend: AskedBackend | undefined;
/** Whether the reader may be told that the processor is faster. */
let compare = false;
/** Number of the newest wish, and of the newest one for a run. */
let newest = 0;
let newestRun = 0;
/** Number of the newest wish to change a field. */
const changed = new Map<string, number>();
/** Held back until its first frame is here: pictures never see the new run's sizes with the old run's numbers. */
let arriving: { opened: Opened; course: Course } | null = null;

let engineLoaded: () => void = () => undefined;
/**
 * Resolves when the engine's code has arrived, or cannot come. Chapters are fetched after it: on a slow line training starts first, and the
 * pictures come while the engine compiles its kernels.
 */
export const whenEngineLoaded = new Promise<void>((resolve) => {
  engineLoaded = resolve;
});

/** Nothing is trained any more, and nothing says that it is. What fails after that was not wanted otherwise. */
const interrupt = (): void => {
  useWishes.setState(({ playing, until, interrupted }) => ({
    playing: false,
    until: 0,
    interrupted: interrupted ?? { playing, until },
  }));
};

/** Those who wait for an answer: a worker that is gone never gives it. */
const asking = new Set<(reason: Error) => void>();

const answered = <T>(answer: Promise<T>): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    asking.add(reject);
    answer.then(resolve, reject).finally(() => asking.delete(reject));
  });

const giveUpAsking = (message: string): void => {
  for (const giveUp of asking) giveUp(new Error(message));
};

const failed = (message: string): void => {
  engineLoaded();
  interrupt();
  giveUpAsking(message);
  useLab.setState({ status: 'failed', failure: { code: 'worker', message } });
};

/** Sends a wish; what comes of it arrives as events. @returns its number */
function wish(wanted: Wish): number {
  const number = ++newest;
  session?.want(wanted, number).catch((error: unknown) => {
    failed(error instanceof Error ? error.message : String(error));
  });
  return number;
}

const settle = (): void => {
  if (!arriving) return;
  useLab.setState(arriving);
  arriving = null;
};

/** The one place where it is decided what is still worth hearing. */
function hear(event: SessionEvent): Promise<void> | undefined {
  if (event.run < newestRun) return undefined;
  if (event.type === 'frame') return hearFrame(event);
  if (event.type !== 'status' || event.wish >= newest) hearNews(event);
  return undefined;
}

/** @returns when it has been drawn */
function hearFrame({ frame, points, restart }: Extract<SessionEvent, { type: 'frame' }>): Promise<void> {
  feed.push(frame, points, restart);
  settle();
  if (useWishes.getState().moved !== frame.step > 0) useWishes.setState({ moved: frame.step > 0 });
  return feed.drawn();
}

function hearNews(event: Exclude<SessionEvent, { type: 'frame' }>): void {
  switch (event.type) {
    case 'status':
      hearStatus(event.status);
      break;
    case 'phase':
      useLab.setState({ phase: event.phase, phaseSince: performance.now() });
      break;
    case 'loaded':
      engineLoaded();
      break;
    case 'opened':
      arriving = { opened: event.opened, course: { run: event.opened.run, timeline: [] } };
      break;
    case 'engine':
      useLab.setState(({ opened }) => ({ opened: opened && { ...opened, engine: event.engine, why: event.why } }));
      break;
    case 'course':
      hearCourse(event.course, event.settings, event.wish);
      break;
    case 'faster':
      hearFaster(event.times);
      break;
    case 'diverged':
      if (arriving) feed.clear(); // diverged before its first frame: nothing of the run before may stay under its name
      settle();
      useLab.setState({ divergence: { step: event.step, cause: event.cause } });
      break;
    case 'notice':
      notify('warning', `notice.${event.code}`, event.values, 'run');
      break;
    case 'failed':
      arriving = null;
      interrupt();
      useLab.setState({
        failure: { code: event.code, message: event.message, ...(event.tried ? { tried: event.tried } : {}) },
      });
      break;
  }
}

function hearFaster(times: number | null): void {
  if (times === null) clearScope('engine');
  // Seldom needed, and never before training; a page that cannot fetch it trains as it does.
  else
    import('./engineOffer.ts').then(
      ({ offerProcessor }) => {
        if (compare) offerProcessor(times);
      },
      () => undefined,
    );
}

function hearStatus(status: Extract<SessionEvent, { type: 'status' }>['status']): void {
  useLab.setState((lab) => ({
    status,
    divergence: status === 'diverged' ? lab.divergence : null,
    failure: status === 'failed' ? lab.failure : null,
  }));
  const ended = status === 'finished' || status === 'diverged';
  useWishes.setState(({ trained, moved, playing, until }) => ({
    trained: trained && trained.ended !== ended ? { ...trained, ended } : trained,
    moved: moved || status === 'running',
    playing: playing && (status === 'running' || status === 'opening'),
    until: status === 'running' || status === 'opening' ? until : 0,
  }));
}

/** The controls of what applies at once follow the run, where the reader has not moved them since. */
function hearCourse(course: Course, settings: Trained['settings'], heard: number): void {
  useWishes.setState(({ trained }) => ({ trained: { course, settings, ended: trained?.ended ?? false } }));
  if (arriving) arriving.course = course;
  else useLab.setState({ course });
  useLab.setState(({ state }) => ({
    state: {
      ...state,
      timeline: course.timeline,
      run: LIVE_FIELDS.filter(({ path }) => (changed.get(path) ?? 0) <= heard).reduce(
        (run, { path }) => runWith(run, path, valueIn(settings, path)),
        state.run,
      ),
    },
  }));
}

/** To which step the newest run comes by itself: it was saved there, or is trained there at once. 0 = neither. */
let target = 0;
export const targetStep = (): number => target;

/** Files of the reader's own whose rows stay here: as many as undo is likely to come back to. */
const MOST_FILES = 3;
/** Rows of the reader's own files by their hash, the newest last: a worker that is started anew is given them, and so is one that trains studies. */
const ownRows = new Map<string, OwnRows>();
/** Of which file the session was given rows last. */
let given: string | null = null;

/** Keeps the rows of a file of the reader's own as long as the page is open; a run on them may be opened from now on. */
export function keepRows(hash: string, rows: OwnRows): void {
  ownRows.delete(hash);
  ownRows.set(hash, rows);
  for (const old of [...ownRows.keys()].slice(0, -MOST_FILES)) ownRows.delete(old);
}

/** The rows of a file; undefined where they are not here. */
export const rowsOf = (hash: string): OwnRows | undefined => ownRows.get(hash);

/** Gives the session the rows of a run that it has not got. */
function giveRows({ run }: Course, { saved }: Pick<Opening, 'saved'>): void {
  const hash = run.source.own?.hash;
  const rows = hash === undefined ? undefined : (saved?.rows ?? rowsOf(hash));
  if (hash === undefined || !rows) return;
  keepRows(hash, rows); // the newest again: what is trained on stays longest
  if (saved?.rows) {
    given = null; // they go with the run, which another one may overtake before they are taken in
    return;
  }
  if (given === hash) return;
  given = hash;
  session?.keepRows(hash, rows).catch(() => undefined); // a session that is gone says so by itself
}

/** Opens a run; what there was of another one is over. */
export function open(course: Course, more: Pick<Opening, 'until' | 'resume' | 'saved'> = {}): void {
  giveRows(course, more);
  changed.clear();
  clearScope('run');
  target = Math.max(more.until ?? 0, more.saved?.step ?? 0);
  useWishes.setState({
    trained: { course, settings: course.run, ended: false },
    moved: false,
    playing: false,
    until: more.until ?? 0,
    interrupted: null,
  });
  newestRun = wish({ kind: 'open', course, ...(backend ? { backend } : {}), ...(compare ? { compare } : {}), ...more });
}

/** Goes on with another engine, from where the run is; runs that are opened from now on train with it, too. */
export function switchEngine(to: AskedBackend): void {
  backend = to;
  leaveEngine();
  wish({ kind: 'switch', backend: to });
}

/** The reader has answered: nothing is asked any more. */
export function leaveEngine(): void {
  compare = false;
  clearScope('engine');
}

/** Trains to the end of the run. */
export function wantPlay(): void {
  useWishes.setState({ playing: true });
  wish({ kind: 'play' });
}

/** Stops where the run is. */
export function pause(): void {
  useWishes.setState({ playing: false, until: 0 });
  wish({ kind: 'pause' });
}

/** Takes `n` steps; a running run goes on as it is. */
export function wantSteps(n: number): void {
  wish({ kind: 'step', n });
}

/** Back to step 0 of the same run. */
export function wantReset(): void {
  clearScope('run');
  useWishes.setState({ moved: false, playing: false, until: 0 });
  wish({ kind: 'reset' });
}

/** Changes a field that applies at once, from the next step on. */
export function wantChange(path: string): void {
  const value = valueIn(useLab.getState().state.run, path);
  changed.set(path, wish({ kind: 'change', path, value }));
}

/** Says that the reader has moved a control: until the wish is sent and heard, the run does not move it back. */
export function holdControl(path: string): void {
  changed.set(path, Infinity);
}

/** What a session looks at before it is told. */
const ALL: readonly Detail[] = [];
/** What it was last told. */
let looked = ALL;

/** Has the frames carry what the open chapter's pictures need. */
function look(): void {
  const wanted = lookedAt(useLab.getState().state.view.chapter);
  if (!session || wanted === looked) return;
  looked = wanted;
  wish({ kind: 'look', details: wanted });
}
// Before the chapter is drawn: what it needs is on its way by then.
useLab.subscribe(look);

export function wantSpeed(stepsPerSecond: number): void {
  wish({ kind: 'speed', stepsPerSecond });
}

/** Tells the session whether the page is seen, and whether training goes on when it is not. */
export function setHidden(hidden: boolean, keepTraining: boolean): void {
  wish({ kind: 'hidden', hidden, keepTraining });
}

/** Measures both models without each expert in turn; null when nothing is open. @throws when the worker is gone */
export async function ablate(): Promise<Ablation | null> {
  return session ? answered(session.ablate()) : null;
}

/** The whole run as a file. @param withRows - of the reader's own file. @throws when nothing is open, or the worker is gone */
export async function saveRun(withRows = true): Promise<ArrayBuffer> {
  if (!session) throw new Error('no session');
  return answered(session.save(withRows));
}

/** A file out of a model as it is now; null where there is none. @param arm - 0 or 1; @throws when the worker is gone */
export async function takeOut(kind: ExportKind, arm: number): Promise<TakenFile | null> {
  return session ? answered(session.takeOut(kind, arm)) : null;
}

/**
 * The step that comes next, laid open; null where none comes. @param arm - 0 or 1; @param place - in the step's batch
 * @throws when the worker is gone, or has not got what it needs for it
 */
export async function walk(arm: number, place: number): Promise<StepWalk | null> {
  return session ? answered(session.walk(arm, place)) : null;
}

/** Reads a run file. @returns the run, or null when the file was refused: then a notice says why, and the present run stays */
export async function readRun(file: ArrayBuffer): Promise<SavedRun | null> {
  clearScope('file');
  // Needed by few readers, and never before training starts.
  const { decodeRun, RunFileError } = await import('../session/runFile.ts');
  try {
    const saved = await decodeRun(file);
    const { name, own } = saved.run.source;
    if (name !== 'own' || !own || saved.rows || rowsOf(own.hash)) return saved;
    notify('error', 'errors.file.noRows', { file: own.name }, 'file');
    return null;
  } catch (error) {
    if (!(error instanceof RunFileError)) throw error;
    const { refusal } = error;
    const values: Record<string, string> = refusal.reason === 'field' ? { field: refusal.field } : {};
    notify('error', `errors.file.${refusal.reason}`, values, 'file');
    return null;
  }
}

/**
 * Connects the page to a session and opens a run.
 * @param to the worker's session, or another with the same manners in tests
 */
export function connect(to: SessionApi | Remote<SessionApi>, course: Course, options: ConnectOptions = {}): void {
  session = to;
  given = null;
  backend = options.backend;
  compare = options.compare ?? false;
  arriving = null;
  to.listen(proxy(hear)).catch((error: unknown) => {
    failed(error instanceof Error ? error.message : String(error));
  });
  looked = ALL;
  look();
  wantSpeed(useLab.getState().state.view.speed);
  open(course, goingOn(options));
}

/** What a run goes on from, and the step that it is trained to at once if it is not there yet. */
export const goingOn = ({
  until = 0,
  saved,
}: Pick<ConnectOptions, 'until' | 'saved'>): Pick<Opening, 'until' | 'saved'> => ({
  ...(until > (saved?.step ?? 0) && { until }),
  ...(saved && { saved }),
});

export interface ConnectOptions {
  backend?: AskedBackend;
  /** Whether the reader may be told that the processor is faster. */
  compare?: boolean;
  /** Step to train to at once. */
  until?: number;
  /** Goes on with it. */
  saved?: SavedRun;
}

/** Starts the training worker, anew if there was one. A worker that cannot start, or that ends with an error, fails the lab with words, never silently. */
export function startWorker(course: Course, options: ConnectOptions = {}): void {
  worker?.terminate();
  giveUpAsking('another worker has taken its place');
  try {
    const mine = new Worker(new URL('../session/worker.ts', import.meta.url), { type: 'module', name: 'training' });
    worker = mine;
    const broke = (message: string): void => {
      if (worker === mine) failed(message);
    };
    mine.addEventListener('error', (event) => {
      // A worker whose own file did not come says nothing at all: the event then has no message.
      broke((event as Partial<ErrorEvent>).message ?? '');
    });
    mine.addEventListener('messageerror', () => {
      broke('messageerror');
    });
    const remote = wrap<SessionApi>(mine);
    connect(remote, course, options);
    onLoseDevice(() => (worker === mine ? remote.loseDevice() : undefined));
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
  }
}

/** Whether the training worker itself is gone: then a new one has to be started. */
export const workerFailed = (): boolean => useLab.getState().failure?.code === 'worker';

/** Starts another worker with the same demands. @param more - what the run goes on from */
export function restartWorker(course: Course, more: Pick<ConnectOptions, 'until' | 'saved'> = {}): void {
  startWorker(course, { ...(backend ? { backend } : {}), compare, ...more });
}
