/**
 * How far a run had come when its page was closed. Then there is no time to keep the run itself: what was kept of it last is trained on to there.
 * In local storage, which answers at once.
 */
const STORED_AS = 'mmoe-lab.closed';
/** Pages that are remembered. */
const MOST = 5;

const isEntry = (entry: unknown): entry is [id: string, link: string] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string' && entry[1].startsWith('?');

/** Storage may be switched off or hold anything: then nothing was closed. */
function read(): [id: string, link: string][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function write(entries: readonly [string, string][]): void {
  try {
    if (entries.length > 0) localStorage.setItem(STORED_AS, JSON.stringify(entries.slice(-MOST)));
    else localStorage.removeItem(STORED_AS);
  } catch {
    // Then a run comes back where it was kept last.
  }
}

/** @param link - to the run, trained to where it is: from "?" on */
export const noteClosed = (id: string, link: string): void => {
  write([...read().filter(([other]) => other !== id), [id, link]]);
};

export const closedAt = (id: string): string | undefined => read().find(([other]) => other === id)?.[1];

export const forgetClosed = (ids: readonly string[]): void => {
  const entries = read();
  const left = entries.filter(([id]) => !ids.includes(id));
  if (left.length < entries.length) write(left);
};
