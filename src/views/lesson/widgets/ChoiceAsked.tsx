import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../say.ts';
import { countVotes, useLesson } from '../store.ts';
import type { StepId } from '../types.ts';
import { handsTyped } from '../votes.ts';
import { choiceWords } from '../words.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  choices: readonly string[];
  /** Hands are counted instead. */
  counts: boolean;
  value: string | null;
  onChange: (choice: string) => void;
}

/** One of a few; to a class, how many hands each. */
export function ChoiceAsked({ id, choices, counts, value, onChange }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const name = useId();
  if (counts)
    return (
      <div role="group" className={styles.choices} aria-label={t('lesson.page.votes')}>
        {choices.map((choice) => (
          <Hands key={choice} id={id} choice={choice} label={choiceWords(say, id, choice)} />
        ))}
      </div>
    );
  return (
    <div role="radiogroup" className={styles.choices} aria-label={t(`lesson.steps.${id}.question`)}>
      {choices.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={choice === value}
            onChange={() => {
              onChange(choice);
            }}
          />
          <span>{choiceWords(say, id, choice)}</span>
        </label>
      ))}
    </div>
  );
}

/** Hands that were raised for one choice. */
function Hands({ id, choice, label }: { id: StepId; choice: string; label: string }) {
  const count = useLesson((lesson) => lesson.votes[id]?.[choice]);
  return (
    <label className={styles.hands}>
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        value={count === undefined ? '' : String(count)}
        onChange={(event) => {
          const typed = handsTyped(event.target.value);
          if (typed !== null) countVotes(id, choice, typed);
        }}
      />
    </label>
  );
}
