/** Where the name of a mark in the plane stands: beside it, or where there is room, and a line leads to it. Pure. */
import { segment, type Mark } from '../charts/marks.ts';
import { lineObstacles, placeLabel, type Box } from '../charts/placing.ts';

/** Height of a line of letters, and how far a mark reaches from its middle. */
export const LINE = 14;
export const SIZE = 5;
/** Lines that an important name may be away from its mark. */
const FAR = 12;

export type Place = readonly [number, number];

export const clamped = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The place of a box that is nearest to another place. */
const nearestIn = ({ x, y, width, height }: Box, [cx, cy]: Place): Place => [
  clamped(cx, x, x + width),
  clamped(cy, y, y + height),
];

function distance(box: Box, place: Place): number {
  const [x, y] = nearestIn(box, place);
  return Math.hypot(x - place[0], y - place[1]);
}

/** Whether a name is so near to its mark, and so much nearer than to any other, that nobody takes it for another one's. */
function isBeside(box: Box, mark: Place, others: readonly Place[]): boolean {
  const own = distance(box, mark);
  return own <= 2 * SIZE + 1 && others.every((other) => distance(box, other) >= own);
}

/** Where a name may stand, best first: beside its mark, over or under it, and up to so many lines away. */
function candidatesFor([cx, cy]: Place, { width, height }: Pick<Box, 'width' | 'height'>, lines: number): Box[] {
  const rows = [0, ...Array.from({ length: lines }, (_, i) => i + 1).flatMap((row) => [-row * LINE, row * LINE])];
  return rows.flatMap((dy) =>
    [cx + SIZE + 5, cx - SIZE - 5 - width, cx - width / 2].map((x) => ({ x, y: cy + dy - LINE / 2, width, height })),
  );
}

/** What stands in the plane already. */
export interface Room {
  /** Middles of all marks that have names. */
  places: readonly Place[];
  /** What no name may lie on; receives what is placed. */
  taken: Box[];
  bounds: Box;
}

/**
 * Places a name; what it takes is added to the room's.
 * @param at - middle of its mark; @param width - of its letters
 * @param must - it stands anywhere rather than nowhere
 * @returns null where there is no room beside the mark and it need not stand; `leader`: the line from the mark to it, where it stands elsewhere
 */
export function placeName(
  { places, taken, bounds }: Room,
  { at, width, must, key }: { at: Place; width: number; must: boolean; key: string },
): { box: Box; leader: Mark | null } | null {
  const size = { width, height: LINE };
  const near = candidatesFor(at, size, 1).filter((box) => isBeside(box, at, places));
  const isFree = (box: Box): boolean =>
    size.width <= bounds.width && isBeside(box, at, places) && !taken.some((other) => meets(box, other));
  let box = placeLabel(size, near, taken, bounds);
  if (!isFree(box)) {
    if (!must) return null;
    box = placeLabel(size, candidatesFor(at, size, FAR), taken, bounds);
  }
  taken.push(box);
  if (isBeside(box, at, places)) return { box, leader: null };
  const end = nearestIn(box, at);
  taken.push(...lineObstacles([at, end]));
  return { box, leader: segment(`leader ${key}`, ...at, ...end, { class: 'cure-leader', 'data-far': '' }) };
}
