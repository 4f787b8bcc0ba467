/** The numbers behind the chart of position bias. Pure. */
import type { TFunction } from 'i18next';
import { DEVICES } from '../../world/spec.ts';
import type { BiasView, WorldView } from '../../session/protocol.ts';
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

/** What the learned table is measured against: `truth`, or `best`, the best additive table where clicks are not additive. */
export type Against = 'truth' | 'best';

/** Per device, all of them first, and position: what was clicked, and what was learned of it. */
export function biasTable(
  t: TFunction,
  world: WorldView | undefined,
  bias: BiasView | undefined,
  against: Against,
): Table {
  const rows = (['pooled', ...DEVICES] as const).flatMap((key) =>
    (world?.ctr[key] ?? []).map((point, p) => {
      const d = key === 'pooled' ? -1 : DEVICES.indexOf(key);
      return [
        t(`device.${key}`),
        point.position,
        point.impressions,
        point.observed,
        point.low,
        point.high,
        point.relevance,
        point.bias,
        d < 0 ? NaN : (world?.truth?.bias[d][p] ?? NaN),
        bias?.truth[d]?.[p] ?? NaN,
        bias?.learned[d]?.[p] ?? NaN,
        bias?.rmse ?? NaN,
      ];
    }),
  );
  const column = (name: keyof typeof DIGITS): string =>
    t(name === 'truth' ? `charts.bias.column.truth.${against}` : `charts.bias.column.${name}`);
  return {
    columns: [
      { label: t('charts.bias.column.device') },
      { label: t('charts.bias.column.position') },
      ...(Object.keys(DIGITS) as (keyof typeof DIGITS)[]).map((name) => ({
        label: column(name),
        digits: DIGITS[name],
      })),
    ],
    rows,
  };
}
