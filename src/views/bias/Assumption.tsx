import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../world/spec.ts';
import { Chart } from '../charts/Chart.tsx';
import { Plot } from '../charts/Plot.tsx';
import { useArm } from '../charts/shown.ts';
import type { Table } from '../charts/table.ts';
import { textWidth } from '../charts/textWidth.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { assumptionMarks } from './assumptionMarks.ts';
import { centreAll, rmseBetween } from '../charts/fits.ts';

/** Shown when clicks are not additive: how wrong the shallow tower's assumption is, and the best that a table could do. */
export function Assumption() {
  const opened = useLab((lab) => lab.opened);
  return opened?.world.bestAdditive ? <AssumptionChart /> : null;
}

function AssumptionChart() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const world = useLab((lab) => lab.opened?.world);
  const { arm } = useArm();
  const tables = useMemo(
    () =>
      world?.bestAdditive && {
        best: centreAll(world.bestAdditive.table),
        examination: centreAll(world.trueBias),
        error: world.bestAdditive.error,
      },
    [world],
  );
  const bias = useCallback(() => arm()?.bias, [arm]);
  const learned = useCallback(() => bias()?.learned, [bias]);
  const domain = useMemo((): [number, number] => {
    const values = tables ? [...tables.best, ...tables.examination].flat().filter(Number.isFinite) : [];
    return [Math.floor(Math.min(-1, ...values) * 2) / 2 - 0.5, Math.ceil(Math.max(1, ...values) * 2) / 2];
  }, [tables]);
  const table = useCallback(
    (): Table => ({
      columns: [
        { label: t('bias.column.device') },
        { label: t('bias.column.position') },
        { label: t('bias.assumption.examination'), digits: 3 },
        { label: t('bias.assumption.best'), digits: 3 },
        { label: t('bias.assumption.learned'), digits: 3 },
      ],
      rows: tables
        ? DEVICES.flatMap((name, d) =>
            tables.best[d].map((best, p) => [
              t(`device.${name}`),
              p + 1,
              tables.examination[d][p],
              best,
              learned()?.[d]?.[p] ?? NaN,
            ]),
          )
        : [],
    }),
    [tables, learned, t],
  );
  if (!tables) return null;
  const words = {
    examination: t('bias.assumption.examination'),
    best: t('bias.assumption.best'),
    learned: t('bias.assumption.learned'),
    position: t('bias.position'),
  };
  const title = (): string => {
    const now = bias();
    const error = numbers.fixed(100 * tables.error, 1);
    return now
      ? t('bias.assumption.title', {
          error,
          best: numbers.fixed(now.rmse, 2),
          examination: numbers.fixed(rmseBetween(now.learned, tables.examination), 2),
        })
      : t('bias.assumption.titleError', { error });
  };
  return (
    <Chart name={t('bias.assumption.name')} title={title} subtitle={t('bias.assumption.subtitle')} table={table}>
      <div className="bias-course-row">
        {DEVICES.map((name, d) => (
          <div key={name} className="bias-course-one">
            <h3>{t(`device.${name}`)}</h3>
            <Plot
              className="bias-course-plot tall"
              describe={() =>
                t('bias.assumption.describe', {
                  device: t(`device.${name}`),
                  rows: tables.best[d]
                    .map((best, p) =>
                      [tables.examination[d][p], best, learned()?.[d]?.[p] ?? NaN]
                        .map((value) => numbers.fixed(value, 1))
                        .join(' / '),
                    )
                    .join(', '),
                })
              }
              marks={(size) =>
                assumptionMarks(size, {
                  examination: tables.examination[d],
                  best: tables.best[d],
                  learned: learned()?.[d],
                  domain,
                  numbers,
                  words,
                  measure: textWidth,
                })
              }
            />
          </div>
        ))}
      </div>
    </Chart>
  );
}
