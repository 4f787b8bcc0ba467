/** The numbers behind the chart of position bias. Pure. */
import type { TFunction } from 'i18next';
import { DEVICES } from '../../world/spec.ts';
import type { BiasView, WorldView } from '../../session/protocol.ts';
import { shownBias } from './origin.ts';
import type { Table } from './table.ts';

const DIGITS = {
  impressions: 0,
  observed: 4,
  low: 4,
  high: 4,
  relevance: 4,
  bias: 4,
  given: 3,
  truth: 3,
  learned: 3,
  rmse: 3,
} as const;

/** What the learned table is measured against: `truth`; `best`, the best additive table where clicks are not additive; `none` where no truth is known. */
export type Against = 'truth' | 'best' | 'none';

/** Columns that only a known truth fills. */
const OF_THE_TRUTH: ReadonlySet<string> = new Set(['relevance', 'bias', 'given', 'truth', 'rmse']);

export interface Tabled {
  against: Against;
  /** Whether the log has devices: else all its rows are of the first. */
  several: boolean;
}

/** Per device, all of them first, and position: what was clicked, and what was learned of it. */
export function biasTable(
  t: TFunction,
  world: WorldView | undefined,
  learnt: BiasView | undefined,
  { against, several }: Tabled,
): Table {
  const bias = learnt && shownBias(learnt);
  const shown = (Object.keys(DIGITS) as (keyof typeof DIGITS)[]).filter(
    (name) => against !== 'none' || !OF_THE_TRUTH.has(name),
  );
  const keys = several ? (['pooled', ...DEVICES] as const) : (['pooled'] as const);
  const rows = keys.flatMap((key) =>
    (world?.ctr[key] ?? []).map((point, p) => {
      const d = key !== 'pooled' ? DEVICES.indexOf(key) : several ? -1 : 0;
      const values = {
        ...point,
        given: d < 0 ? NaN : (world?.truth?.bias[d][p] ?? NaN),
        truth: bias?.truth[d]?.[p] ?? NaN,
        learned: bias?.learned[d]?.[p] ?? NaN,
        rmse: bias?.rmse ?? NaN,
      };
      return [t(`device.${key}`), point.position, ...shown.map((name) => values[name])];
    }),
  );
  const column = (name: keyof typeof DIGITS): string => {
    if (name === 'truth') return t(`charts.bias.column.truth.${against === 'best' ? 'best' : 'truth'}`);
    if (name === 'learned') return t(`charts.bias.column.learned.${against === 'none' ? 'alone' : 'beside'}`);
    return t(`charts.bias.column.${name === 'observed' && against === 'none' ? 'rate' : name}`);
  };
  return {
    columns: [
      { label: t('charts.bias.column.device') },
      { label: t('charts.bias.column.position') },
      ...shown.map((name) => ({ label: column(name), digits: DIGITS[name] })),
    ],
    rows,
  };
}
