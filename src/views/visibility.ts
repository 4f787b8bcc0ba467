/** Whether the page is seen. A hidden page waits, unless the reader wants training to go on. */
import { create } from 'zustand';
import { setHidden } from './client.ts';

const STORED_AS = 'mmoe-lab.hidden';

function read(): boolean {
  try {
    return localStorage.getItem(STORED_AS) === 'train';
  } catch {
    return false; // storage is switched off
  }
}

export const useVisibility = create<{ keepTraining: boolean }>()(() => ({ keepTraining: read() }));

const tell = (): void => {
  setHidden(document.hidden, useVisibility.getState().keepTraining);
};

/** Tells the session when the page is hidden or seen. Call once, after the worker was started. */
export function startVisibility(): void {
  document.addEventListener('visibilitychange', tell);
  if (document.hidden) tell();
}

/** Whether training goes on while the page is hidden; remembered. */
export function trainWhenHidden(keepTraining: boolean): void {
  useVisibility.setState({ keepTraining });
  try {
    localStorage.setItem(STORED_AS, keepTraining ? 'train' : 'wait');
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
  tell();
}
