import { useTranslation } from 'react-i18next';
import type { NumbersField } from '../../../run/fields.ts';
import { tasksOf, type RunTask } from '../../../run/source.ts';
import { taskColor } from '../../encoding.ts';
import { useLab } from '../../store.ts';
import { TaskWords } from '../../taskWords.tsx';
import { NumberEntry } from './NumberEntry.tsx';
import styles from './controls.module.css';

interface Props {
  field: NumbersField;
  label: string;
  describedBy: string;
  value: number[];
  onChange: (value: number[]) => void;
}

/** One number for each task that there is in the data now asked for, which need not be open yet. */
export function NumbersInput(props: Props) {
  const source = useLab((lab) => lab.state.run.source);
  return (
    <TaskWords source={source}>
      <Numbers tasks={tasksOf({ source })} {...props} />
    </TaskWords>
  );
}

function Numbers({ tasks, field, label, describedBy, value, onChange }: Props & { tasks: readonly RunTask[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.numbers} role="group" aria-label={label}>
      {tasks.map(({ task, index: i }) => (
        <div key={task} className={styles.numbersItem}>
          <span className={styles.numbersLabel} title={t(`task.${task}`)}>
            <i style={{ background: taskColor(task) }} />
            <span>{t(`task.${task}`)}</span>
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
