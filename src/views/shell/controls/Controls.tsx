import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { FIELDS, getField, sameValue, type FieldGroup } from '../../../run/fields.ts';
import { defaultState } from '../../../run/labState.ts';
import { useLab } from '../../store.ts';
import { PendingBar } from '../PendingBar.tsx';
import { RunLog } from '../RunLog.tsx';
import { Explainer } from './Explainer.tsx';
import { FieldControl } from './FieldControl.tsx';
import styles from './controls.module.css';

const standard = defaultState();

const GROUPS = ['world', 'model', 'training', 'seeds'] as const satisfies readonly FieldGroup[];

/** Everything that can be set, drawn from the table of fields. */
export function Controls() {
  return (
    <div className="controls">
      <div className="controls-scroll">
        <RunLog />
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <div className={styles.controlsFoot}>
        <PendingBar />
        <Explainer />
      </div>
    </div>
  );
}

function Group({ group }: { group: (typeof GROUPS)[number] }) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const fields = FIELDS.filter((field) => field.group === group && !field.hidden);
  // A folded field that differs from the usual is shown: a link or a preset may have set what the reader would not look for.
  const changed = useLab(
    useShallow(({ state }) =>
      fields
        .filter((field) => field.advanced && !sameValue(getField(state, field), getField(standard, field)))
        .map(({ path }) => path),
    ),
  );
  const title = t(`shell.controls.group.${group}`);
  return (
    <details className={styles.group} open>
      <summary>
        <h3>{title}</h3>
      </summary>
      {fields
        .filter((field) => more || !field.advanced || changed.includes(field.path))
        .map((field) => (
          <FieldControl key={field.path} field={field} />
        ))}
      {fields.some((field) => field.advanced) && (
        <button
          type="button"
          className={styles.groupMore}
          aria-expanded={more}
          aria-label={t('named', { name: title, value: more ? t('shell.controls.less') : t('shell.controls.more') })}
          onClick={() => {
            setMore(!more);
          }}
        >
          {more ? t('shell.controls.less') : t('shell.controls.more')}
        </button>
      )}
    </details>
  );
}
