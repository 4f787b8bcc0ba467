/** A cure's loss to none, task by task and of all four: a dot with its interval each. */
import { scaleLog } from 'd3';
import type { Ratio } from '../../metrics/ratio.ts';
import { circle, group, label, segment, type Mark } from '../charts/marks.ts';

const ROW = 26;
const FOOT = 38;
const HEAD = 6;
const TICKS = [0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.5, 2, 3, 5];

export interface TaskPicture {
  rows: readonly { id: string; name: string; loss: Ratio; color: string }[];
  words: { axis: string; ratio: (ratio: number) => string };
  textWidth: (text: string) => number;
}

export const taskHeight = (rows: number): number => HEAD + rows * ROW + FOOT;

/** The ticks in sight that leave each other room, 1 first. */
function ticksIn(low: number, high: number, x: (ratio: number) => number): number[] {
  const kept: number[] = [];
  const inside = TICKS.filter((tick) => tick >= low && tick <= high);
  for (const tick of [1, ...inside]) if (kept.every((other) => Math.abs(x(other) - x(tick)) >= 34)) kept.push(tick);
  return kept;
}

/** Rows are named by their ids. */
export function taskMarks(width: number, { rows, words, textWidth }: TaskPicture): Mark[] {
  const x0 = Math.max(...rows.map(({ name }) => textWidth(name))) + 14;
  const x1 = width - 12;
  const known = rows.flatMap(({ loss }) => [loss.ratio, loss.low, loss.high]).filter((value) => Number.isFinite(value));
  const [low, high] = [Math.max(0.05, Math.min(0.9, ...known) / 1.02), Math.min(8, Math.max(1.1, ...known) * 1.02)];
  const x = scaleLog([low, high], [x0 + 6, x1]).clamp(true);
  const bottom = HEAD + rows.length * ROW;
  return [
    group('frame', [
      ...ticksIn(low, high, (ratio) => x(ratio)).flatMap((tick) => [
        segment(`line ${String(tick)}`, x(tick), HEAD, x(tick), bottom, {
          class: tick === 1 ? 'cure-one' : 'cure-grid',
        }),
        label(`tick ${String(tick)}`, x(tick), bottom + 15, words.ratio(tick), {
          class: 'cure-tick',
          'text-anchor': 'middle',
        }),
      ]),
      label('axis', x1, bottom + 32, words.axis, { class: 'cure-tick', 'text-anchor': 'end' }),
    ]),
    ...rows.map(({ id, name, loss, color }, i) => {
      const y = HEAD + (i + 0.5) * ROW;
      return group(
        id,
        [
          label('name', 0, y, name, { class: 'cure-row', dy: '0.32em' }),
          ...(Number.isFinite(loss.low + loss.high)
            ? [segment('interval', x(loss.low), y, x(loss.high), y, { class: 'cure-interval' })]
            : []),
          ...(Number.isFinite(loss.ratio) ? [circle('ratio', x(loss.ratio), y, 4.5, { class: 'cure-dot' })] : []),
        ],
        { style: `--mark: ${color}` },
      );
    }),
  ];
}
