/** Whether the reader is about to train on a file of her own, and which one she has given. Loaded before what reads it. */
import { create } from 'zustand';

interface OwnFile {
  /** Counts up: each time it is asked for, the dialog begins anew. 0: it was never. */
  asked: number;
  /** Null: to be chosen in the dialog. */
  file: File | null;
}

export const useOwnFile = create<OwnFile>()(() => ({ asked: 0, file: null }));

/** Opens the dialog, with a file that was dropped or pasted where there is one. */
export function askForOwnFile(file: File | null = null): void {
  useOwnFile.setState(({ asked }) => ({ asked: asked + 1, file }));
}
