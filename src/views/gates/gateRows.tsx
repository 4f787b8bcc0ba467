import type { ReactNode } from 'react';
import { ownerOf } from '../../model/sharing.ts';
import { isMasked, presentOf, type Gated, type Masked } from '../../model/visible.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import { ownerWords } from '../network/ownerWords.ts';
import { gateOwner } from './titles.ts';
import styles from './gates.module.css';

/** Head and colour of a table's row. */
export interface Row {
  head: ReactNode;
  color?: string;
}

/** The rows of a table by task: of those that there are. */
export const taskRows = ({ t }: Say, model: Pick<Masked, 'present'>): Row[] =>
  presentOf(model).map((k) => {
    const name = t(`task.${TASKS[k]}`);
    return {
      head: (
        <span className={styles.taskHead} title={name} style={{ color: taskInk(TASKS[k]) }}>
          {name}
        </span>
      ),
      color: taskColor(TASKS[k]),
    };
  });

/** The rows of a table by gate: the four equal rows of a one-gate model are one. */
export const gateRows = (say: Say, model: Pick<Gated, 'kind' | 'present'>): Row[] =>
  model.kind === 'omoe' ? [{ head: gateOwner(say, model.kind, 0), color: 'var(--muted)' }] : taskRows(say, model);

/** An expert as the head of a row: with whose it is, where not all are of all. */
export function expertHead({ t }: Say, model: Masked, expert: string, e: number): string {
  const name = t('gates.row.expert', { expert });
  return isMasked(model) ? t('gates.row.owned', { expert: name, owner: ownerWords(t, ownerOf(model, e)) }) : name;
}
