/** A/A experiments: how often three ways of looking declare a winner where there is none. Pure. */
import { nullCourse, nullRate, nullResult, WAYS, type Way } from '../../experiments/live/null.ts';
import type { StoredNull } from '../../experiments/live/stored.ts';
import type { Say } from '../say.ts';
import type { OwnNull } from './experiment.ts';
import type { PanelTable } from '../ui/Panel.tsx';

/**
 * The reader's own experiments in the form of stored ones.
 * @returns null before the first has come to its end
 */
export function ownNull(own: OwnNull | null): StoredNull | null {
  if (!own || own.first.length === 0) return null;
  const { queries } = own.spec;
  const { experiments, everOutside } = nullResult(own.first, queries);
  return { experiments, queries, everOutside, course: nullCourse(own.first, queries) };
}

/** How many experiments each way declared a winner in. */
export function nullTitle({ t, numbers }: Say, shown: StoredNull | null, live: boolean): string {
  if (!shown) return t('live.null.before');
  const values = {
    n: numbers.fixed(shown.experiments),
    ...Object.fromEntries(WAYS.map((way) => [way, numbers.percent(nullRate(shown, way).rate, 1)])),
  };
  return t(live ? 'live.null.soFar' : 'live.null.title', values);
}

/** A row for each way; stored ones and the reader's beside each other. */
export function nullTable({ t, numbers }: Say, stored: StoredNull | null, own: StoredNull | null): PanelTable {
  const cell = (shown: StoredNull | null, way: Way): string => {
    if (!shown) return '–';
    const { k, n, rate, low, high } = nullRate(shown, way);
    return t('live.null.rate', {
      k: numbers.fixed(k),
      n: numbers.fixed(n),
      rate: numbers.percent(rate, 1),
      low: numbers.percent(low, 1),
      high: numbers.percent(high, 1),
    });
  };
  return {
    columns: [t('live.null.way'), t('live.null.stored'), t('live.null.own')],
    rows: WAYS.map((way) => [t(`live.null.ways.${way}`), cell(stored, way), cell(own, way)]),
  };
}
