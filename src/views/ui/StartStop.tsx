import { useStudies, stopStudy } from '../studies.ts';
import type { Owner } from '../studyClient.ts';

interface Props {
  owner: Owner;
  start: string;
  stop: string;
  onStart: () => void;
  disabled?: boolean;
  className?: string;
  primary?: boolean;
  /** Whether the card's study, if one runs, is what this button has started; a card may have several. */
  mine?: boolean;
  /** Name of the start where its words do not say what is started. */
  startLabel?: string;
}

/** Starts a card's study, and stops it while it runs. The second click of a double click does neither. */
export function StartStop({
  owner,
  start,
  stop,
  onStart,
  disabled,
  className = '',
  primary = false,
  mine = true,
  startLabel,
}: Props) {
  const busy = useStudies((studies) => studies.running === owner);
  const running = busy && mine;
  return (
    <button
      type="button"
      className={['button', className, primary && !running && 'primary'].filter(Boolean).join(' ')}
      disabled={!running && (busy || disabled)}
      aria-label={running ? undefined : startLabel}
      onClick={(event) => {
        if (event.detail > 1) return;
        if (running) stopStudy(owner);
        else onStart();
      }}
    >
      {running ? stop : start}
    </button>
  );
}
