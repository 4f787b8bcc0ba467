/** Rows drawn from many, and rows in another order: a Fisher–Yates shuffle as far as it is needed. */
import type { RandomStream } from '../world/random.ts';

/** @returns the numbers from 0 to n − 1 */
export function everyRow(n: number): Uint32Array {
  const rows = new Uint32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  return rows;
}

/** Puts `count` of the rows, drawn without replacement, in front. @param rows - changed in place */
function drawToFront(rows: Uint32Array, count: number, draw: RandomStream): void {
  draw.expect(count, 0);
  for (let i = 0; i < count; i++) {
    const j = i + draw.below(rows.length - i);
    const row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }
}

/** @returns the numbers from 0 to n − 1 in a random order */
export function shuffled(n: number, draw: RandomStream): Uint32Array {
  const rows = everyRow(n);
  drawToFront(rows, n, draw);
  return rows;
}

/** @returns `count` of the rows without replacement, in the order that they had; all of them where there are no more */
export function sampled(rows: Uint32Array, count: number, draw: RandomStream): Uint32Array {
  if (rows.length <= count) return rows;
  const places = everyRow(rows.length);
  drawToFront(places, count, draw);
  return places
    .subarray(0, count)
    .sort()
    .map((place) => rows[place]);
}
