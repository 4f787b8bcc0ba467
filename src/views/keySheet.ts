/** Everything that the page can do by key, as the sheet on `?` shows it. keySheet.test.ts holds it to the handlers. */
import type { Shortcut } from './shortcuts.ts';

/** Keys whose names are words; all others are written as they are on the keyboard. */
const WORDED = ['space', 'arrows', 'enter'] as const;
type Worded = (typeof WORDED)[number];

export const isWorded = (key: string): key is Worded => (WORDED as readonly string[]).includes(key);

/** One line of the sheet; its words are `shell.help.keys.<id>`. */
export interface KeyRow {
  id: string;
  /** What is pressed: one of these. Keys that are held together with another stand before it: "Shift .". */
  keys: readonly string[];
  /** What each of them does, in their order, where it is a shortcut of the whole page; else it is what has the focus that obeys. */
  does?: readonly Shortcut[];
}

/** Its name is `shell.help.groups.<id>`. */
export interface KeyGroup {
  id: 'run' | 'page' | 'pictures' | 'settings' | 'slow' | 'lesson';
  rows: readonly KeyRow[];
}

export const KEY_SHEET = [
  {
    id: 'run',
    rows: [
      { id: 'play', keys: ['space'], does: ['toggle'] },
      { id: 'step', keys: ['.', 'Shift .'], does: ['step', 'step10'] },
      { id: 'reset', keys: ['R'], does: ['reset'] },
      { id: 'undo', keys: ['Ctrl Z', 'Ctrl Shift Z'], does: ['undo', 'redo'] },
    ],
  },
  {
    id: 'page',
    rows: [
      { id: 'chapter', keys: ['N', 'P'], does: ['nextChapter', 'previousChapter'] },
      { id: 'settings', keys: ['S'], does: ['settings'] },
      { id: 'help', keys: ['?'], does: ['help'] },
      { id: 'tab', keys: ['Tab', 'Shift Tab'] },
      { id: 'escape', keys: ['Esc'] },
    ],
  },
  {
    id: 'pictures',
    rows: [
      { id: 'parts', keys: ['arrows'] },
      { id: 'ends', keys: ['Home', 'End'] },
      { id: 'pages', keys: ['PgUp', 'PgDn'] },
      { id: 'choose', keys: ['enter', 'space'] },
      { id: 'let', keys: ['Esc'] },
    ],
  },
  {
    id: 'settings',
    rows: [
      { id: 'values', keys: ['arrows'] },
      { id: 'typed', keys: ['enter'] },
      { id: 'back', keys: ['Esc'] },
    ],
  },
  {
    id: 'slow',
    rows: [
      { id: 'phase', keys: ['→', '←', 'PgDn', 'PgUp'] },
      { id: 'firstPhase', keys: ['Home'] },
      { id: 'phasesPlay', keys: ['G'] },
      { id: 'impression', keys: ['I'] },
      { id: 'leaveSlow', keys: ['Esc'] },
    ],
  },
  { id: 'lesson', rows: [{ id: 'turn', keys: ['PgDn', 'PgUp'] }] },
] as const satisfies readonly KeyGroup[];
