import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { excludedBy } from '../../../run/conflicts.ts';
import { fieldOf, getField, sameValue, type Field } from '../../../run/fields.ts';
import { idleReason } from '../../../run/idle.ts';
import { useWishes } from '../../client.ts';
import { appliesWhen, valueOfRun } from '../../pending.ts';
import { useLab } from '../../store.ts';
import { useFieldWords } from '../fieldWords.ts';
import { Gap } from '../../ui/Gap.tsx';
import { useExplained } from './explained.ts';
import { FieldFacts } from './FieldFacts.tsx';
import { useCapped } from './useCapped.ts';
import styles from './controls.module.css';

/** The foot of the controls: what the control under the pointer is and does, what the paper calls it, when it applies, and what is usual. */
export function Explainer() {
  const { t } = useTranslation();
  const path = useExplained((state) => state.path);
  return (
    <div className={styles.explainer} aria-hidden="true">
      {path === null ? <p>{t('shell.controls.explainer')}</p> : <Explained field={fieldOf(path)} />}
    </div>
  );
}

function Explained({ field }: { field: Field }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const value = useLab(useShallow(({ state }) => getField(state, field)));
  const running = useWishes(useShallow(({ trained }) => valueOfRun(field, trained)));
  const ended = useWishes(({ trained }) => trained?.ended ?? false);
  const begun = useWishes(({ moved }) => moved);
  const paused = useLab((lab) => lab.status === 'paused');
  const applies = appliesWhen(field, { ended, paused, step: begun ? 1 : 0 });
  const waits = running !== null && !sameValue(running, value);
  const idle = useLab(({ state }) => idleReason(state.run, field.path));
  const capped = useCapped(field);
  const excluded = useLab(({ state }) => excludedBy(state, field.path));
  return (
    <>
      <p>
        <strong>{words.label(field)}</strong> · {words.hint(field)}
      </p>
      <p>{words.effect(field)}</p>
      <p className={styles.explainerFacts}>{words.paper(field)}</p>
      <p className={styles.explainerFacts}>
        {idle && (
          <>
            <b>{t(`shell.controls.idle.${idle}`)}</b>
            <Gap />
          </>
        )}
        {capped && (
          <>
            <b>{capped}</b>
            <Gap />
          </>
        )}
        {excluded && (
          <>
            <b>{t('hint.panel.excluded', { reason: excluded })}</b>
            <Gap />
          </>
        )}
        {t(`shell.controls.applies.${applies}`)}
        <Gap />
        <FieldFacts field={field} />
        {waits && (
          <>
            <Gap />
            <b>{t('shell.controls.waits', { value: words.value(field, running) })}</b>
          </>
        )}
      </p>
    </>
  );
}
