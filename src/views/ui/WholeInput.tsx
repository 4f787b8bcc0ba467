import { useId, useState } from 'react';
import panel from './panel.module.css';

interface WholeProps {
  label: string;
  value: number;
  min: number;
  max: number;
  unit?: string;
  onChange: (value: number) => void;
}

/** A whole number to type; out of range it is brought back into it when the field is left. */
export function WholeInput({ label, value, min, max, unit, onChange }: WholeProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const typed = Math.round(Number(text));
    if (text !== null && text.trim() !== '' && Number.isFinite(typed)) onChange(Math.max(min, Math.min(max, typed)));
    setText(null);
  };
  return (
    <label className={panel.field} htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        size={4}
        value={text ?? String(value)}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {unit}
    </label>
  );
}
