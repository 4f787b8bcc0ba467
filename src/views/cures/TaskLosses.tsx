import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { TASKS } from '../../world/spec.ts';
import { textWidth } from '../charts/textWidth.ts';
import { taskColor } from '../encoding.ts';
import { useSay } from '../say.ts';
import { Picture } from '../ui/Picture.tsx';
import { taskHeight, taskMarks, type TaskPicture } from './taskMarks.ts';

/** A cure's loss to none: of all four tasks, and of each. */
export function TaskLosses({ cure: { against } }: { cure: CureSummary }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const marks = useCallback(
    (width: number) => {
      const rows: TaskPicture['rows'] = against
        ? [
            { id: 'all', name: t('cures.one.tasks.all'), loss: against.loss, color: 'var(--ink)' },
            ...TASKS.map((task, k) => ({
              id: task,
              name: t(`task.${task}`),
              loss: against.tasks[k],
              color: taskColor(task),
            })),
          ]
        : [];
      return taskMarks(width, {
        rows,
        words: { axis: t('cures.one.tasks.axis'), ratio: (ratio) => numbers.plain(ratio, 2) },
        textWidth,
      });
    },
    [against, t, numbers],
  );
  return <Picture height={taskHeight(TASKS.length + 1)} label={t('cures.one.tasks.alt')} marks={marks} />;
}
