import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsIn, type ModelId } from '../../experiments/compare/summary.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { Choice } from '../ui/Choice.tsx';
import { chooseRun, useComparison } from './comparison.ts';
import { chosenOf, seedsOf, type ShownComparison } from './shown.ts';
import { fullName, keyOf } from './models.ts';
import { openRun } from './open.ts';
import styles from './compare.module.css';

/** One run of the comparison, to be seen from inside: chosen here or by its dot. */
export function OpenRun({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = chosenOf(
    shown,
    useComparison((state) => state.chosen),
  );
  const [task, setTask] = useState<Task>('click');
  const ids = modelsIn(shown.runs);
  const byKey = (key: string): ModelId => ids.find((id) => keyOf(id) === key) ?? chosen;
  const single = chosen.model === 'single-task';
  return (
    <div className={styles.open} data-take="no" role="group" aria-label={t('compare.open.name')}>
      <span>{t('compare.open.name')}</span>
      <Choice<string>
        label={t('compare.column.model')}
        value={keyOf(chosen)}
        choices={ids.map(keyOf)}
        words={(key) => fullName(say, shown.spec, byKey(key))}
        onChange={(key) => {
          chooseRun({ ...chosen, ...byKey(key) });
        }}
      />
      <Choice<string>
        label={t('compare.column.seed')}
        value={String(chosen.seed)}
        choices={seedsOf(shown.runs).map(String)}
        words={(seed) => seed}
        onChange={(seed) => {
          chooseRun({ ...chosen, seed: Number(seed) });
        }}
      />
      {single && (
        <Choice<Task>
          label={t('compare.open.task')}
          value={task}
          choices={TASKS}
          words={(one) => t(`task.${one}`)}
          onChange={setTask}
        />
      )}
      {(['train', 'gates'] as const).map((chapter) => (
        <button
          key={chapter}
          type="button"
          className="button"
          onClick={() => {
            openRun(shown.spec, chosen, TASKS.indexOf(task), chapter);
          }}
        >
          {t(`compare.open.${chapter}`)}
        </button>
      ))}
    </div>
  );
}
