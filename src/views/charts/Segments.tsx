import { useId, type ReactNode } from 'react';
import './segments.css';

interface Props<T extends string | number> {
  /** Name of the choice. */
  label: string;
  /** A mark stands before its label and is part of the choice's name. */
  choices: readonly { value: T; label: string; mark?: ReactNode }[];
  value: T;
  /** Whether choices with a mark show just that; their labels are still their names. */
  brief?: boolean;
  onChange: (value: T) => void;
}

/** A choice among a few, all in sight. */
export function Segments<T extends string | number>({ label, choices, value, brief = false, onChange }: Props<T>) {
  const name = useId();
  return (
    <span className="chart-segments" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          <span>
            {choice.mark}
            {brief && choice.mark ? <span className="hidden-words">{choice.label}</span> : choice.label}
          </span>
        </label>
      ))}
    </span>
  );
}
