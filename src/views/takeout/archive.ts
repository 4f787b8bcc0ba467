/** Many files as one. Pure. */
import { strToU8, zipSync, type Zippable } from 'fflate';

export interface ArchivedFile {
  /** Its name in the archive: letters, digits, dots and hyphens. */
  name: string;
  contents: string | Uint8Array;
}

/** What is packed already gets no smaller. */
const PACKED = /\.png$/;

/**
 * A ZIP archive with one folder.
 * @throws where two files have one name: one of them would be lost
 */
export function archiveOf(folder: string, files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const { name, contents } of files) {
    const path = `${folder}/${name}`;
    if (path in entries) throw new Error(`two files are called "${path}"`);
    const bytes = typeof contents === 'string' ? strToU8(contents) : contents;
    entries[path] = [bytes, { level: PACKED.test(name) ? 0 : 6 }];
  }
  return zipSync(entries);
}
