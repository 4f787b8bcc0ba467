import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../run/fields.ts';
import type { SourceName } from '../../../run/source.ts';
import { useLab } from '../../store.ts';
import { Attribution } from '../../source/Attribution.tsx';
import { chooseCensus, choosePlatform } from '../../source/choose.ts';
import { useFieldWords } from '../fieldWords.ts';
import { askForOwnFile } from '../../source/ownFile.ts';
import source from '../../source/source.module.css';
import { explain } from './explained.ts';
import { FieldFacts } from './FieldFacts.tsx';
import styles from './controls.module.css';

/** Buttons, not a list to step through: each choice replaces the run. */
export function SourceControl({ field }: { field: Field }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const id = useId();
  const chosen = useLab(({ state }) => state.run.source);
  const describe = (): void => {
    explain(field.path);
  };
  const item = (name: SourceName, press: () => void, said = words.value(field, name)) => (
    <button
      type="button"
      className="button"
      aria-pressed={chosen.name === name}
      aria-describedby={`${id}hint`}
      onClick={press}
    >
      {said}
    </button>
  );
  return (
    <div className="field field-choice" onPointerEnter={describe} onFocus={describe}>
      <div className={styles.fieldHead}>
        <span className={styles.fieldLabel} id={`${id}label`}>
          {words.label(field)}
        </span>
      </div>
      <div className={source.choices} role="group" aria-labelledby={`${id}label`}>
        {item('synthetic', choosePlatform)}
        {item('census', chooseCensus)}
        {item(
          'own',
          () => {
            askForOwnFile();
          },
          chosen.own?.name ?? t('shell.ownFile.choose'),
        )}
      </div>
      {chosen.name === 'census' && <Attribution />}
      <div className={styles.fieldHint}>
        <p id={`${id}hint`}>{words.hint(field)}</p>
        <p>
          <FieldFacts field={field} />
        </p>
      </div>
    </div>
  );
}
