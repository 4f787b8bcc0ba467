/** A/A experiments: how often three ways of looking declare a winner where there is none. Pure. */
import { wilson, type Rate } from '../../metrics/intervals.ts';
import { nullCourse, WAYS, type NullCourse, type Way } from '../../experiments/live/null.ts';
import type { StoredNull } from '../../experiments/live/stored.ts';
import type { Say } from '../say.ts';
import type { OwnNull } from './experiment.ts';
import type { PanelTable } from '../ui/Panel.tsx';

/** Some A/A experiments, the reader's or stored ones. */
export interface ShownNull {
  experiments: number;
  queries: number;
  counts: Record<Way, number>;
  course: NullCourse;
}

export const storedNull = ({ experiments, queries, everOutside, course }: StoredNull): ShownNull => ({
  experiments,
  queries,
  counts: everOutside,
  course,
});

/** @returns null before the first experiment has come to its end */
export function ownNull(own: OwnNull | null): ShownNull | null {
  if (!own || own.first.length === 0) return null;
  const count = (way: Way): number => own.first.filter((one) => one[way] !== null).length;
  return {
    experiments: own.first.length,
    queries: own.spec.queries,
    counts: { sequence: count('sequence'), fixed: count('fixed'), impressions: count('impressions') },
    course: nullCourse(own.first, own.spec.queries),
  };
}

const rateOf = ({ counts, experiments }: Pick<ShownNull, 'counts' | 'experiments'>, way: Way): Rate =>
  wilson(counts[way], experiments);

/** How many experiments each way declared a winner in. */
export function nullTitle({ t, numbers }: Say, shown: ShownNull | null, live: boolean): string {
  if (!shown) return t('live.null.before');
  const values = {
    n: numbers.fixed(shown.experiments),
    ...Object.fromEntries(WAYS.map((way) => [way, numbers.percent(rateOf(shown, way).rate, 1)])),
  };
  return t(live ? 'live.null.soFar' : 'live.null.title', values);
}

/** A row for each way; stored ones and the reader's beside each other. */
export function nullTable({ t, numbers }: Say, stored: ShownNull | null, own: ShownNull | null): PanelTable {
  const cell = (shown: ShownNull | null, way: Way): string => {
    if (!shown) return '–';
    const { k, n, rate, low, high } = rateOf(shown, way);
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
