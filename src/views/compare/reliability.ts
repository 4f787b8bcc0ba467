/** Calibration of click and like as a picture, model by model, the impressions of all seeds together. Pure. */
import { BINARY_TASKS } from '../../experiments/compare/measure.ts';
import { modelsIn, runsOf } from '../../experiments/compare/summary.ts';
import { bandRates, BANDS, pooled } from '../../metrics/reliability.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import { keyOf, modelName, sizeName } from './models.ts';
import type { ReliabilityModel } from './reliabilityMarks.ts';
import type { ShownComparison } from './shown.ts';

/** Diverged runs predict nothing. */
export function reliabilityModels(say: Say, { runs, spec }: ShownComparison): ReliabilityModel[] {
  return modelsIn(runs).flatMap((id) => {
    const own = runsOf(runs, id).filter(({ diverged }) => !diverged);
    if (own.length === 0) return [];
    const bands = (task: (typeof BINARY_TASKS)[number]) => pooled(own.map(({ reliability }) => reliability[task]));
    return [
      {
        id: keyOf(id),
        name: modelName(say, id),
        detail: sizeName(say, spec, id),
        bands: { click: bands('click'), like: bands('like') },
      },
    ];
  });
}

/** Every band of every model. @param step - that the numbers are of */
export function reliabilityTable({ t, numbers }: Say, models: readonly ReliabilityModel[], step: number): Table {
  const edge = (band: number): string => numbers.plain(band / BANDS);
  return {
    columns: [
      { label: t('compare.column.model') },
      { label: t('compare.column.size') },
      { label: t('compare.curves.task') },
      { label: t('compare.reliability.band') },
      { label: t('compare.reliability.impressions') },
      { label: t('compare.reliability.predicted'), digits: 4 },
      { label: t('compare.reliability.observed'), digits: 4 },
      { label: t('compare.reliability.low'), digits: 4 },
      { label: t('compare.reliability.high'), digits: 4 },
    ],
    rows: models.flatMap(({ name, detail, bands }) =>
      BINARY_TASKS.flatMap((task) =>
        bandRates(bands[task]).map(({ band, n, predicted, rate, low, high }) => [
          name,
          detail,
          t(`task.${task}`),
          t('compare.reliability.between', { low: edge(band), high: edge(band + 1) }),
          n,
          ...[predicted, rate, low, high],
        ]),
      ),
    ),
    step,
  };
}
