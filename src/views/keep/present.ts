/** The run of this page, as it is kept. */
import { linkTo } from '../address.ts';
import { saveRun, useWishes } from '../client.ts';
import { usePageView } from '../pageView.ts';
import { feed, useLab } from '../store.ts';
import { createKeeper, type Present } from './keeper.ts';
import { pageId } from './pages.ts';
import { createShelf } from './shelf.ts';

const KEPT: readonly string[] = ['running', 'paused', 'finished'];

/** Null where there is none that could go on: none is open yet, it has diverged or failed. */
export function presentRun(): Present | null {
  const { status } = useLab.getState();
  const { trained } = useWishes.getState();
  if (!KEPT.includes(status) || !feed.frame || !trained) return null;
  const { step } = feed.frame;
  // What waits for a reset is no part of it.
  const page = usePageView.getState();
  const link = linkTo(trained.course, step, undefined, page);
  const onRequest = trained.course.run.source.name === 'own' || page.embed !== null;
  return { step, link: new URL(link).search, onRequest };
}

export const shelf = createShelf();

export const keeper = createKeeper({ shelf, id: pageId, save: saveRun, present: presentRun, now: () => Date.now() });
