import { useTranslation } from 'react-i18next';
import type { Task } from '../../world/spec.ts';
import { taskInk } from '../encoding.ts';
import { pointing } from './pointing.ts';

/** A task's name in its colour; pointing at it, tapping it or tabbing to it shows its gate in every picture. */
export function TaskName({ task }: { task: Task }) {
  const { t } = useTranslation();
  const name = t(`task.${task}`);
  return (
    <button
      type="button"
      className="task-name"
      title={name}
      style={{ color: taskInk(task) }}
      {...pointing({ kind: 'gate', task })}
    >
      {name}
    </button>
  );
}
