/**
 * The page without a network: a service worker keeps all files of the page (scripts/offline.mjs). A newer version is fetched beside this one, waits
 * until the reader takes it up, and is never forced: a lecture goes on with the page that it began with.
 */
import { keepForReload, reloadThere } from './keep/reload.ts';
import { notifyOffer } from './notices.ts';
import { usePageView } from './pageView.ts';

/** A page that stays open asks that often whether there is a newer version. */
const ASK_MS = 3600_000;
/** A newer version that has not taken over by then does so at another time. */
const PATIENCE_MS = 4000;

/** Browsers that keep nothing, or readers who pay for what is fetched. */
function isWanted(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  // Absent on plain http from another machine, whatever the type says.
  return 'serviceWorker' in navigator && isSecureContext && connection?.saveData !== true;
}

/** The run is kept, the newer version takes over, and the page is loaded anew with the run. */
async function takeUp({ waiting }: ServiceWorkerRegistration): Promise<void> {
  await keepForReload();
  // Another tab may have taken it up meanwhile.
  if (waiting) {
    const over = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve);
      setTimeout(resolve, PATIENCE_MS);
    });
    waiting.postMessage({ type: 'SKIP_WAITING' });
    await over;
  }
  reloadThere();
}

function offer(registration: ServiceWorkerRegistration): void {
  if (usePageView.getState().embed) return; // whoever embeds it decides
  const action = { key: 'notice.versionReload', run: () => void takeUp(registration) };
  notifyOffer({ key: 'notice.version', values: {}, action }, 'version');
}

/** Offers every newer version that has come whole; the first version that a browser has is none. */
function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting) offer(registration);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active) offer(registration);
    });
  });
}

/** Call once, when the page has nothing else to do. Where the browser refuses, the page works as before and says nothing of it. */
export function startOffline(): void {
  if (import.meta.env.DEV || !isWanted()) return;
  navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).then(
    // What blocks workers may answer with nothing, whatever the type says.
    (registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return;
      watch(registration);
      setInterval(() => {
        registration.update().catch(() => undefined);
      }, ASK_MS);
    },
    () => undefined,
  );
}
