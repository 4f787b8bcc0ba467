import { useMemo } from 'react';
import { useSay } from '../say.ts';
import { Picture } from '../ui/Picture.tsx';
import { answersOf, curvesOf, numbersOf, type Answers } from './besideRoles.ts';
import type { Given } from './store.ts';
import type { Outcome, Question, StepId } from './types.ts';
import { ChoicesBeside } from './widgets/ChoicesBeside.tsx';
import { curveMarks } from './widgets/curveMarks.ts';
import { endMarks } from './widgets/endMarks.ts';
import { numberMarks, numbersHeight } from './widgets/numberMarks.ts';
import { useCurveWords, useEndWords } from './widgets/pictureWords.ts';
import { PLANE_HEIGHT, ROLES } from './widgets/plane.ts';
import { useBegun } from './widgets/useBegun.ts';
import { answerWords, valueWords } from './words.ts';

interface Props<Q extends Question = Question> {
  id: StepId;
  question: Q;
  given: Given;
  /** What may be shown of what came out. */
  outcome: Outcome | undefined;
}

/** Prediction, outcome and truth in one picture, each with its name. */
export function Beside({ question, ...props }: Props) {
  switch (question.kind) {
    case 'choice':
      return <ChoicesBeside choices={question.choices} {...props} />;
    case 'number':
      return <NumbersBeside question={question} {...props} />;
    case 'end':
      return <EndsBeside question={question} {...props} />;
    case 'curve':
      return <CurvesBeside question={question} {...props} />;
  }
}

/** All of it as a sentence, for those who do not see the picture. */
function useDescription(id: StepId, question: Question, answers: Answers): string {
  const say = useSay();
  const { t } = say;
  return ROLES.flatMap((role) => {
    const answer = answers[role];
    const value = answer && answerWords(say, id, question, answer);
    return value ? [t('named', { name: t(`lesson.page.${role}`), value })] : [];
  }).join(t('semicolon'));
}

function NumbersBeside({ id, question, given, outcome }: Props<Extract<Question, { kind: 'number' }>>) {
  const { numbers, t } = useSay();
  const answers = answersOf(given, outcome);
  const description = useDescription(id, question, answers);
  const { from, to, unit, step } = question;
  const marks = useMemo(
    () => (width: number) =>
      numberMarks(width, {
        from,
        to,
        values: numbersOf(answersOf(given, outcome)),
        words: {
          name: (role) => t(`lesson.page.${role}`),
          value: (value) => valueWords(numbers, { t }, unit, value, step),
        },
      }),
    [from, to, given, outcome, t, numbers, unit, step],
  );
  return <Picture height={numbersHeight(Object.keys(answers).length)} label={description} marks={marks} />;
}

function EndsBeside({ id, question, given, outcome }: Props<Extract<Question, { kind: 'end' }>>) {
  const words = useEndWords(question);
  const { begun, course, steps } = useBegun(question);
  const description = useDescription(id, question, answersOf(given, outcome));
  const { from, to } = question;
  const marks = useMemo(
    () => (width: number) =>
      endMarks(width, { begun, course, steps, from, to, ends: numbersOf(answersOf(given, outcome)), words }, true),
    [begun, course, steps, from, to, given, outcome, words],
  );
  return <Picture height={PLANE_HEIGHT} label={description} marks={marks} />;
}

function CurvesBeside({ id, question, given, outcome }: Props<Extract<Question, { kind: 'curve' }>>) {
  const words = useCurveWords(question);
  const description = useDescription(id, question, answersOf(given, outcome));
  const { from, to, points } = question;
  const marks = useMemo(
    () => (width: number) =>
      curveMarks(width, { points, from, to, curves: curvesOf(answersOf(given, outcome)), words }, true),
    [points, from, to, given, outcome, words],
  );
  return <Picture height={PLANE_HEIGHT} label={description} marks={marks} />;
}
