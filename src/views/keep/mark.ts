/** That this page was loaded to go on with a run that is kept: a note in the tab's own storage, read once. */
const STORED_AS = 'mmoe-lab.reload';

/** @param id - what is kept. @returns whether the tab will know */
export function markReload(id: string): boolean {
  try {
    sessionStorage.setItem(STORED_AS, id);
    return true;
  } catch {
    return false;
  }
}

/** @returns what is kept for this page, if anything */
export function takeMark(): string | null {
  try {
    const id = sessionStorage.getItem(STORED_AS);
    sessionStorage.removeItem(STORED_AS);
    return id;
  } catch {
    return null;
  }
}
