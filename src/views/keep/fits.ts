import { courseKey } from '../../run/link.ts';
import type { Course } from '../../run/timeline.ts';

/** What acted on a run up to a step. A change at that step acts on the one after it. */
const upTo = ({ run, timeline }: Course, step: number): Course => ({
  run,
  timeline: timeline.filter((change) => change.step < step),
});

/** Whether models that a course was trained to belong to another one, too: whatever differs has not acted on them yet. */
export const fits = (course: Course, saved: Course & { step: number }): boolean =>
  courseKey(upTo(course, saved.step)) === courseKey(upTo(saved, saved.step));
