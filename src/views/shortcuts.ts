/** Single-key shortcuts; they can be switched off, because they get in the way of speech input (WCAG 2.1.4). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { redo, reset, step, toggle, undo } from './control.ts';
import { asWord } from './remembered.ts';
import { useLab } from './store.ts';

export const useShortcuts = create<{ enabled: boolean }>()(
  persist<{ enabled: boolean }>(() => ({ enabled: true }), {
    name: 'mmoe-lab.shortcuts',
    storage: asWord(
      (word) => ({ enabled: word !== 'off' }),
      ({ enabled }) => (enabled ? 'on' : 'off'),
    ),
  }),
);

/** Switches the shortcuts on or off, and remembers it. */
export function enableShortcuts(enabled: boolean): void {
  useShortcuts.setState({ enabled });
}

/** What single keys do on the page, and undo. The sheet on `?` (keySheet.ts) names each of them. */
export const SHORTCUTS = [
  'toggle',
  'step',
  'step10',
  'reset',
  'undo',
  'redo',
  'nextChapter',
  'previousChapter',
  'settings',
  'help',
] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

/** Where a key means something already. */
const TYPING = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]';
/** Where space presses. On a slider, on the choice that is made already and on a cell of a grid it does nothing, so there it plays and pauses. */
const USES_SPACE = `${TYPING}, button, summary, a[href], input[type=checkbox], input[type=radio]:not(:checked), [role=button]`;

/** What a key does on the page; null: nothing. `matches` says whether the event's target is inside of what a selector names. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  matches: (selector: string) => boolean,
): Shortcut | null {
  if (event.ctrlKey || event.metaKey) {
    // Where something is typed, undo is the browser's.
    if (event.altKey || matches(TYPING)) return null;
    const key = event.key.toLowerCase();
    return key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' && !event.shiftKey ? 'redo' : null;
  }
  if (event.altKey || matches(TYPING) || matches('dialog *')) return null;
  if (event.code === 'Period' && event.shiftKey) return 'step10'; // the key's name then depends on the keyboard's layout
  if (event.key === ' ') return matches(USES_SPACE) ? null : 'toggle';
  return SINGLE[event.key.toLowerCase()] ?? null;
}

const SINGLE: Partial<Record<string, Shortcut>> = {
  '.': 'step',
  r: 'reset',
  n: 'nextChapter',
  p: 'previousChapter',
  s: 'settings',
  '?': 'help',
};

/** What the frame of the page does for a key; all else the run does by itself. */
export interface FrameKeys {
  help: () => void;
  /** Brings the focus to the settings, opening them. */
  settings: () => void;
  /** Opens the chapter after the present one, or the one before. */
  chapter: (by: 1 | -1) => void;
}

/** Listens for shortcuts. @returns a function that stops listening */
export function startShortcuts(frame: FrameKeys): () => void {
  const acts: Record<Shortcut, () => void> = {
    toggle,
    reset,
    undo,
    redo,
    step: () => {
      step(1);
    },
    step10: () => {
      step(10);
    },
    nextChapter: () => {
      frame.chapter(1);
    },
    previousChapter: () => {
      frame.chapter(-1);
    },
    settings: frame.settings,
    help: frame.help,
  };
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target;
    if (event.defaultPrevented || event.repeat) return;
    const what = shortcutOf(event, (selector) => target instanceof Element && target.closest(selector) !== null);
    // Only single keys get in anybody's way.
    if (!useShortcuts.getState().enabled && what !== 'undo' && what !== 'redo') return;
    if (!what || useLab.getState().status === 'failed') return;
    event.preventDefault(); // space would scroll
    acts[what]();
  };
  addEventListener('keydown', onKey);
  return () => {
    removeEventListener('keydown', onKey);
  };
}
