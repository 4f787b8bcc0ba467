import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Mark } from '../charts/marks.ts';
import type { Say } from '../say.ts';
import { coursePicture, courseTable } from './course.ts';
import { courseHeight, courseMarks, roundLimit } from './courseMarks.ts';
import { nullMarks } from './nullMarks.ts';
import { shareMarks } from './shareMarks.ts';
import { shownWith } from './testing.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const shown = shownWith(20_000, [
  [0.02, 1],
  [0, 1],
  [0.05, 1, { queries: 10_000, sign: 1 }],
  [-0.2, 1, { queries: 600, sign: -1 }],
]);
const early = shownWith(70, [[0.02, 1]]);

const find = (marks: readonly Mark[], ...keys: string[]): Mark | undefined => {
  const [key, ...rest] = keys;
  const own = marks.find((mark) => mark.key === key);
  return rest.length === 0 ? own : own && find(own.marks ?? [], ...rest);
};

describe('the course', () => {
  it('has a scale that holds the newest intervals, in steps; chance has its own', () => {
    expect([0, 0.4, 0.51, 1.2, 2, 3, 7, 12].map(roundLimit)).toEqual([0.5, 0.5, 1, 2, 2, 5, 10, 20]);
    const { arms } = coursePicture(say, shown, 'engagement', 'sequence');
    expect(new Set(arms.slice(0, 3).map(({ limit }) => limit)).size).toBe(1);
    expect(arms[3].limit).toBe(50);
    // Interval of the oracle: 5% ± 3.4%, and room of six tenths: 13.5 → 20.
    expect(arms[2].limit).toBe(20);
  });

  it('draws the lift where its value is, the band about it, and when zero was left', () => {
    const marks = courseMarks(600, coursePicture(say, shown, 'engagement', 'both'));
    // Two columns of 288: from 46 to 278 over 20,000 queries; ±20% between 42 and 156 of height.
    expect(find(marks, 'oracle', 'left sequence')?.at).toMatchObject({ y1: 190 + 42, y2: 190 + 156 });
    const line = find(marks, 'mmoe-8', 'course')!.at.d as string;
    // 2% of 20% above the middle, 99: 99 − 57 · .1 = 93.3; half way, and at the end.
    expect(line).toBe('M162,93.3L278,93.3');
    expect(find(marks, 'mmoe-8', 'band')).toBeDefined();
    expect(find(marks, 'mmoe-8', 'fixed low')).toBeDefined();
    expect(find(marks, 'mmoe-8', 'left sequence')).toBeUndefined();
    expect(courseHeight(600, 4)).toBe(380);
    expect(courseHeight(300, 4)).toBe(760);
    const plain = courseMarks(600, coursePicture(say, shown, 'engagement', 'sequence'));
    expect(find(plain, 'mmoe-8', 'fixed low')).toBeUndefined();
  });

  it('draws no interval and no line before the burn-in, and says why', () => {
    const marks = courseMarks(600, coursePicture(say, early, 'engagement', 'both'));
    expect(find(marks, 'mmoe-8', 'band')).toBeUndefined();
    expect(find(marks, 'mmoe-8', 'fixed low')).toBeUndefined();
    expect(find(marks, 'mmoe-8', 'course')?.at.d).toBe('');
    expect(find(marks, 'mmoe-8', 'instead')?.text).toBe('no interval before 30 units');
  });

  it('stands in a table, arm by arm and point by point', () => {
    const { rows, columns } = courseTable(say, shown, 'engagement');
    expect(rows).toHaveLength(8);
    expect(rows[1].slice(0, 4)).toEqual(['8‑expert MMoE', 20_000, 8_000, 2]);
    expect(rows[1]).toHaveLength(columns.length);
    // Units are those of the arm whose row it is.
    const uneven = structuredClone(shown);
    uneven.points[1].arms[3].lift!.engagement.n = 7_000;
    expect(courseTable(say, uneven, 'engagement').rows.map((row) => row[2])).toEqual([
      ...[4_000, 8_000, 4_000, 8_000, 4_000, 7_000, 4_000, 8_000],
    ]);
    // The ordinary one: 1.96 / √8000 = 2.19%.
    expect(rows[1][7]).toBeCloseTo(2 + 2.1913, 3);
    // The sequence, tightest at 4,000 units: 3.4228%, either side; so is the band that is drawn.
    expect(rows[1][4]).toBeCloseTo(2 - 3.4228, 3);
    expect(rows[1][5]).toBeCloseTo(2 + 3.4228, 3);
    const { sequence } = coursePicture(say, shown, 'engagement', 'sequence').arms[0].points[1];
    expect([sequence!.low, sequence!.high]).toEqual([rows[1][4], rows[1][5]]);
  });
});

it('shares stand on a scale from chance to the best, what lies outside at its end', () => {
  const marks = shareMarks({ value: 80, low: 70, high: 120, stored: NaN });
  expect(find(marks, 'share')?.at.width).toBe('80%');
  expect(find(marks, 'interval')?.at).toMatchObject({ x1: '70%', x2: '100%' });
  expect(find(marks, 'stored')).toBeUndefined();
  expect(shareMarks({ value: NaN, low: NaN, high: NaN, stored: 50 }).map(({ key }) => key)).toEqual(['all', 'stored']);
});

it('A/A experiments: a line a way, up to how many declared a winner, and what was promised', () => {
  const course = { at: [200, 400], sequence: [0, 1], fixed: [10, 20], impressions: [4, 8] };
  const marks = nullMarks(500, {
    course,
    experiments: 50,
    promised: 0.05,
    textWidth: (text) => text.length * 7,
    words: { way: (way) => way, percent: String, count: String, queries: 'queries', promised: '5%' },
  });
  // 20 of 50 is the top: 40%; the picture is from 12 to 196 high, from 40 to 500 − 89 wide.
  expect(find(marks, 'fixed', 'course')?.at.d).toBe('M225.5,104L411,12');
  expect(find(marks, 'promised')?.at.y1).toBeCloseTo(196 - 184 / 8, 2);
});
