/** Where to put labels so that they do not lie on each other or on the marks. Pure. */

/**
 * Labels of one column, each wanted at some height: the nearest places (least squares) that leave `gap` between neighbours and stay within
 * [min, max] where there is room. Keeps the order; labels that do not collide stay where they are wanted.
 */
export function dodge(wanted: readonly number[], gap: number, min: number, max: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  // Without gaps the task is an isotonic regression: pool neighbours that would cross. Each pool stands at its mean.
  const pools: { sum: number; count: number }[] = [];
  order.forEach((label, place) => {
    pools.push({ sum: wanted[label] - place * gap, count: 1 });
    for (;;) {
      const last = pools.at(-1)!;
      const before = pools.at(-2);
      if (!before || before.sum / before.count <= last.sum / last.count) break;
      pools.pop();
      before.sum += last.sum;
      before.count += last.count;
    }
  });
  const highest = max - (wanted.length - 1) * gap;
  const places = new Array<number>(wanted.length);
  let place = 0;
  for (const { sum, count } of pools) {
    const at = Math.max(min, Math.min(Math.max(min, highest), sum / count));
    for (let i = 0; i < count; i++, place++) places[order[place]] = at + place * gap;
  }
  return places;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Small boxes along a line of straight pieces: what a label must not cover. @param pad - added on every side */
export function lineObstacles(points: readonly (readonly [number, number])[], pad = 2, every = 4): Box[] {
  const boxes: Box[] = [];
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    const pieces = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / every));
    for (let k = 0; k <= pieces; k++) {
      boxes.push({
        x: ax + ((bx - ax) * k) / pieces - pad,
        y: ay + ((by - ay) * k) / pieces - pad,
        width: 2 * pad,
        height: 2 * pad,
      });
    }
  }
  return boxes;
}

/**
 * The first candidate place of a label that lies within bounds and covers nothing; where there is none, the one that covers least.
 * @param candidates - top left corners, best first
 */
export function placeLabel(
  size: { width: number; height: number },
  candidates: readonly { x: number; y: number }[],
  obstacles: readonly Box[],
  bounds: Box,
): Box {
  let best: Box | undefined;
  let least = Infinity;
  for (const { x, y } of candidates) {
    const box = {
      ...size,
      x: Math.max(bounds.x, Math.min(bounds.x + bounds.width - size.width, x)),
      y: Math.max(bounds.y, Math.min(bounds.y + bounds.height - size.height, y)),
    };
    const covered = obstacles.reduce((sum, obstacle) => sum + overlap(box, obstacle), 0);
    if (covered < least) {
      best = box;
      least = covered;
    }
    if (covered === 0) break;
  }
  return best ?? { ...size, x: bounds.x, y: bounds.y };
}
