/** Mean gate weights, task × expert, of the two lockstep models: places of the cells, and the drawing. */
import { layer, steady } from './layer.ts';
import type { Size } from './Plot.tsx';

const HEADING = 17;
const INDICES = 15;
const GAP = 8;
/** From this width on the two maps stand beside each other. */
const BESIDE = 520;

export interface HeatLayout {
  /** Right edge of the task names, per map; null where the other map's names serve. */
  names: (number | null)[];
  /** Left upper corner of the first cell, per map. */
  origin: { x: number; y: number }[];
  cellWidth: number;
  cellHeight: number;
  /** Where the counts begin, per map. */
  counts: number[];
  /** Left and right edge of each map with its names and counts. */
  extent: [number, number][];
}

/** Places two maps of 4 rows below or beside each other. @param nameWidth - of the longest task name @param countWidth - of the column of counts */
export function heatLayout(
  { width, height }: Size,
  experts: number,
  nameWidth: number,
  countWidth: number,
): HeatLayout {
  const beside = width >= BESIDE;
  const mapWidth = beside ? (width - nameWidth - 4 * GAP) / 2 : width - nameWidth - GAP;
  const cellWidth = Math.max(4, Math.min(44, (mapWidth - countWidth - GAP) / experts));
  const rowsHeight = beside ? height - HEADING - INDICES : (height - 2 * HEADING - INDICES - GAP) / 2;
  const cellHeight = Math.max(8, Math.min(30, rowsHeight / 4));
  const first = { x: nameWidth + GAP, y: HEADING };
  const used = experts * cellWidth + GAP + countWidth;
  const second = beside
    ? { x: first.x + used + 3 * GAP, y: HEADING }
    : { x: first.x, y: HEADING + 4 * cellHeight + GAP + HEADING };
  const origin = [first, second];
  return {
    origin,
    cellWidth,
    cellHeight,
    names: [nameWidth, beside ? null : nameWidth],
    counts: origin.map(({ x }) => x + experts * cellWidth + GAP),
    extent: beside
      ? [
          [first.x, first.x + used],
          [second.x, second.x + used],
        ]
      : origin.map(() => [0, first.x + used]),
  };
}

/** The cell at a place, or null. */
export function cellAt(
  layout: HeatLayout,
  experts: number,
  x: number,
  y: number,
): { arm: number; task: number; expert: number | null } | null {
  for (const [arm, origin] of layout.origin.entries()) {
    const task = Math.floor((y - origin.y) / layout.cellHeight);
    const [from, to] = layout.extent[arm];
    if (task < 0 || task > 3 || x < from || x > to) continue;
    const expert = Math.floor((x - origin.x) / layout.cellWidth);
    return { arm, task, expert: expert >= 0 && expert < experts ? expert : null };
  }
  return null;
}

/** How dark a mean weight is drawn: an equal share must be seen, and half be told from all. */
export const heatOpacity = (weight: number): number => 0.04 + 0.96 * Math.max(0, Math.min(1, weight)) ** 0.7;

export interface HeatArm {
  heading: string;
  verdict: string;
  utilization: ArrayLike<number>;
  /** [experts] 1 = dead. */
  dead: ArrayLike<number>;
  /** [tasks] words after each row; polarized rows are marked. */
  counts: { text: string; polarized: boolean }[];
}

export interface HeatPicture {
  arms: HeatArm[];
  experts: number;
  threshold: number;
  colors: string[];
  names: string[];
  inks: string[];
  nameWidth: number;
  countWidth: number;
  pointed: { expert: number | null; task: number | null };
  /** Writes a mean weight in a pointed cell. */
  write: (weight: number) => string;
}

/** Draws both maps. */
export function drawHeat(svg: SVGSVGElement, size: Size, picture: HeatPicture): void {
  const { arms, experts, threshold, colors, names, inks, nameWidth, countWidth, pointed } = picture;
  const layout = heatLayout(size, experts, nameWidth, countWidth);
  const { origin, cellWidth, cellHeight } = layout;
  const middle = cellHeight / 2 + 4;
  const place = `${size.width} ${size.height} ${experts} ${names.join()} ${nameWidth} ${countWidth}`;
  layer(svg, 'frame', place, (g) => {
    layout.names.forEach((right, arm) => {
      if (right === null) return;
      g.append('g')
        .selectAll('text')
        .data(names)
        .join('text')
        .attr('class', 'label')
        .attr('fill', (_, k) => inks[k])
        .attr('x', 0)
        .attr('y', (_, k) => origin[arm].y + k * cellHeight + middle)
        .text((name) => name);
    });
    const every = cellWidth < (experts > 9 ? 16 : 9) ? 2 : 1;
    const indices = Array.from({ length: experts }, (_, e) => e).filter((e) => e % every === 0);
    for (const { x, y } of layout.names[1] === null ? origin : [origin[1]]) {
      g.append('g')
        .selectAll('text')
        .data(indices)
        .join('text')
        .attr('class', 'tick')
        .attr('text-anchor', 'middle')
        .attr('x', (e) => x + (e + 0.5) * cellWidth)
        .attr('y', y + 4 * cellHeight + 12)
        .text((e) => e + 1);
    }
  });
  const words = arms.flatMap((arm, i) => {
    const [from, to] = layout.extent[i];
    const y = origin[i].y - 5;
    return [
      { text: arm.heading, x: from, y, anchor: 'start', on: false },
      { text: arm.verdict, x: to, y, anchor: 'end', on: arm.counts.some(({ polarized }) => polarized) },
      ...arm.counts.map(({ text, polarized }, k) => ({
        text,
        x: layout.counts[i],
        y: origin[i].y + k * cellHeight + middle,
        anchor: 'start',
        on: polarized,
      })),
    ];
  });
  steady(layer(svg, 'words').selectAll('text').data(words).join('text'))
    .attr('class', (_, i) => (i % (words.length / arms.length) === 0 ? 'heading' : 'label'))
    .attr('data-alarm', ({ on }) => (on ? '' : null))
    .attr('text-anchor', ({ anchor }) => anchor)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .text(({ text }) => text);
  const cells = arms.flatMap((arm, i) =>
    Array.from({ length: 4 * experts }, (_, at) => {
      const task = Math.floor(at / experts);
      const expert = at % experts;
      return {
        task,
        weight: arm.utilization[at],
        dead: arm.dead[expert] === 1,
        x: origin[i].x + expert * cellWidth,
        y: origin[i].y + task * cellHeight,
        off: (pointed.expert !== null && pointed.expert !== expert) || (pointed.task !== null && pointed.task !== task),
      };
    }),
  );
  // Places are set once; a frame changes only how dark a cell is and what sign it has.
  steady(
    layer(svg, 'cells', place, (g) => {
      g.selectAll('rect')
        .data(cells)
        .join('rect')
        .attr('class', 'cell')
        .attr('rx', 2)
        .attr('x', ({ x }) => x + 0.75)
        .attr('y', ({ y }) => y + 0.75)
        .attr('width', cellWidth - 1.5)
        .attr('height', cellHeight - 1.5)
        .attr('fill', ({ task }) => colors[task]);
    })
      .selectAll<SVGRectElement, unknown>('rect')
      .data(cells),
  )
    .attr('data-off', ({ off }) => (off ? '' : null))
    .attr('fill-opacity', ({ weight }) => heatOpacity(weight));
  const radius = Math.max(1.5, Math.min(3, cellWidth / 4, cellHeight / 5));
  const cross = `M${-radius},${-radius}L${radius},${radius}M${-radius},${radius}L${radius},${-radius}`;
  const ring = `M${-radius},0A${radius},${radius} 0 1 0 ${radius},0A${radius},${radius} 0 1 0 ${-radius},0`;
  const isPointed = pointed.expert !== null || pointed.task !== null;
  steady(
    layer(svg, 'signs', place, (g) => {
      g.selectAll('path')
        .data(cells)
        .join('path')
        .attr('class', 'sign')
        .attr('transform', ({ x, y }) => `translate(${x + cellWidth / 2},${y + cellHeight / 2})`);
    })
      .selectAll<SVGPathElement, unknown>('path')
      .data(cells),
  ).attr('d', ({ weight, dead, off }) =>
    isPointed && !off && cellWidth >= 20 ? null : dead ? cross : weight < threshold ? ring : null,
  );
  layer(svg, 'values')
    .selectAll('text')
    .data(isPointed && cellWidth >= 20 ? cells.filter(({ off }) => !off) : [])
    .join('text')
    .attr('class', 'haloed')
    .attr('text-anchor', 'middle')
    .attr('x', ({ x }) => x + cellWidth / 2)
    .attr('y', ({ y }) => y + middle)
    .text(({ weight }) => picture.write(weight));
}
