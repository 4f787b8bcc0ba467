/** Whether both models' networks stand beside each other: what the reader chose, and whether there is room. */
import { create } from 'zustand';
import { HORIZONTAL_FROM } from './places.ts';

/** Between two pictures, and between them and what explains a part. */
const GAP = 16;
/** Width of what explains a part. */
const INSPECTOR = 280;

/** Kept while the page is open, whichever chapters are read between. */
export const useBoth = create<{ chosen: boolean }>(() => ({ chosen: false }));

/** Which models the card shows: both, A first, or the one that is shown everywhere. @param two - they differ */
export const modelsShown = (
  arm: number,
  { two, chosen, both }: { two: boolean; chosen: boolean; both: boolean },
): number[] => (two && chosen && both ? [0, 1] : [arm]);

/**
 * How the card is shared out.
 * @param width - of the inside of the card, in pixels
 * @param letters - how large the letters are, 1 = 16 pixels a rem: larger words need wider pictures
 * @returns whether two pictures fit, each from left to right, and whether the explanation of a part fits beside them
 */
export const roomFor = (width: number, letters = 1): { both: boolean; inspector: boolean } => ({
  both: width >= 2 * HORIZONTAL_FROM * letters + GAP,
  inspector: width >= (2 * HORIZONTAL_FROM + INSPECTOR) * letters + 2 * GAP,
});
