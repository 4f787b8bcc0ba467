import { useTranslation } from 'react-i18next';
import { useSay } from '../../say.ts';
import type { Question, StepId } from '../types.ts';
import { valueWords } from '../words.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  question: Extract<Question, { kind: 'number' }>;
  value: number | null;
  onChange: (value: number) => void;
}

/** The middle of a scale, on its grid: where the slider stands before it has been touched. */
const middle = ({ from, to, step }: Props['question']): number =>
  Number((from + Math.round((to - from) / 2 / step) * step).toFixed(6));

/** A number on a scale. Where it stands at first is no answer: it has to be taken hold of. */
export function NumberAsked({ id, question, value, onChange }: Props) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const { from, to, step, unit } = question;
  const words = (number: number): string => valueWords(numbers, { t }, unit, number, step);
  const take = (element: HTMLInputElement): void => {
    onChange(Number(element.value));
  };
  const said = value === null ? t('lesson.page.notYetOnScale') : words(value);
  return (
    <div className={styles.number}>
      <output aria-hidden="true" data-unset={value === null || undefined}>
        {said}
      </output>
      <input
        type="range"
        min={from}
        max={to}
        step={step}
        value={value ?? middle(question)}
        aria-label={t(`lesson.steps.${id}.question`)}
        aria-valuetext={said}
        data-unset={value === null || undefined}
        onChange={(event) => {
          take(event.currentTarget);
        }}
        onPointerUp={(event) => {
          take(event.currentTarget);
        }}
        onKeyUp={(event) => {
          if (event.key !== 'Tab') take(event.currentTarget);
        }}
      />
      <span className={styles.ends} aria-hidden="true">
        <span>{words(from)}</span>
        <span>{words(to)}</span>
      </span>
    </div>
  );
}
