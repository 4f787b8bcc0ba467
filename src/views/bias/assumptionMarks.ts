/** One device's examination curve, the best additive table, and what was learned. */
import { line, scaleLinear, scalePoint } from 'd3';
import { POSITIONS } from '../../world/spec.ts';
import { dodge } from '../charts/placing.ts';
import { circle, grid, group, label, leftAxis, path, type Mark } from '../charts/marks.ts';
import type { Size } from '../charts/Plot.tsx';
import type { NumberWords } from '../format.ts';

const LEFT = 30;
const FOOT = 18;
const TOP = 8;

export interface AssumptionPicture {
  /** Logits by position; NaN where nothing is known. */
  examination: readonly number[];
  best: readonly number[];
  learned: readonly number[] | undefined;
  domain: [number, number];
  numbers: NumberWords;
  words: { examination: string; best: string; learned: string; position: string };
  /** Width of a text in pixels. */
  textWidth: (text: string) => number;
}

export function assumptionMarks({ width, height }: Size, picture: AssumptionPicture): Mark[] {
  const { examination, best, learned = [], domain, numbers, words, textWidth } = picture;
  const places = Array.from({ length: POSITIONS }, (_, p) => p);
  const right = width - 6 - Math.max(...[words.examination, words.best, words.position].map(textWidth));
  const scale = scalePoint(places, [LEFT, right]).padding(0.4);
  const x = (p: number): number => scale(p) ?? 0;
  const y = scaleLinear(domain, [height - FOOT, TOP]);
  const ticks = y.ticks(4);
  const d = (curve: readonly number[]): string =>
    line<number>((_, p) => x(p), y)
      .defined(Number.isFinite)
      .digits(2)(curve) ?? '';
  const ends = [examination, best].map((curve) => y(curve.findLast(Number.isFinite) ?? 0));
  const tops = dodge(ends, 13, 12, height - FOOT - 4);
  const known = learned.flatMap((logit, p) => (Number.isFinite(logit) ? [{ logit, p }] : []));
  return [
    group('frame', [
      grid('grid', ticks.map(y), LEFT, right),
      leftAxis(
        'logits',
        ticks.map((logit) => ({ at: y(logit), text: numbers.plain(logit, 1) })),
        LEFT,
      ),
      ...places.map((p) =>
        label(`position ${String(p + 1)}`, x(p), height - 4, String(p + 1), { class: 'tick', 'text-anchor': 'middle' }),
      ),
      label('position', right + 4, height - 4, words.position, { class: 'tick' }),
    ]),
    path('examination', d(examination), { class: 'bias-examined' }),
    path('best', d(best), { class: 'bias-truth' }),
    label('name examination', right + 4, tops[0] + 4, words.examination, { class: 'bias-label' }),
    label('name best', right + 4, tops[1] + 4, words.best, { class: 'bias-label' }),
    ...known
      .slice(0, 1)
      .map(({ logit, p }) =>
        label('name learned', x(p) + 8, Math.max(12, y(logit) + 4), words.learned, { class: 'haloed estimate-word' }),
      ),
    group(
      'learned',
      known.map(({ logit, p }) => circle(`position ${String(p + 1)}`, x(p), y(logit), 3.5, { class: 'bias-ring' })),
    ),
  ];
}
