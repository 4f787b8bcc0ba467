/** What becomes of an impression whose position is not known, for the words that say so. Pure. */
import type { ModelSpec } from '../../model/spec.ts';
import type { LogShape } from '../../tabular/types.ts';
import { CLICK, type WorldSpec } from '../../world/spec.ts';
import type { Stretch } from '../trained.ts';

/** Words for each under `bias.missing.subtitle`. */
export type ServedAs = 'unknown' | 'tower' | 'untrained' | 'reads' | 'ignores';

/** @param logging - without positions in the log the model has learned nothing of any; @param dropout - the position dropout that the model was trained with: without any, "missing" is never trained */
export function servedAs(
  logging: WorldSpec['logging'],
  handling: ModelSpec['biasHandling'],
  dropout: readonly Stretch<number>[],
): ServedAs {
  if (logging === 'none') return 'unknown';
  switch (handling) {
    case 'shallow-tower':
      return dropout.some(({ value }) => value > 0) ? 'tower' : 'untrained';
    case 'input-feature':
      return 'reads';
    case 'none':
    case 'adversarial':
      return 'ignores';
  }
}

/** Whether a table has what is predicted with and without a position: the chance of a yes, of the task that reads positions. */
export const hasChance = ({ positions, tasks }: Pick<LogShape, 'positions' | 'tasks'>): boolean =>
  positions && tasks[CLICK]?.kind === 'binary';
