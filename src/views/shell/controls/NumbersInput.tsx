import { useTranslation } from 'react-i18next';
import type { NumbersField } from '../../../run/fields.ts';
import { TASKS } from '../../../world/spec.ts';
import { taskColor } from '../../encoding.ts';
import { NumberEntry } from './NumberEntry.tsx';
import styles from './controls.module.css';

interface Props {
  field: NumbersField;
  label: string;
  describedBy: string;
  value: number[];
  onChange: (value: number[]) => void;
}

/** One number for each of the four tasks. */
export function NumbersInput({ field, label, describedBy, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.numbers} role="group" aria-label={label}>
      {TASKS.map((task, i) => (
        <div key={task} className={styles.numbersItem}>
          <span className={styles.numbersLabel}>
            <i style={{ background: taskColor(task) }} />
            {t(`task.${task}`)}
          </span>
          <NumberEntry
            label={t('named', { name: label, value: t(`task.${task}`) })}
            describedBy={describedBy}
            value={value[i]}
            field={field}
            mark={t(`unitMark.${field.unit}`)}
            onChange={(next) => {
              onChange(value.with(i, next));
            }}
          />
        </div>
      ))}
    </div>
  );
}
