/** Where a prediction is drawn on paper: the empty frames, and what was predicted beside what came out. Pure. */
import { scaleLinear } from 'd3';
import { group, label, segment, type Mark } from '../../charts/marks.ts';
import type { Say } from '../../say.ts';
import { curvesOf, numbersOf, type Answers } from '../besideRoles.ts';
import type { Point, Question } from '../types.ts';
import { valueWords } from '../words.ts';
import { curveMarks } from '../widgets/curveMarks.ts';
import { endMarks } from '../widgets/endMarks.ts';
import { numberMarks, numbersHeight } from '../widgets/numberMarks.ts';
import { curveWords, endWords } from '../widgets/pictureWords.ts';
import { PLANE_HEIGHT } from '../widgets/plane.ts';

/** Pixels of the page: a drawing is as wide as the paper lets it be. */
export const FRAME_WIDTH = 640;

export interface Drawing {
  height: number;
  marks: readonly Mark[];
}

const SCALE_HEIGHT = 44;
/** At most so many numbers stand below a scale. */
const MOST_NUMBERS = 8;

/** An empty scale: a line to be marked, with its numbers. */
function scaleMarks(say: Say, { from, to, step, unit }: Extract<Question, { kind: 'number' }>): Mark[] {
  const x = scaleLinear([from, to], [20, FRAME_WIDTH - 20]);
  const line = 16;
  return [
    segment('scale', x(from), line, x(to), line, { class: 'lesson-axis' }),
    ...x
      .ticks(MOST_NUMBERS)
      .flatMap((value) => [
        segment(`at ${String(value)}`, x(value), line - 6, x(value), line + 6, { class: 'lesson-axis' }),
        label(`value ${String(value)}`, x(value), line + 22, valueWords(say.numbers, say, unit, value, step), {
          class: 'lesson-tick',
          'text-anchor': 'middle',
        }),
      ]),
  ];
}

interface Place {
  /** The beginning of a line whose end is asked for, as far as it is there. */
  begun: readonly Point[];
  /** How it went on in the run that the outcome is of, as far as that was kept. */
  course?: readonly Point[];
  /** Names stand beside the lines. */
  named: boolean;
}

function planeMarks(say: Say, question: Question, answers: Answers, { begun, course, named }: Place): readonly Mark[] {
  if (question.kind === 'end') {
    const { from, to } = question;
    const picture = {
      begun,
      ...(course && { course }),
      paper: true,
      steps: question.steps(),
      from,
      to,
      ends: numbersOf(answers),
      words: endWords(say, question),
    };
    return endMarks(FRAME_WIDTH, picture, named);
  }
  if (question.kind !== 'curve') return [];
  const { from, to, points } = question;
  return curveMarks(
    FRAME_WIDTH,
    { points, from, to, curves: curvesOf(answers), words: curveWords(say, question) },
    named,
  );
}

/** Where the answer is drawn: nothing of any answer is in it. @returns null for what is ticked */
export function emptyFrame(say: Say, question: Question, begun: readonly Point[]): Drawing | null {
  if (question.kind === 'choice') return null;
  if (question.kind === 'number') return { height: SCALE_HEIGHT, marks: scaleMarks(say, question) };
  return { height: PLANE_HEIGHT, marks: [group('frame', planeMarks(say, question, {}, { begun, named: false }))] };
}

/** What was predicted beside what came out. @returns null for a choice, which is said in words */
export function comparedFrame(
  say: Say,
  question: Question,
  answers: Answers,
  line: Pick<Place, 'begun' | 'course'>,
): Drawing | null {
  if (question.kind === 'choice') return null;
  if (question.kind !== 'number')
    return { height: PLANE_HEIGHT, marks: planeMarks(say, question, answers, { ...line, named: true }) };
  const { from, to, unit, step } = question;
  const values = numbersOf(answers);
  const words = {
    name: (role: keyof typeof values) => say.t(`lesson.page.${role}`),
    value: (value: number) => valueWords(say.numbers, say, unit, value, step),
  };
  return {
    height: numbersHeight(Object.keys(values).length),
    marks: numberMarks(FRAME_WIDTH, { from, to, values, words }),
  };
}
