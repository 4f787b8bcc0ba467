/**
 * A reader who leaves the page and comes back by the browser's Back finds the run where it was left: the address has the run, and the step stands
 * in the tab's own storage. A reload is a wish to start over, and does.
 */
import { courseKey } from '../run/link.ts';
import { useWishes } from './client.ts';
import { plannedNow } from './control.ts';
import { isEmbedded } from './pageView.ts';
import { feed } from './store.ts';

const STORED_AS = 'mmoe-lab.left';
/** Pages of one tab that are remembered. */
const MOST = 20;

/** What was left, by its query string, oldest first. Storage may be switched off or hold anything: then nothing was left. */
function read(): [search: string, step: number][] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORED_AS) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (entry: unknown): entry is [string, number] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && Number.isInteger(entry[1]) && Number(entry[1]) >= 0;

function remember(): void {
  const { trained } = useWishes.getState();
  // Where a change waits, the address has a run that was not trained yet.
  const isShown = trained !== null && courseKey(trained.course) === courseKey(plannedNow());
  const step = isShown ? (feed.frame?.step ?? 0) : 0;
  const others = read().filter(([search]) => search !== location.search);
  try {
    sessionStorage.setItem(STORED_AS, JSON.stringify([...others, [location.search, step]].slice(-MOST)));
  } catch {
    // Without storage the run starts over, as it does after a reload.
  }
}

/** Remembers from now on how far the run had come when the page is left; a page inside of another one does not: all of a tab share what is remembered. Call once. */
export function startLeaving(): void {
  if (!isEmbedded()) addEventListener('pagehide', remember);
}

/** Whether this visit is a return. */
const cameBack = (): boolean => {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'back_forward';
};

/** How far the run of this address had come when it was left, if the reader came back to it; else 0. */
export const stepLeft = (search: string): number =>
  cameBack() && !isEmbedded() ? (read().find(([left]) => left === search)?.[1] ?? 0) : 0;
