/** Puts the run on the shelf now and then. */
import { stepOfFile } from '../../session/stepOfFile.ts';
import type { Note, Shelf } from './shelf.ts';

/** The run as it is now. */
export interface Present {
  step: number;
  /** The link to it, trained to that step: from "?" on. */
  link: string;
  /** Whether it is put into storage only where the reader asks for it: it is trained on a file of the reader's own, or inside of another page. */
  onRequest: boolean;
}

export interface Keeping {
  shelf: Shelf;
  id: string;
  /** Makes a file of the run; training waits for it a moment and goes on as it would have. @param withRows - of the reader's own file */
  save: (withRows: boolean) => Promise<ArrayBuffer>;
  /** Null: there is nothing that could be kept. */
  present: () => Present | null;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface Keeper {
  /**
   * Keeps the run if it is not kept as it is.
   * @param asked - whether the reader has asked for it
   * @returns the note of what is kept; null: there is nothing to keep. @throws where it cannot be kept; the caller says so if it was promised
   */
  keep(asked?: boolean): Promise<Note | null>;
  /** What was kept elsewhere, and is trained on here, is kept here. */
  adopt(note: Note, file: ArrayBuffer): Promise<void>;
  /** Whether anything of the run is kept in storage, as it is or as it was. */
  isKept(): boolean;
  /** What is kept of the run, in storage or in this page, as a file: to go on from while the page is open. Of the reader's own rows it may have none. */
  last(): Promise<ArrayBuffer | undefined>;
}

/** @returns what keeps the run of one page: one at a time, and nothing twice */
export function createKeeper({ shelf, id, save, present, now }: Keeping): Keeper {
  let kept: Note | null = null;
  /** Of a run that is not put into storage without being asked: gone with the page. */
  let here: { link: string; file: ArrayBuffer } | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function put(note: Note, file: ArrayBuffer): Promise<Note> {
    await shelf.put(note, file);
    kept = note;
    return note;
  }

  async function keepNow(asked: boolean): Promise<Note | null> {
    const run = present();
    if (!run) return null;
    if (run.onRequest && !asked) {
      if (run.step > 0 && here?.link !== run.link) here = { link: run.link, file: await save(false) };
      return null;
    }
    here = null;
    if (run.step === 0) {
      // It was started over: what was kept of it is not wanted any more.
      if (kept) await shelf.drop([id]);
      kept = null;
      return null;
    }
    if (kept?.link === run.link) return kept;
    const file = await save(true);
    return put({ id, time: now(), step: stepOfFile(file) ?? run.step, link: run.link }, file);
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    keep: (asked = false) => inTurn(() => keepNow(asked)),
    adopt: (note, file) =>
      inTurn(async () => {
        await put({ ...note, id }, file);
        await shelf.drop([note.id]);
      }),
    isKept: () => kept !== null,
    last: async () => here?.file ?? (kept ? shelf.run(id) : undefined),
  };
}
