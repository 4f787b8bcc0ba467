/** Whether a run is the one that a step is about, and whether a kept prediction still answers its question. Pure. */
import { fieldOf, getField } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import { courseKey } from '../../run/link.ts';
import { runWith, type Course } from '../../run/timeline.ts';
import type { Given } from './store.ts';
import type { Answer, LessonStep, Question } from './types.ts';

/** Whether this is the run of the step; what the step lets its reader change may differ. A step without a run is about any. */
export function isRunOf(step: Pick<LessonStep, 'run' | 'controls'>, course: Course): boolean {
  if (!step.run) return true;
  const asked = step.run();
  const free = (path: string): boolean => step.controls.includes(path);
  const wanted = { ...defaultState(), run: asked };
  const run = step.controls
    .filter((path) => path.startsWith('run.'))
    .reduce((next, path) => runWith(next, path, getField(wanted, fieldOf(path))), course.run);
  return (
    courseKey({
      run: { ...run, threshold: asked.threshold },
      timeline: course.timeline.filter(({ path }) => !free(path)),
    }) === courseKey({ run: asked, timeline: [] })
  );
}

/** Until when they are covered: until a prediction, or until what came out may be seen. Null: they are not. */
export type Veil = 'veiled' | 'veiledStill' | null;

/**
 * Whether the pictures of a step that show its answer are covered, and until when.
 * @param held - before a class: what came out has not been revealed
 */
export function veilOf(
  { veiledToEnd = false }: Pick<LessonStep, 'veiledToEnd'>,
  given: Pick<Given, 'outcome'> | undefined,
  held: boolean,
): Veil {
  if (!given) return 'veiled';
  return held || (veiledToEnd && !given.outcome) ? 'veiledStill' : null;
}

/** Whether an answer can be one to this question: what is kept may be of an older lesson. */
export function answers(question: Question, answer: Answer): boolean {
  switch (question.kind) {
    case 'choice':
      return answer.kind === 'choice' && question.choices.includes(answer.choice);
    case 'number':
    case 'end':
      return answer.kind === 'number';
    case 'curve':
      return answer.kind === 'curve' && answer.values.length === question.points;
  }
}
