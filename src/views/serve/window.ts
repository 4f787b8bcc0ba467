/** Which rows of a long list are drawn, and where keys lead in it. Pure. */

/** Rows drawn beyond what is seen, so that what moves in comes from somewhere. */
const AROUND = 6;
/** A list this short is drawn whole: every move is seen from its beginning to its end. */
const SHORT = 60;

/**
 * The rows to draw, in the order of their numbers: an element that keeps its place among its neighbours keeps moving.
 * @param top - first place in sight; @param seen - how many are
 * @param kept - a place that is drawn wherever it is: the chosen one, which is named to those who hear the list
 */
export function inSight(
  rows: number,
  top: number,
  seen: number,
  kept: number,
  rowAt: (place: number) => number,
): number[] {
  const from = rows <= SHORT ? 0 : Math.max(0, Math.floor(top) - AROUND);
  const to = rows <= SHORT ? rows : Math.min(rows, Math.ceil(top + seen) + AROUND);
  const places = new Set(Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i));
  if (kept < rows) places.add(kept);
  return [...places].map(rowAt).sort((a, b) => a - b);
}

/** Places that a key goes beyond the next. */
const PAGE = 9;

/** Where a key leads from a place; null for keys that mean nothing in a list. */
export function moved(key: string, place: number, rows: number): number | null {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows, End: rows }[key];
  return by === undefined ? null : Math.max(0, Math.min(rows - 1, place + by));
}
