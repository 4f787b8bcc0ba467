/**
 * The projector's look: everything larger, lines thicker, more contrast, colours apart for all eyes, the settings folded away. A link asks for
 * it (`?projector`, and `?projector=0` asks for the ordinary look); else the reader's choice holds. public/theme.js does the same before the
 * first paint.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { pageFile } from './pageFile.ts';
import { setPageView, usePageView } from './pageView.ts';
import { asWord } from './remembered.ts';

const useChosen = create<{ on: boolean }>()(
  persist<{ on: boolean }>(() => ({ on: false }), {
    name: 'mmoe-lab.projector',
    storage: asWord(
      (word) => ({ on: word === 'on' }),
      ({ on }) => (on ? 'on' : null),
    ),
  }),
);

/** Enlarges the page at once; colours and lines follow when their file is there, and the attribute says so to what is painted by hand. */
function apply(): void {
  const { dataset } = document.documentElement;
  if (!usePageView.getState().projector) {
    delete dataset.projector;
    return;
  }
  dataset.projector ??= '';
  pageFile(() => import('./projector.css')).then(
    () => {
      if (usePageView.getState().projector) dataset.projector = 'on';
    },
    () => undefined, // larger it is without them
  );
}

/** @param search - the query of the address that the page was opened with, which has been read. Call once. */
export function startProjector(search: string): void {
  const { embed } = usePageView.getState();
  if (useChosen.getState().on && !embed && !new URLSearchParams(search).has('projector'))
    setPageView({ projector: true });
  apply();
  usePageView.subscribe((now, before) => {
    if (now.projector !== before.projector) apply();
  });
}

/** The reader's own choice: it is remembered, unlike a link's. */
export function chooseProjector(on: boolean): void {
  useChosen.setState({ on });
  setPageView({ projector: on });
}
