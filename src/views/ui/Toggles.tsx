import panel from './panel.module.css';

interface Props<Value extends string> {
  label: string;
  choices: readonly Value[];
  chosen: readonly Value[];
  words: (choice: Value) => string;
  disabled?: (choice: Value) => boolean;
  onToggle: (choice: Value) => void;
}

/** Which of several take part: each is in or out. */
export function Toggles<Value extends string>({ label, choices, chosen, words, disabled, onToggle }: Props<Value>) {
  return (
    <div className={panel.toggles} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          className="button"
          aria-pressed={chosen.includes(choice)}
          disabled={disabled?.(choice)}
          onClick={() => {
            onToggle(choice);
          }}
        >
          {words(choice)}
        </button>
      ))}
    </div>
  );
}
