/** How many A/A experiments each way of looking has declared a winner in, against the queries watched. */
import { line, scaleLinear } from 'd3';
import { WAYS, type NullCourse, type Way } from '../../experiments/live/null.ts';
import { dodge } from '../charts/placing.ts';
import { group, label, path, segment, type Mark } from '../charts/marks.ts';

export interface NullPicture {
  course: NullCourse;
  experiments: number;
  /** Of all experiments, that a way promises to be wrong in at most. */
  promised: number;
  words: {
    way: (way: Way) => string;
    percent: (value: number) => string;
    count: (value: number) => string;
    queries: string;
    promised: string;
  };
  textWidth: (text: string) => number;
}

export const NULL_HEIGHT = 230;
const MARGIN = { top: 12, bottom: 34, left: 40 };
/** Words at the ends of the lines stand below the picture where they would take more than half of it. */
const LINE = 16;

export function nullMarks(width: number, { course, experiments, promised, words, textWidth }: NullPicture): Mark[] {
  const names = WAYS.map((way) => words.way(way));
  const right = Math.min(width / 2, Math.max(...names.map(textWidth)) + 12);
  const [x0, x1] = [MARGIN.left, width - right];
  const [y0, y1] = [MARGIN.top, NULL_HEIGHT - MARGIN.bottom];
  const last = course.at.at(-1) ?? 1;
  const most = Math.max(0.1, ...WAYS.map((way) => (course[way].at(-1) ?? 0) / experiments));
  const top = Math.ceil(most * 10) / 10;
  const x = scaleLinear([0, last], [x0, x1]);
  const y = scaleLinear([0, top], [y1, y0]);
  const ticks = [0, top / 2, top];
  const ends = dodge(
    WAYS.map((way) => y((course[way].at(-1) ?? 0) / experiments)),
    LINE,
    y0,
    y1,
  );
  return [
    ...ticks.flatMap((value) => [
      segment(`line ${String(value)}`, x0, y(value), x1, y(value), { class: 'live-grid' }),
      label(`share ${String(value)}`, x0 - 5, y(value), words.percent(value), {
        class: 'live-tick',
        'text-anchor': 'end',
        dy: '0.32em',
      }),
    ]),
    label('from', x0, y1 + 18, words.count(0), { class: 'live-tick' }),
    label('unit', (x0 + x1) / 2, y1 + 18, words.queries, { class: 'live-tick', 'text-anchor': 'middle' }),
    label('to', x1, y1 + 18, words.count(last), { class: 'live-tick', 'text-anchor': 'end' }),
    segment('promised', x0, y(promised), x1, y(promised), { class: 'live-promised' }),
    ...WAYS.map((way, i) => {
      const drawn = line<number>()
        .x((_, p) => x(course.at[p]))
        .y((count) => y(count / experiments))
        .digits(1);
      return group(
        way,
        [
          path('course', drawn(course[way]) ?? '', { class: `live-way live-way-${way}` }),
          label('name', x1 + 8, ends[i], names[i], { class: 'live-way-name', dy: '0.32em' }),
        ],
        {},
      );
    }),
    label('promised words', x1 - 4, y(promised) - 5, words.promised, { class: 'live-over', 'text-anchor': 'end' }),
  ];
}
