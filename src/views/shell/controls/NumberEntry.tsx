import { useState, type KeyboardEvent } from 'react';
import { useNumberWords } from '../../format.ts';
import { shownNumber } from '../fieldWords.ts';
import { parseTyped, snap } from './scale.ts';
import styles from './controls.module.css';

interface Props {
  label: string;
  describedBy: string;
  value: number;
  field: { min: number; max: number; step: number; unit: string };
  /** Short unit after the number, not part of what is typed. */
  mark: string;
  /** Whole numbers that are names rather than amounts (seeds) are not grouped by thousands. */
  plain?: boolean;
  onChange: (value: number) => void;
}

/** A number that can be typed: taken up on Enter or on leaving it, brought into its range; Escape takes it back, arrows move it a step. */
export function NumberEntry({ label, describedBy, value, field, mark, plain = false, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const words = useNumberWords();
  const shown = shownNumber(field.unit, value);
  const factor = field.unit === 'percent' ? 0.01 : 1;
  const commit = (): void => {
    if (draft === null) return;
    const typed = parseTyped(draft);
    setDraft(null);
    if (Number.isFinite(typed)) onChange(snap(field, typed * factor));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation(); // the sheet stays open
      setDraft(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      setDraft(null);
      onChange(snap(field, value + (event.key === 'ArrowUp' ? field.step : -field.step)));
    }
  };
  const text = draft ?? (plain ? String(value) : words.plain(shown, 4));
  return (
    <span className={styles.entry}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-describedby={describedBy}
        value={text}
        style={{ width: `calc(${Math.max(1, text.length)}ch + 0.75rem)` }}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {mark && (
        <span className={styles.entryMark} aria-hidden="true">
          {mark}
        </span>
      )}
    </span>
  );
}
