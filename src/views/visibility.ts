/** Whether the page is seen. A hidden page waits, unless the reader wants training to go on. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { setHidden } from './client.ts';
import { asWord } from './remembered.ts';

export const useVisibility = create<{ keepTraining: boolean }>()(
  persist<{ keepTraining: boolean }>(() => ({ keepTraining: false }), {
    name: 'mmoe-lab.hidden',
    storage: asWord(
      (word) => ({ keepTraining: word === 'train' }),
      ({ keepTraining }) => (keepTraining ? 'train' : 'wait'),
    ),
  }),
);

/** Whether an embedded page is scrolled out of the page around it. */
let outOfSight = false;

const tell = (): void => {
  setHidden(document.hidden || outOfSight, useVisibility.getState().keepTraining);
};

/** Tells the session when the page is hidden or seen. Call once, after the worker was started. */
export function startVisibility(): void {
  document.addEventListener('visibilitychange', tell);
  if (document.hidden) tell();
}

/** Whether training goes on while the page is hidden; remembered. */
export function trainWhenHidden(keepTraining: boolean): void {
  useVisibility.setState({ keepTraining });
  tell();
}

/** Says whether an embedded page is in sight of the one around it. */
export function inSight(seen: boolean): void {
  if (outOfSight === !seen) return;
  outOfSight = !seen;
  tell();
}
