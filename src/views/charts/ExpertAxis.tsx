import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pointing, usePointed } from './pointing.ts';

interface Props {
  experts: number;
  /** Pixels before the first and after the last column, as in the drawing above. */
  left: number;
  right: number;
  label: string;
}

/** The numbers of the experts below their columns. Pointing at one, or going there with Tab and the arrow keys, shows it in every picture. */
export function ExpertAxis({ experts, left, right, label }: Props) {
  const { t } = useTranslation();
  const { expert: pointed } = usePointed();
  const [current, setCurrent] = useState(0);
  const stop = Math.min(current, experts - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const move = { ArrowRight: 1, ArrowLeft: -1, Home: -experts, End: experts }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(experts - 1, stop + move));
    event.currentTarget.querySelectorAll('button')[next].focus();
  };
  return (
    <div
      className="expert-axis"
      role="toolbar"
      aria-label={label}
      data-dense={experts > 10 || undefined}
      style={{ '--experts': experts, paddingLeft: left, paddingRight: right } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      {Array.from({ length: experts }, (_, expert) => (
        <button
          key={expert}
          type="button"
          tabIndex={expert === stop ? 0 : -1}
          aria-label={t('charts.expert', { expert: expert + 1 })}
          data-on={expert === pointed || undefined}
          {...pointing({ kind: 'expert', expert }, () => {
            setCurrent(expert);
          })}
        >
          <span>{expert + 1}</span>
        </button>
      ))}
    </div>
  );
}
