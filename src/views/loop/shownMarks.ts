/** Maps of exposure, one a treatment: true utility upwards, the irrelevant trait to the right. */
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { group, label, px, rect, segment, type Mark } from '../charts/marks.ts';
import { inRow } from '../ui/inRow.ts';

const GAP = 20;
const LARGEST = 190;
const TOP = 36;
const LEFT = 16;
const BOTTOM = 20;

export interface ExposureMap {
  treatment: Treatment;
  title: string;
  note: string;
  /** [n · n] shares, lowest utility first; NaN where nothing is known. */
  cells: readonly number[];
}

export interface MapsPicture {
  maps: readonly ExposureMap[];
  /** The share that is drawn darkest: of all rounds, so that they can be compared. */
  most: number;
  words: { trait: string; truth: string };
}

interface Layout {
  columns: number;
  side: number;
}

function layoutOf(width: number, count: number): Layout {
  const columns = inRow(
    width,
    { least: 132, gap: GAP },
    [count, 2].filter((n) => n <= count),
  );
  return { columns, side: Math.min(LARGEST, (width - (columns - 1) * GAP) / columns - LEFT) };
}

export function mapsHeight(width: number, count: number): number {
  const { columns, side } = layoutOf(width, count);
  return Math.ceil(count / columns) * (TOP + side + BOTTOM);
}

/** How dark a share is drawn. */
export const shade = (share: number, most: number): number =>
  Number.isFinite(share) && most > 0 ? px(Math.min(1, share / most)) : 0;

function mapMarks(
  { treatment, title, note, cells }: ExposureMap,
  picture: MapsPicture,
  x: number,
  y: number,
  side: number,
): Mark {
  const n = Math.sqrt(cells.length);
  const each = side / n;
  const x0 = x + LEFT;
  const y0 = y + TOP;
  return group(treatment, [
    label('title', x, y + 12, title, { class: 'loop-title' }),
    label('note', x, y + 27, note, { class: 'loop-tick' }),
    rect('frame', x0, y0, side, side, { class: 'loop-frame' }),
    group(
      'cells',
      cells.map((share, i) =>
        rect(
          `truth ${String(Math.floor(i / n) + 1)} trait ${String((i % n) + 1)}`,
          x0 + (i % n) * each + 0.5,
          y0 + side - (Math.floor(i / n) + 1) * each + 0.5,
          each - 1,
          each - 1,
          { class: 'loop-cell', 'fill-opacity': shade(share, picture.most) },
        ),
      ),
    ),
    segment('half', x0 + side / 2, y0, x0 + side / 2, y0 + side, { class: 'loop-half' }),
    label('trait', x0 + side, y0 + side + 14, picture.words.trait, { class: 'loop-tick', 'text-anchor': 'end' }),
    label('truth', 0, 0, picture.words.truth, {
      class: 'loop-tick',
      transform: `translate(${String(px(x + 10))},${String(px(y0 + side))}) rotate(-90)`,
    }),
  ]);
}

/** Maps are named by their treatments. */
export function mapsMarks(width: number, picture: MapsPicture): Mark[] {
  const { columns, side } = layoutOf(width, picture.maps.length);
  const step = Math.min((width + GAP) / columns, LEFT + LARGEST + 3 * GAP);
  return picture.maps.map((map, i) =>
    mapMarks(map, picture, (i % columns) * step, Math.floor(i / columns) * (TOP + side + BOTTOM), side),
  );
}
