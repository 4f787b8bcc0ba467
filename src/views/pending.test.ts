import { expect, it } from 'vitest';
import { fieldOf, withField } from '../run/fields.ts';
import { defaultState } from '../run/labState.ts';
import { settingsAt, type Course } from '../run/timeline.ts';
import { repeatsAll, type Trained } from './pending.ts';

const DROPOUT = 'run.training.gateDropout';
const run = defaultState().run;
const course: Course = { run, timeline: [{ step: 200, path: DROPOUT, value: 0.5 }] };
const finished: Trained = { course, settings: settingsAt(course, 600), ended: true };
/** The controls as the run left them, one of them moved since. */
const shown = (path?: string, value?: number) => {
  const state = { ...defaultState(), run: finished.settings, timeline: course.timeline };
  return path === undefined ? state : withField(state, fieldOf(path), value!);
};

it('a start over repeats what was changed, unless what waits takes its place', () => {
  expect(repeatsAll(shown(), finished, 600)).toBe(true);
  expect(repeatsAll(shown('run.model.experts', 5), finished, 600)).toBe(true);
  expect(repeatsAll(shown(DROPOUT, 0.3), finished, 600)).toBe(false);
  // A run that would end before the change.
  expect(repeatsAll(shown('run.training.steps', 100), finished, 600)).toBe(false);
  // While it trains, a change is one more.
  expect(repeatsAll(shown(DROPOUT, 0.3), { ...finished, ended: false }, 300)).toBe(true);
});
