import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { BiasView } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import { courseTitle } from './titles.ts';

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
  expect(courseTitle(en, now, 0)).toBe('At step 1,234: RMSE 0.50, r 0.91, slope 1.05');
  expect(courseTitle(zh, now, 1)).toBe('第 1,234 步：RMSE 0.25，r 0.91，斜率 1.05');
  expect(courseTitle(en, { step: 3, arms: [{}, {}] }, 0)).toBe('Course of the learned bias');
  expect(courseTitle(zh, null, 0)).toBe('学到的偏差的变化过程');
});
