/**
 * What the chapter's worker has answered about the model that is open. The worker runs while the chapter is shown; it is asked anew when the run, the
 * model's newest state or a choice changes.
 */
import { wrap, type Remote } from 'comlink';
import { create } from 'zustand';
import { parameterLayout } from '../../model/layout.ts';
import { modelOfArm, servingOfArm } from '../../run/runSpec.ts';
import type { ListAsk, Served, ServedList, Server, Timed, Worth, WorthAsk } from '../../serving/server.ts';
import type { Opened } from '../../session/protocol.ts';
import { feed, useLab } from '../store.ts';
import { throttled } from '../throttle.ts';
import { useChoices, type Choices } from './choices.ts';
import { newest, type Newest } from './newest.ts';

/** The state of a model that an answer is about. */
export interface State extends Served {
  opened: Opened;
  /** Index of the model, and the step that it has been trained to. */
  arm: number;
  step: number;
}

/** An answer and what it was asked of. */
export interface Answer<Ask, T> {
  ask: Ask & State;
  value: T;
}

interface Answers {
  list: Answer<ListAsk, ServedList> | null;
  /** Its value is null where no weight ranks. */
  worth: Answer<WorthAsk, Worth | null> | null;
  timed: Answer<Served, Timed[]> | null;
  /** Why nothing can be answered; null as long as it can. Empty where the worker itself did not come. */
  failed: string | null;
}

const NOTHING: Answers = { list: null, worth: null, timed: null, failed: null };
export const useServed = create<Answers>()(() => NOTHING);

/** Lists whose scoring is timed. */
const TIMED_COUNTS = [10, 30, 100, 300, 1000];

/** How often a training model is asked anew: for its list, and for the worth of many pages. */
const LIST_MS = 300;
const WORTH_MS = 1200;

/** The shown model as it is now; null before there is one, and between two runs. */
function stateNow(): State | null {
  const { opened, state } = useLab.getState();
  const { arm } = state.view;
  const parameters = feed.frame?.arms[arm].parameters;
  if (!opened || !feed.frame || !parameters) return null;
  const model = modelOfArm(opened.run, arm);
  if (parameterLayout(model).length !== parameters.length) return null;
  const { world, seeds } = opened.run;
  const { step } = feed.frame;
  const predicts = servingOfArm(opened.run, arm, step);
  return { opened, arm, step, world, seed: seeds.data, model, parameters, predicts };
}

/** What is sent: the worker needs nothing of the page's run. */
const sent = <A extends State>({ opened: _, arm: __, step: ___, ...ask }: A): Omit<A, 'opened' | 'arm' | 'step'> => ask;

interface Open {
  server: Remote<Server>;
  list: Newest<ListAsk & State>;
  worth: Newest<WorthAsk & State>;
  time: Newest<State>;
  /** The run whose scoring it has been asked to time. */
  timing: Opened | null;
  close: () => void;
}

let open: Open | null = null;

/** How much longer than its last answer took the worker rests while a model trains: on few cores the two share them. */
const REST = 3;
/** Milliseconds on the page's clock until which the worker rests. */
let restsUntil = 0;

/** Notes how long an answer takes. */
async function timed<T>(answer: Promise<T>): Promise<T> {
  const begun = performance.now();
  const value = await answer;
  const now = performance.now();
  restsUntil = now + REST * (now - begun);
  return value;
}

const fail = (error: unknown): void => {
  useServed.setState({ failed: error instanceof Error ? error.message : String(error) });
};

function start(): Open {
  const worker = new Worker(new URL('../../serving/worker.ts', import.meta.url), { type: 'module', name: 'serving' });
  worker.addEventListener('error', (event) => {
    useServed.setState({ failed: event.message || '' });
  });
  const server = wrap<Server>(worker);
  const list = newest(
    (ask: ListAsk & State) => server.list(sent(ask)),
    (value, ask) => {
      useServed.setState({ list: { ask, value }, failed: null });
    },
    fail,
  );
  const worth = newest(
    (ask: WorthAsk & State) => timed(server.worth(sent(ask))),
    (value, ask) => {
      useServed.setState({ worth: { ask, value }, failed: null });
    },
    fail,
  );
  const time = newest(
    (ask: State) => server.time(sent(ask), TIMED_COUNTS),
    (value, ask) => {
      useServed.setState({ timed: { ask, value } });
    },
    fail,
  );
  return {
    server,
    list,
    worth,
    time,
    timing: null,
    close: () => {
      for (const asked of [list, worth, time]) asked.cancel();
      worker.terminate();
    },
  };
}

/** Number of candidates of the list. */
export const candidatesOf = ({ candidates }: Pick<Choices, 'candidates'>, { run }: Pick<Opened, 'run'>): number =>
  candidates ?? run.world.candidates;

/** Without positions in its log a model has learned of none, whatever was chosen for a run before. */
const toldOf = ({ position }: Choices, { run }: Opened): Choices['position'] =>
  run.world.logging === 'none' ? 'missing' : position;

function askList(): void {
  const state = stateNow();
  if (!state) return;
  const choices = useChoices.getState();
  const { opened } = state;
  open?.list({
    ...state,
    query: choices.query,
    position: toldOf(choices, opened),
    candidates: candidatesOf(choices, opened),
  });
}

function askWorth(): void {
  const state = stateNow();
  if (!state) return;
  const choices = useChoices.getState();
  const { form, weights } = choices;
  open?.worth({ ...state, form, weights, position: toldOf(choices, state.opened) });
  // How long it takes depends on the structure alone: once for each run.
  if (!open || open.timing === state.opened) return;
  open.timing = state.opened;
  open.time(state);
}

/** Measures once more how long scoring takes. */
export function timeAgain(): void {
  const state = stateNow();
  if (state) open?.time(state);
}

/** Starts the worker and keeps its answers up to date. @returns how to stop */
export function serve(): () => void {
  useServed.setState(NOTHING);
  open = start();
  const listSoon = throttled(LIST_MS, 'both', askList);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const worthSoon = throttled(WORTH_MS, 'both', () => {
    clearTimeout(resting);
    resting = setTimeout(askWorth, Math.max(0, restsUntil - performance.now()));
  });
  const all = (): void => {
    askList();
    askWorth();
  };
  const leave = [
    feed.subscribe(() => {
      listSoon();
      worthSoon();
    }),
    useLab.subscribe((lab, before) => {
      if (lab.opened !== before.opened || lab.state.view.arm !== before.state.view.arm) all();
    }),
    useChoices.subscribe((now, before) => {
      const changed = (...names: (keyof Choices)[]): boolean => names.some((name) => now[name] !== before[name]);
      if (changed('query', 'candidates', 'position')) askList();
      if (changed('form', 'weights', 'position')) askWorth();
    }),
  ];
  all();
  return () => {
    for (const stop of leave) stop();
    listSoon.cancel();
    worthSoon.cancel();
    clearTimeout(resting);
    open?.close();
    open = null;
  };
}

/** Starts the worker anew after it failed. */
export function serveAgain(): void {
  open?.close();
  open = start();
  useServed.setState({ failed: null });
  askList();
  askWorth();
}
