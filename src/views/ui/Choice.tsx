import panel from './panel.module.css';
interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly T[];
  words: (choice: T) => string;
  onChange: (value: T) => void;
}

/** A list to pick from. */
export function Choice<T extends string>({ label, value, choices, words, onChange }: ChoiceProps<T>) {
  return (
    <label className={panel.field}>
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value as T);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
