import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { RunTask } from '../../run/source.ts';
import { numberWords } from '../format.ts';
import { withOwnWords } from '../taskWords.tsx';
import { tableWords } from './tableWords.ts';

const NAMES = { 'task.click': 'bought', 'task.rating': 'stayed' };
const say = { t: withOwnWords(await wordsOf('en'), NAMES), numbers: numberWords('en') };
const TASKS: RunTask[] = [
  { task: 'click', index: 0, kind: 'binary', group: 0 },
  {
    task: 'rating',
    index: 3,
    kind: 'regression',
    group: 1,
    log: { name: 'stayed', kind: 'regression', mean: 30, deviation: 20, unit: 'weeks' },
  },
];
const log = {
  labels: Float32Array.of(1, 0, 0, -0.5, 0, 0, 0, 0),
  observed: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0),
  position: Uint8Array.of(0, 4),
};

it('says what a table knows of a row, of the tasks that it has', () => {
  expect(tableWords(say, TASKS, log, 0, null)).toBe('In the table: bought yes, stayed 20 weeks.');
  expect(tableWords(say, TASKS, log, 1, null)).toBe('Position 4. In the table: bought no, stayed unknown.');
});

it('says what a model predicts of it, in the same units', () => {
  const output = [0, 9, 9, 1];
  expect(tableWords(say, TASKS, log, 0, { arm: 1, output, step: 5 })).toBe(
    'In the table: bought yes, stayed 20 weeks. Model B: bought 50%, stayed 50 weeks.',
  );
  expect(tableWords(say, TASKS, log, 0, { arm: null, output, step: 0 })).toContain(
    'The model, not trained yet: bought 50%',
  );
  expect(tableWords(say, TASKS, log, 0, { arm: 0, output: null, step: 5 })).toContain('was not kept');
});
