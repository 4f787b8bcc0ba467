/** What becomes of an impression whose position is not known, for the words that say so. Pure. */
import type { ModelSpec } from '../../model/spec.ts';
import type { Stretch } from '../trained.ts';

/** Words for each under `bias.missing.subtitle`. */
export type ServedAs = 'tower' | 'untrained' | 'reads' | 'ignores';

/** @param dropout - the position dropout that the model was trained with: without any, "missing" is never trained */
export function servedAs(handling: ModelSpec['biasHandling'], dropout: readonly Stretch<number>[]): ServedAs {
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
