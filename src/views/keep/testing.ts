/** A shelf in memory. For tests. */
import type { Note, Shelf } from './shelf.ts';

export function memoryShelf(): Shelf & { full: boolean } {
  const runs = new Map<string, { note: Note; run: ArrayBuffer }>();
  return {
    full: false,
    put(note, run) {
      if (this.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      runs.set(note.id, { note, run });
      return Promise.resolve();
    },
    notes: () => Promise.resolve([...runs.values()].map(({ note }) => note)),
    run: (id) => Promise.resolve(runs.get(id)?.run),
    drop: (ids) => {
      for (const id of ids) runs.delete(id);
      return Promise.resolve();
    },
  };
}
