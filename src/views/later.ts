/** What the page does when it has drawn its first frame and nothing is left to do: it keeps the run, and itself for when there is no network. */
import { feed } from './store.ts';

/** After the first frame the first chapter draws, and its pictures come. */
const SETTLED_MS = 2500;
/** A page without a run has its time, too. */
const WITHOUT_MS = 20_000;
const IDLE_MS = 2000;

const whenIdle = (run: () => void): void => {
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: IDLE_MS });
  else setTimeout(run, IDLE_MS);
};

async function start(): Promise<void> {
  const [{ startKeeping }, { startOffline }] = await Promise.all([import('./keep/start.ts'), import('./offline.ts')]);
  startKeeping();
  startOffline();
}

/** Call once. */
export function startLater(): void {
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    stop();
    // Neither is needed for what is on screen: where they do not come, the page works without them.
    setTimeout(() => {
      whenIdle(() => {
        start().catch(() => undefined);
      });
    }, SETTLED_MS);
  };
  const stop = feed.subscribe(begin);
  setTimeout(begin, WITHOUT_MS);
}
