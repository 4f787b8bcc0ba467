/** The strengths of a cure as a curve through the plane, each named at its mark. Pure. */
import { group, label, path, px, type Mark } from '../charts/marks.ts';
import { lineObstacles, type Box } from '../charts/placing.ts';
import { placeName, type Place, type Room } from './beside.ts';

/** A strength sweep, from the weakest to the strongest: two at least. */
export interface Curve {
  points: readonly { id: string; rate: number; ratio: number; text: string }[];
}

/** Radius of a strength's mark. */
const DOT = 3;
/** Room that it takes from its middle on. */
const ROOM = DOT + 1;

const dot = ([x, y]: Place): string =>
  `M${String(px(x - DOT))},${String(px(y))}A${String(DOT)},${String(DOT)} 0 1 0 ${String(px(x + DOT))},${String(px(y))}A${String(DOT)},${String(DOT)} 0 1 0 ${String(px(x - DOT))},${String(px(y))}Z`;

const boxOf = ([x, y]: Place): Box => ({ x: x - ROOM, y: y - ROOM, width: 2 * ROOM, height: 2 * ROOM });

/**
 * @param room - what strengths' names must not lie on; other names must not lie on what is added to it
 * @param textWidth - of a text in the picture, in pixels
 */
export function curveMark(
  { points }: Curve,
  { x, y }: { x: (rate: number) => number; y: (ratio: number) => number },
  room: Room,
  textWidth: (text: string) => number,
): Mark {
  const places = points.map(({ rate, ratio }): Place => [x(rate), y(ratio)]);
  const corners = places.map(([cx, cy]) => `${String(px(cx))},${String(px(cy))}`);
  room.taken.push(...places.map(boxOf));
  // Names lie on no piece of the curve either, but near to their marks they may.
  const around = { ...room, places, taken: [...room.taken, ...lineObstacles(places, 1)] };
  const named = points.map(({ id, text }, i) => {
    const found = placeName(around, { at: places[i], width: textWidth(text), must: true, key: id })!;
    room.taken.push(found.box);
    return found;
  });
  return group('curve', [
    path('line', `M${corners.join('L')}`, { class: 'cure-curve' }),
    ...points.map(({ id, text }, i) => {
      const { box, leader } = named[i];
      return group(id, [
        ...(leader ? [leader] : []),
        path('mark', dot(places[i]), { class: 'cure-strength' }),
        label('text', box.x, box.y + box.height / 2, text, { class: 'cure-strength-name', dy: '0.32em' }),
      ]);
    }),
  ]);
}
