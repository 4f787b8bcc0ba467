import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { WAYS } from '../../experiments/live/null.ts';
import { numbers } from '../charts/testing/pictures.ts';
import { textWidth, toSvg } from '../charts/testing/svg.ts';
import type { Mark } from '../charts/marks.ts';
import type { Say } from '../say.ts';
import { coursePicture } from './course.ts';
import { courseHeight, courseMarks } from './courseMarks.ts';
import { NULL_HEIGHT, nullMarks } from './nullMarks.ts';
import { nullTable } from './nulls.ts';
import { shareMarks } from './shareMarks.ts';
import { shownWith } from './testing.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const shown = shownWith(20_000, [
  [0.02, 1],
  [0, 1],
  [0.05, 1, { queries: 10_000, sign: 1 }],
  [-0.2, 1, { queries: 600, sign: -1 }],
]);
const course = coursePicture(say, shown, 'engagement', 'both');
const nulls = nullMarks(500, {
  course: { at: [200, 400], sequence: [0, 1], fixed: [10, 20], impressions: [4, 8] },
  experiments: 50,
  promised: 0.05,
  textWidth,
  words: {
    way: (way) => say.t(`live.null.short.${way}`),
    percent: (value) => numbers.percent(value),
    count: (value) => numbers.fixed(value),
    queries: say.t('live.null.queries'),
    promised: say.t('live.null.promised'),
  },
});

const STYLE = `.live-name { font-weight: 600 } .live-tick { fill: var(--muted) } .live-grid, .live-zero, .live-promised { stroke: var(--grid) }
.live-band, .live-whole { fill: var(--sunken) } .live-course, .live-way, .live-edge { fill: none; stroke: var(--estimate) } .live-share { fill: var(--estimate) }
.live-left, .live-stored, .live-share-interval { stroke: var(--muted) }
`;
const svg = (marks: readonly Mark[], width: number, height: number): string =>
  toSvg(marks, { width, height }).replace('</style>', `${STYLE}</style>`);

describe('the picture of', () => {
  it.each(
    Object.entries({
      course: svg(courseMarks(900, course), 900, courseHeight(900, 4)),
      'course-narrow': svg(courseMarks(320, course), 320, courseHeight(320, 4)),
      nulls: svg(nulls, 500, NULL_HEIGHT),
      share: svg(shareMarks({ value: 80, low: 70, high: 95, stored: 60 }), 200, 20),
    }),
  )('%s is as it was', async (name, drawn) => {
    await expect(drawn).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });

  it('a course has no points of a model that diverged, and says so', () => {
    const lost = coursePicture(say, { ...shown, diverged: ['mmoe-8'] }, 'engagement', 'both');
    expect(lost.arms[0]).toMatchObject({ key: 'mmoe-8', points: [], instead: 'diverged' });
    expect(lost.arms[2].points).toHaveLength(2);
    // Nor has anything a verdict beside a control that diverged, whatever its interval did.
    const alone = coursePicture(say, { ...shown, diverged: ['shared-bottom-small'] }, 'engagement', 'both');
    expect(alone.arms.map(({ instead }) => instead)).toEqual([
      ...['control diverged', 'diverged', 'control diverged', 'control diverged'],
    ]);
    for (const { points, left, now } of alone.arms) expect([points, left.sequence, now]).toEqual([[], null, '–']);
  });
});

it('rates of A/A experiments stand with Wilson’s interval, to a tenth of a per cent', () => {
  const everOutside = { sequence: 0, fixed: 2, impressions: 4 };
  const at = { at: [], sequence: [], fixed: [], impressions: [] };
  const { rows } = nullTable(say, { experiments: 4, queries: 400, everOutside, course: at }, null);
  // Wilson 1927, z² = 3.8415: 2 of 4 is 1/2 ± .34995, 0 of 4 reaches to 3.8415 / 7.8415.
  expect(rows.map((row) => row[1])).toEqual([
    '0 of 4: 0.0% [0.0%, 49.0%]',
    '2 of 4: 50.0% [15.0%, 85.0%]',
    '4 of 4: 100.0% [51.0%, 100.0%]',
  ]);
  expect(rows).toHaveLength(WAYS.length);
});
