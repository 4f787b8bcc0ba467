/**
 * From the reader's file to a run on it, as far as it has come. Its worker lives as long as the dialog. Until the new data is accepted the present run
 * knows nothing of it.
 */
import { proxy, wrap } from 'comlink';
import { create } from 'zustand';
import { ownRun } from '../../run/ownRun.ts';
import type { OwnLog } from '../../run/source.ts';
import type { Accepted, CheckAnswer, Found, ImportApi } from '../../session/importing/importer.ts';
import type { TableRefusal } from '../../tabular/readRefusals.ts';
import { withChanges } from '../../tabular/changes.ts';
import type { Mapping } from '../../tabular/types.ts';
import { keepRows } from '../client.ts';
import { openOwnAgain, play, showRun } from '../control.ts';
import { useLab } from '../store.ts';
import { keepMapping, keptMapping } from './kept.ts';

export interface Reviewing {
  at: 'mapping';
  file: File;
  found: Found;
  mapping: Mapping;
  /** Where the mapping comes from, if it is not the guess: it was kept for this header, or is that of the link. */
  kept: 'header' | 'link' | null;
  /** What the mapping would make of the table; null while it is found out. */
  checked: CheckAnswer | null;
  /** Whether it is being encoded to be trained on. */
  taking: boolean;
}

export type Stage =
  | { at: 'choose' }
  | { at: 'reading'; file: File; bytes: number; rows: number }
  | { at: 'refused'; file: File; refusal: TableRefusal }
  /** The worker did not come, or ended. */
  | { at: 'broken'; message: string }
  | Reviewing
  /** A link asks for other rows than these. */
  | { at: 'other'; wanted: OwnLog; accepted: Accepted }
  | { at: 'done' };

export const useImport = create<{ stage: Stage }>()(() => ({ stage: { at: 'choose' } }));

const go = (stage: Stage): void => {
  useImport.setState({ stage });
};
const reviewing = (): Reviewing | null => {
  const { stage } = useImport.getState();
  return stage.at === 'mapping' ? stage : null;
};

let worker: Worker | null = null;
let api: ImportApi | null = null;
/** Counts what was asked of the worker: an older answer is not heard. */
let asked = 0;

const broken = (error: unknown): void => {
  closeWorker();
  go({ at: 'broken', message: error instanceof Error ? error.message : String(error) });
};

function closeWorker(): void {
  worker?.terminate();
  worker = null;
  api = null;
}

function connected(): ImportApi {
  if (api) return api;
  const mine = new Worker(new URL('../../session/importing/worker.ts', import.meta.url), {
    type: 'module',
    name: 'import',
  });
  mine.addEventListener('error', (event) => {
    // A worker whose own file did not come says nothing at all: the event then has no message.
    if (worker === mine) broken((event as Partial<ErrorEvent>).message ?? '');
  });
  worker = mine;
  api = wrap<ImportApi>(mine);
  return api;
}

/** Asks the worker for something; what it answers is heard unless something else was asked meanwhile. */
function ask<T>(question: (to: ImportApi) => Promise<T>, hear: (answer: T) => void): void {
  const mine = ++asked;
  try {
    question(connected()).then(
      (answer) => {
        if (mine === asked) hear(answer);
      },
      (error: unknown) => {
        if (mine === asked) broken(error);
      },
    );
  } catch (error) {
    broken(error);
  }
}

/** Begins anew: with nothing, or with a file. */
export function begin(file: File | null): void {
  if (file) readFile(file, true);
  else stop();
}

/** Ends whatever is on its way, the worker too. */
export function stop(): void {
  asked++;
  closeWorker();
  go({ at: 'choose' });
}

/** Ends it all, and the dialog with it. */
export function leave(): void {
  stop();
  go({ at: 'done' });
}

/** @param header - whether the first row holds the columns' names */
export function readFile(file: File, header: boolean): void {
  go({ at: 'reading', file, bytes: 0, rows: 0 });
  const onProgress = (bytes: number, rows: number): void => {
    useImport.setState(({ stage }) =>
      stage.at === 'reading' && stage.file === file ? { stage: { ...stage, bytes, rows } } : {},
    );
  };
  ask(
    (to) => to.read(file, header, proxy(onProgress)),
    (answer) => {
      if (answer.kind === 'refused') go({ at: 'refused', file, refusal: answer.refusal });
      else if (answer.kind === 'found') review(file, answer.found);
    },
  );
}

function review(file: File, found: Found): void {
  const names = found.profiles.map(({ name }) => name);
  const { mapping: guess } = found.guess;
  const changes = wantedFile()?.changes;
  const linked = changes ? withChanges(guess, changes) : null;
  const kept = linked ? null : keptMapping(found.key, names);
  const from = linked ? 'link' : kept ? 'header' : null;
  go({ at: 'mapping', file, found, mapping: linked ?? kept ?? guess, kept: from, checked: null, taking: false });
  check();
}

/** Changes that follow one another this quickly are checked once. */
const PAUSE_MS = 250;
let pause: ReturnType<typeof setTimeout> | undefined;

/** Finds out what the mapping would make of the table. */
function check(): void {
  const { mapping } = reviewing()!;
  ask(
    (to) => to.check(mapping),
    (checked) => {
      const now = reviewing();
      if (now?.mapping === mapping) go({ ...now, checked });
    },
  );
}

/** Takes another mapping for the same table. @param kept - where it comes from, if not from the reader's hand */
export function setMapping(mapping: Mapping, kept: Reviewing['kept'] = null): void {
  const now = reviewing();
  if (!now) return;
  go({ ...now, mapping, kept, checked: null });
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (reviewing()) check();
  }, PAUSE_MS);
}

/** Changes something of the mapping. */
export function changeMapping(change: (mapping: Mapping) => Mapping): void {
  const now = reviewing();
  if (now) setMapping(change(now.mapping));
}

/** Back to what was guessed. */
export function forgetKept(): void {
  const now = reviewing();
  if (now) setMapping(now.found.guess.mapping);
}

/** Takes the table for what the mapping says, and trains on it. */
export function accept(): void {
  const now = reviewing();
  if (!now || now.taking) return;
  clearTimeout(pause);
  const { found, file, mapping } = now;
  go({ ...now, taking: true });
  ask(
    (to) => to.accept(mapping, file.name.slice(0, 200)),
    (accepted) => {
      keepMapping(found.key, mapping);
      closeWorker();
      const wanted = wantedFile();
      if (wanted && wanted.hash !== accepted.own.hash) go({ at: 'other', wanted, accepted });
      else take(accepted);
    },
  );
}

/** A page that is not seen draws nothing, and is not waited for. */
const UNSEEN_MS = 250;

/** Goes on once the page has been drawn as it is now: styles and places that have changed are found in that frame, and not in the middle of what follows. */
function whenDrawn(goOn: () => void): void {
  let waiting = true;
  const once = (): void => {
    if (waiting) goOn();
    waiting = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, UNSEEN_MS);
}

/** The file that the run in the controls asks for and that is not here. */
function wantedFile(): OwnLog | null {
  const { state, failure } = useLab.getState();
  return failure?.code === 'own' ? (state.run.source.own ?? null) : null;
}

/** What was taken: a second press takes it no second time. */
const taken = new WeakSet<Accepted>();

/**
 * Trains on the rows: with the settings that a link brought, where it asked for them, else with what fits them. The dialog goes before the run comes:
 * both at once would hold the page up.
 */
export function take(accepted: Accepted): void {
  if (taken.has(accepted)) return;
  taken.add(accepted);
  const { own, rows } = accepted;
  const wanted = wantedFile();
  keepRows(own.hash, rows);
  go({ at: 'done' });
  whenDrawn(() => {
    if (wanted) openOwnAgain(own);
    else {
      showRun({ did: 'ownFile' }, ownRun(own), { speed: 0 });
      play();
    }
  });
}
