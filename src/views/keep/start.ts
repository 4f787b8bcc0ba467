/** Keeps the run of this page now and then, so that a crash or a closed tab loses little of it. Fetched long after training has begun. */
import { saveRun } from '../client.ts';
import { noteClosed } from './closed.ts';
import { offerKept } from './offer.ts';
import { pageId, showPage } from './pages.ts';
import { keeper, presentRun, shelf } from './present.ts';

const EVERY_MS = 20_000;

/** Nothing was promised: where there is no room or no storage, the run is trained as before. */
const keep = (): void => {
  keeper.keep().catch(() => undefined);
};

/** Where the run is kept, it is worth a note how far it came after that. */
function leave(): void {
  const run = presentRun();
  if (run && keeper.isKept() && run.step > 0 && !run.onRequest) noteClosed(pageId, run.link);
}

/** Keeps from now on, and offers what another page has left. Call once. */
export function startKeeping(): void {
  showPage();
  offerKept(shelf).catch(() => undefined);
  setInterval(keep, EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) keep();
  });
  addEventListener('pagehide', leave);
  // What writes a run is fetched now: where the page is replaced by a newer version, it would not come any more when it is needed.
  saveRun().catch(() => undefined);
}
