import type { ReactNode } from 'react';
import type { ModelSpec } from '../../model/spec.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
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
