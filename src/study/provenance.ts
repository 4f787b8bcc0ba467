import type { Rounding } from '../engine/types.ts';

/** What made a stored study. */
export interface Provenance {
  commit: string;
  /** ISO date. */
  date: string;
  engine: string;
  backend: string;
  adapter: string;
  /** How products and sums were rounded, of WebAssembly; absent in what was stored before it was known. */
  rounding?: Rounding;
  command: string;
}
