/** A value with its interval on a scale with zero in the middle, as wide as its box: places are percentages. */
import type { Mark } from '../charts/marks.ts';

export interface IntervalPicture {
  /** Any of the three may not be known (NaN). */
  value: number;
  low: number;
  high: number;
  /** The scale goes from −limit to +limit; what lies beyond stands at its end. */
  limit: number;
  color: string;
}

export function intervalMarks({ value, low, high, limit, color }: IntervalPicture): Mark[] {
  const x = (at: number): string => `${String(50 + 50 * Math.max(-1, Math.min(1, at / limit)))}%`;
  const line = (key: string, x1: string, x2: string, y1: string, y2: string, at: Mark['at']): Mark => ({
    key,
    tag: 'line',
    at: { ...at, x1, x2, y1, y2 },
  });
  return [
    line('zero', '50%', '50%', '0', '100%', { class: 'ui-zero' }),
    ...(Number.isFinite(low + high)
      ? [line('interval', x(low), x(high), '50%', '50%', { stroke: color, 'stroke-width': 2 })]
      : []),
    ...(Number.isFinite(value)
      ? [{ key: 'value', tag: 'circle' as const, at: { cx: x(value), cy: '50%', r: 4, fill: color } }]
      : []),
  ];
}
