import type { Level } from '../impression/happened.ts';

/** How the mark of a label looks: filled, half or open, and crossed out for what nobody knows. */
export const markOf = (value: boolean | Level | null): 'yes' | 'near' | 'no' | 'unknown' =>
  value === null ? 'unknown' : value === true || value === 'above' ? 'yes' : value === 'near' ? 'near' : 'no';
