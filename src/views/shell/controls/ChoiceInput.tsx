import { useId } from 'react';
import type { ChoiceField } from '../../../run/fields.ts';
import { useFieldWords } from '../fieldWords.ts';
import styles from './controls.module.css';

interface Props {
  field: ChoiceField;
  labelledBy: string;
  describedBy: string;
  value: string;
  onChange: (value: string) => void;
}

/** Widest row of options that fits beside each other, in letters; a Chinese character is as wide as two. */
const ROOM = 26;
const width = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);

/** A choice: side by side where the options are short, else a list to pick from. */
export function ChoiceInput({ field, labelledBy, describedBy, value, onChange }: Props) {
  const said = useFieldWords();
  const name = useId();
  const options = field.choices.map((choice) => ({ choice, words: said.value(field, choice) }));
  if (options.reduce((sum, { words }) => sum + width(words) + 3, 0) > ROOM) {
    return (
      <select
        className={styles.choiceSelect}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map(({ choice, words }) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div className="segments" role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {options.map(({ choice, words }) => (
        <label key={choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            onChange={() => {
              onChange(choice);
            }}
          />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}
