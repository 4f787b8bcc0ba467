/** One row of a table in words: what is recorded of it, and what a model says of the same. Pure. */
import { sigmoid } from '../../model/losses.ts';
import type { RunTask } from '../../run/source.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { inOwnUnits } from '../ownUnits.ts';
import { chanceWords, modelWord } from './words.ts';

/** What a model says of a row. */
export interface SaidOfRow {
  /** Index of the model, or null where both are the same. */
  arm: number | null;
  /** [4] of the towers, with what is added to them; null where the parameters of the step were not kept. */
  output: ArrayLike<number> | null;
  /** Steps that it was trained for. */
  step: number;
}

const list = ({ t }: Say, tasks: readonly RunTask[], value: (task: RunTask) => string): string =>
  tasks.map((task) => t('impression.table.one', { task: t(`task.${task.task}`), value: value(task) })).join(t('comma'));

/** The row's labels, and what is said of them. @param said - null where no model is there yet */
export function tableWords(
  say: Say,
  tasks: readonly RunTask[],
  log: Pick<Impressions, 'labels' | 'observed' | 'position'>,
  row: number,
  said: SaidOfRow | null,
): string {
  const { t } = say;
  const labelOf = (task: RunTask): string => {
    const i = row * TASK_COUNT + task.index;
    if (log.observed[i] === 0) return t('impression.table.unknown');
    const label = log.labels[i];
    return task.kind === 'binary' ? t(`impression.table.${label === 1 ? 'yes' : 'no'}`) : inOwnUnits(say, task, label);
  };
  const saidWords = ({ arm, output, step }: SaidOfRow): string => {
    if (!output) return t('impression.table.gone');
    const of = ({ index, ...task }: RunTask): string =>
      task.kind === 'binary' ? chanceWords(say, sigmoid(output[index])) : inOwnUnits(say, task, output[index]);
    return t(`impression.table.${step === 0 ? 'untrained' : 'trained'}`, {
      model: modelWord(say, arm),
      list: list(say, tasks, of),
    });
  };
  return inSentences(
    t,
    log.position[row] > 0 ? t('impression.table.position', { position: log.position[row] }) : '',
    t('impression.table.labels', { list: list(say, tasks, labelOf) }),
    said ? saidWords(said) : '',
  );
}
