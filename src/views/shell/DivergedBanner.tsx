import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import { startOverWith } from '../control.ts';
import { useFocusGoesOn } from '../focus.ts';
import { useNumberWords } from '../format.ts';
import { remedyOf } from '../remedy.ts';
import { useLab, type Lab } from '../store.ts';
import { shownNumber, useFieldWords } from './fieldWords.ts';
import { Gap } from '../ui/Gap.tsx';
import shell from './shell.module.css';

/** A run that left the finite numbers: what happened, which knob most likely did it, and a button that turns it down. */
export function DivergedBanner() {
  const divergence = useLab((lab) => lab.divergence);
  return divergence && <Banner divergence={divergence} />;
}

function Banner({ divergence }: { divergence: NonNullable<Lab['divergence']> }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const numbers = useNumberWords();
  const box = useRef<HTMLElement>(null);
  useFocusGoesOn(box);
  const run = useLab((lab) => lab.state.run);
  const { path, now, next, value } = remedyOf(run, divergence.cause);
  const field = fieldOf(path);
  const write = (number: number): string =>
    numbers.plain(shownNumber('unit' in field ? field.unit : 'none', number), 4);
  return (
    <section ref={box} className={shell.diverged} role="alert">
      <div>
        <h2>{t('diverged.title', { step: numbers.plain(divergence.step) })}</h2>
        <p>
          {t('diverged.body')}
          <Gap />
          {t(`diverged.${divergence.cause}`, { value: write(now) })}
        </p>
      </div>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          startOverWith(path, value);
        }}
      >
        {divergence.cause === 'taskWeights'
          ? t('diverged.lowerWeights', { value: write(next) })
          : t('diverged.lower', { field: words.label(field), value: write(next) })}
      </button>
    </section>
  );
}
