import type { Answer, LessonStep, Question } from '../types.ts';
import { ChoiceAsked } from './ChoiceAsked.tsx';
import { CurveAsked } from './CurveAsked.tsx';
import { EndAsked } from './EndAsked.tsx';
import { NumberAsked } from './NumberAsked.tsx';

interface Props {
  step: LessonStep;
  question: Question;
  /** To a class: hands are counted beside each choice. */
  present: boolean;
  /** Null: nothing has been chosen yet. */
  value: Answer | null;
  onChange: (value: Answer) => void;
  /** Nothing has been chosen, after all. */
  onClear: () => void;
}

/** What an answer is given with. */
export function Asked({ step, question, present, value, onChange, onClear }: Props) {
  const set = (number: number): void => {
    onChange({ kind: 'number', value: number });
  };
  const number = value?.kind === 'number' ? value.value : null;
  switch (question.kind) {
    case 'choice':
      return (
        <ChoiceAsked
          id={step.id}
          choices={question.choices}
          counts={present}
          value={value?.kind === 'choice' ? value.choice : null}
          onChange={(choice) => {
            onChange({ kind: 'choice', choice });
          }}
        />
      );
    case 'number':
      return <NumberAsked id={step.id} question={question} value={number} onChange={set} />;
    case 'end':
      return <EndAsked id={step.id} question={question} value={number} onChange={set} />;
    case 'curve':
      return (
        <CurveAsked
          id={step.id}
          question={question}
          values={value?.kind === 'curve' ? value.values : null}
          onChange={(values) => {
            onChange({ kind: 'curve', values });
          }}
          onClear={onClear}
        />
      );
  }
}
