/** Captured share as a bar on a scale from a random to the best page, as wide as its box: places are percentages. */
import type { Mark } from '../charts/marks.ts';

export interface SharePicture {
  /** Per cent; any of them may not be known (NaN). */
  value: number;
  low: number;
  high: number;
  /** Mean over stored experiments. */
  stored: number;
}

const place = (percent: number): string => `${String(Math.max(0, Math.min(100, percent)))}%`;

export function shareMarks({ value, low, high, stored }: SharePicture): Mark[] {
  const line = (key: string, x1: number, x2: number, y1: string, y2: string, className: string): Mark => ({
    key,
    tag: 'line',
    at: { x1: place(x1), x2: place(x2), y1, y2, class: className },
  });
  return [
    { key: 'all', tag: 'rect', at: { x: 0, y: '25%', width: '100%', height: '50%', class: 'live-whole' } },
    ...(Number.isFinite(value)
      ? [
          {
            key: 'share',
            tag: 'rect' as const,
            at: { x: 0, y: '25%', width: place(value), height: '50%', class: 'live-share' },
          },
        ]
      : []),
    ...(Number.isFinite(low + high) ? [line('interval', low, high, '50%', '50%', 'live-share-interval')] : []),
    ...(Number.isFinite(stored) ? [line('stored', stored, stored, '5%', '95%', 'live-stored')] : []),
  ];
}
