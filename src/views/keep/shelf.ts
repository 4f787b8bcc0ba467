/**
 * Runs in the browser's own storage (IndexedDB), for pages that were closed, crashed or were replaced by a newer version. Storage may be full,
 * forbidden, or never answer (private windows of some browsers): every promise here settles.
 */
import { createStore, delMany, get, getMany, keys, setMany } from 'idb-keyval';

/** What is said of a run that is kept. */
export interface Note {
  /** The page that it was trained in. */
  id: string;
  /** When it was put there, by Date.now(). */
  time: number;
  step: number;
  /** The link to it, trained to that step: from "?" on. */
  link: string;
}

export interface Shelf {
  /** Keeps a run, in place of what was kept under the same id. @param run - a run file. @throws where there is no room, or no storage */
  put(note: Note, run: ArrayBuffer): Promise<void>;
  /** @throws where there is no storage */
  notes(): Promise<Note[]>;
  /** @returns the run file, or undefined where it is not there. @throws where there is no storage */
  run(id: string): Promise<ArrayBuffer | undefined>;
  /** @throws where there is no storage */
  drop(ids: readonly string[]): Promise<void>;
}

/** A storage that has not answered by then does not. */
const PATIENCE_MS = 5000;

/** The answer, or an error after a while: whatever happens, nobody waits for ever. */
export async function inTime<T>(work: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the storage does not answer'));
    }, patience);
  });
  try {
    // A storage that is switched off throws at once, in some browsers.
    return await Promise.race([Promise.resolve().then(work), late]);
  } finally {
    clearTimeout(timer);
  }
}

const NOTE = 'note:';
const RUN = 'run:';

const isNote = (value: unknown): value is Note => {
  const { id, time, step, link } = (value ?? {}) as Partial<Record<keyof Note, unknown>>;
  return (
    typeof id === 'string'
    && Number.isFinite(time)
    && Number.isInteger(step)
    && typeof link === 'string'
    && /^(\?|$)/.test(link)
  );
};

/** @returns the shelf of this browser */
export function createShelf(): Shelf {
  const store = createStore('mmoe-lab', 'runs');
  return {
    put: (note, run) =>
      inTime(() =>
        setMany(
          [
            [NOTE + note.id, note],
            [RUN + note.id, run],
          ],
          store,
        ),
      ),
    notes: () =>
      inTime(async () => {
        const named = (await keys(store)).filter((key) => typeof key === 'string' && key.startsWith(NOTE));
        // Another version of the page may have put anything there.
        return (await getMany<unknown>(named, store)).filter(isNote);
      }),
    run: (id) =>
      inTime(async () => {
        const found: unknown = await get(RUN + id, store);
        return found instanceof ArrayBuffer ? found : undefined;
      }),
    drop: (ids) =>
      inTime(() =>
        delMany(
          ids.flatMap((id) => [NOTE + id, RUN + id]),
          store,
        ),
      ),
  };
}
