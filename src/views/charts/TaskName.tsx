import { useTranslation } from 'react-i18next';
import type { Task } from '../../world/spec.ts';
import { taskInk } from '../encoding.ts';
import { point } from '../store.ts';

/** A task's name in its colour; pointing at it, or tabbing to it, shows its gate in every picture. */
export function TaskName({ task }: { task: Task }) {
  const { t } = useTranslation();
  const show = (): void => {
    point({ kind: 'gate', task });
  };
  const hide = (): void => {
    point(null);
  };
  return (
    <button
      type="button"
      className="task-name"
      style={{ color: taskInk(task) }}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {t(`task.${task}`)}
    </button>
  );
}
