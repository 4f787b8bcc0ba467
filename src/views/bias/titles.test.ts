import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { BiasView } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import { courseTitle, whyTitle } from './titles.ts';

const bias = (rmse: number): BiasView => ({
  learned: [],
  truth: [],
  rmse,
  r: 0.914,
  slope: 1.046,
  missing: [],
  missingError: 0,
});

it('says the figures of one frame with the step of that frame', async () => {
  const en = { t: await wordsOf('en'), numbers: numberWords('en') };
  const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };
  const now = { step: 1234, arms: [{ bias: bias(0.5) }, { bias: bias(0.25) }] };
  expect(courseTitle(en, now, 0)).toBe('All devices, step 1,234: RMSE 0.50, r 0.91, slope 1.05');
  expect(courseTitle(zh, now, 1)).toBe('全部设备，第 1,234 步：RMSE 0.25，r 0.91，斜率 1.05');
  expect(courseTitle(en, { step: 3, arms: [{}, {}] }, 0)).toBe('Course of the learned bias');
  expect(courseTitle(zh, null, 0)).toBe('学到的偏差的变化过程');
});

it('says that a CTR falls only where it does: a curve that rises, or none, can be drawn', async () => {
  const en = { t: await wordsOf('en'), numbers: numberWords('en') };
  const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };
  const both = (observed: number[], sameItems: number[]): string[] =>
    [en, zh].map((say) => whyTitle(say, { observed, sameItems }));
  expect(both([0.53, 0.3, 0.16], [0.47, 0.3, 0.18])).toEqual([
    'Observed CTR falls from 53% to 16%; by bias alone: from 47% to 18%',
    '观测点击率从 53% 降到 16%；仅偏差则从 47% 降到 18%',
  ]);
  expect(both([0.2, 0.3, 0.6], [0.1, 0.3, 0.5])).toEqual([
    'Observed CTR: 20% at position 1, 60% at position 9; by bias alone: 10% at position 1, 50% at position 9',
    '观测点击率：位置 1 为 20%，位置 9 为 60%；仅偏差：位置 1 为 10%，位置 9 为 50%',
  ]);
  // No bias: the items alone fall, and what would be the same everywhere stays, as far as it is written.
  expect(both([0.6, 0.2], [0.301, 0.299])[0]).toMatch(/^Observed CTR: 60%/);
  expect(whyTitle(en, undefined)).toBe('Why the observed CTR misleads');
});
