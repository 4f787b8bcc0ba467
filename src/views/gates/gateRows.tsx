import type { ReactNode } from 'react';
import type { ModelSpec } from '../../model/spec.ts';
import { ownerOf } from '../../model/sharing.ts';
import { isMasked, type Masked } from '../../model/visible.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import { ownerWords } from '../network/ownerWords.ts';
import { gateOwner } from './titles.ts';

/** Head and colour of a table's row. */
export interface Row {
  head: ReactNode;
  color?: string;
}

/** The rows of a table by task. */
export const taskRows = ({ t }: Say): Row[] =>
  TASKS.map((name) => ({
    head: <span style={{ color: taskInk(name) }}>{t(`task.${name}`)}</span>,
    color: taskColor(name),
  }));

/** The rows of a table by gate: the four equal rows of a one-gate model are one. */
export const gateRows = (say: Say, kind: ModelSpec['kind']): Row[] =>
  kind === 'omoe' ? [{ head: gateOwner(say, kind, 0), color: 'var(--muted)' }] : taskRows(say);

/** An expert as the head of a row: with whose it is, where not all are of all. */
export function expertHead({ t }: Say, model: Masked, expert: string, e: number): string {
  const name = t('gates.row.expert', { expert });
  return isMasked(model) ? t('gates.row.owned', { expert: name, owner: ownerWords(t, ownerOf(model, e)) }) : name;
}
