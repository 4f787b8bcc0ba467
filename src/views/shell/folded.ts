/** Whether the reader wants the controls beside the pictures; null: never said, so they are there where there is room. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { asWord } from '../remembered.ts';

type Wanted = 'open' | 'folded' | null;

export const useControlsWanted = create<{ wanted: Wanted }>()(
  persist<{ wanted: Wanted }>(() => ({ wanted: null }), {
    name: 'mmoe-lab.controls',
    storage: asWord(
      (word): { wanted: Wanted } | undefined => (word === 'open' || word === 'folded' ? { wanted: word } : undefined),
      ({ wanted }) => wanted,
    ),
  }),
);

/**
 * Before a class they are folded away, whatever was wanted at the desk, until somebody opens them there. Not remembered: the next class begins
 * with the pictures.
 */
export const useShownToClass = create<{ open: boolean }>()(() => ({ open: false }));

/** Opens the controls beside the pictures or folds them away, and remembers it. */
export function wantControls(open: boolean): void {
  useControlsWanted.setState({ wanted: open ? 'open' : 'folded' });
}
