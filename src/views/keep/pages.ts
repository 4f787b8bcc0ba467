/** This page among all that are open in this browser: what one of them keeps is not offered by another while the first is there. */

const LOCK = 'mmoe-lab.page.';

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

/** Of this load of the page: a tab that was duplicated or reloaded is another page. */
export const pageId = randomId();

/** Absent on plain http from another machine, whatever the type says. */
const locks = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

let release: () => void = () => undefined;

function hold(): void {
  locks()
    ?.request(LOCK + pageId, () => new Promise<void>((resolve) => (release = resolve)))
    .catch(() => undefined); // the page is on its way out
}

/** Shows the others that this page is there, until it goes; the browser does the same where it crashes. Call once. */
export function showPage(): void {
  hold();
  // A page that is kept for the way back is left all the same; and may not be kept while it holds anything.
  addEventListener('pagehide', () => {
    release();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) hold();
  });
}

/** @returns the pages that are open, this one included; null where the browser does not tell: then any may be */
export async function openPages(): Promise<ReadonlySet<string> | null> {
  const held = await locks()
    ?.query()
    .catch(() => null);
  if (!held) return null;
  return new Set((held.held ?? []).flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}
