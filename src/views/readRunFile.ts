/** From a file that the reader chose to its bytes. */
import { notify } from './notices.ts';

/** The largest model with the longest history makes a file of less than 10 MB, and rows of the reader's own are kept up to 20 MB. */
const MOST_MB = 64;
const MB = 2 ** 20;

/** @returns the bytes, or null where the browser cannot give them or they cannot be a run: a notice then says so */
export async function readRunFile(file: Pick<File, 'size' | 'arrayBuffer'>): Promise<ArrayBuffer | null> {
  if (file.size > MOST_MB * MB) {
    notify('error', 'errors.file.large', { size: Math.ceil(file.size / MB), most: MOST_MB }, 'file');
    return null;
  }
  try {
    return await file.arrayBuffer();
  } catch (error) {
    // It was removed, or changed, or lies where the page may not read.
    const message = error instanceof Error ? error.message : String(error);
    notify('error', 'errors.file.unreadable', { message }, 'file');
    return null;
  }
}
