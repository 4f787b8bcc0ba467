/** What the numbers of every phase are drawn from. */
import type { StepWalk } from '../../engine/walk/types.ts';
import type { RunTask } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor } from '../encoding.ts';
import { inOwnUnits } from '../ownUnits.ts';
import type { Say } from '../say.ts';
import { gatesIn, type Subject } from './words.ts';

export interface PhaseProps {
  opened: Opened;
  walk: StepWalk;
  subject: Subject;
}

/** Numbers 1 to n, as heads of columns. */
export const counted = (n: number): string[] => Array.from({ length: n }, (_, i) => String(i + 1));

/** Tints of weights, and of values of any size, never so strong that the number on them is hard to read. */
export const weightTint = (weight: number): number => 0.45 * weight;
export const sizeTint = (value: number): number =>
  Number.isFinite(value) ? 0.4 * Math.min(1, Math.abs(value) / 3) : 0;

/** The gates as heads of rows. */
export const gateHeads = (
  { t }: Say,
  { model }: Subject,
): { gate: number; head: string; color: string | undefined }[] =>
  gatesIn(model).map((gate) => ({
    gate,
    head: model.kind === 'omoe' ? t('slow.oneGate') : t(`task.${TASKS[gate]}`),
    color: model.kind === 'omoe' ? undefined : taskColor(TASKS[gate]),
  }));

/** A label or a prediction: of a table's numbers in their own units, of a yes or no as it is. */
export const valueWords = (say: Say, task: RunTask, value: number, digits: number): string =>
  task.kind === 'regression' ? inOwnUnits(say, task, value) : say.numbers.fixed(value, digits);
