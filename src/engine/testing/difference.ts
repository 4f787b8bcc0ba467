/** How far two engines' answers are apart. */
import { expect } from 'vitest';
import type { ReplicaEvaluation } from '../types.ts';

/** Largest difference between two vectors, relative to the larger of an entry and the vector's root mean square. NaN differs from all but NaN. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  const all = Array.from(b);
  const typical = Math.sqrt(
    all.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value * value), 0) / all.length,
  );
  return all.reduce((worst, value, i) => {
    if (Number.isNaN(value) && Number.isNaN(a[i])) return worst;
    const unit = Math.max(Math.abs(value), typical, 1e-12);
    // A NaN on one side only must not pass for a small difference.
    return Math.max(worst, Number.isNaN(value - a[i]) ? Infinity : Math.abs(value - a[i]) / unit);
  }, 0);
}

/** What an evaluation reports in every case. */
export const MEASURES = [
  'loss',
  'utilization',
  'entropy',
  'dead',
  'table',
] as const satisfies readonly (keyof ReplicaEvaluation)[];
