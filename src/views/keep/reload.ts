/** Loads the page anew and keeps the run: where a newer version is taken up, or the page's files are gone. */
import { keeper, presentRun } from './present.ts';
import { markReload } from './mark.ts';

/**
 * Keeps the run for the page after the reload.
 * @returns the step at which it is kept; null where this browser does not: then it is trained there again
 */
export async function keepForReload(): Promise<number | null> {
  try {
    const note = await keeper.keep(true);
    return note && markReload(note.id) ? note.step : null;
  } catch {
    return null;
  }
}

/** Loads the page anew, at the link to the run as it is. */
export function reloadThere(): void {
  const run = presentRun();
  if (run) history.replaceState(history.state, '', `${location.pathname}${run.link}${location.hash}`);
  location.reload();
}
