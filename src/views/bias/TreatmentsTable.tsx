import { extent, scaleLinear } from 'd3';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mean } from '../../metrics/intervals.ts';
import {
  TREATMENTS,
  type ServePosition,
  type TreatedWorld,
  type Treatment,
} from '../../experiments/position-bias/treatments.ts';
import {
  summariseTreatments,
  TREATMENT_METRICS,
  type TreatmentMetric,
} from '../../experiments/position-bias/treatmentsSummary.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { useNumberWords } from '../format.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { PAPER_LIFT } from './paperClaims.ts';
import { forestMarks } from './smallMarks.ts';
import { signed } from '../signed.ts';
import panel from '../ui/panel.module.css';
import styles from './bias.module.css';

const FOREST = { width: 112, height: 18 };
const DIGITS: Record<TreatmentMetric, number> = { lift: 2, ndcg: 4, correlation: 3, logLoss: 4, calibration: 4 };

interface Props {
  worlds: readonly TreatedWorld[];
  serve: ServePosition;
}

/** Means, and intervals of the differences from none, one row per treatment on common scales; the paper's claim beside the lift. */
export function TreatmentsTable({ worlds, serve }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { metrics, against } = summariseTreatments(worlds, serve);
  const scales = Object.fromEntries(
    TREATMENT_METRICS.map((metric) => {
      const ends = TREATMENTS.flatMap((name) => {
        const value = metrics[name]?.[metric].mean ?? NaN;
        const base = metrics.none?.[metric].mean ?? NaN;
        const difference = against[name]?.[metric];
        return [value, base + (difference?.low ?? NaN), base + (difference?.high ?? NaN)].filter(Number.isFinite);
      });
      const [low = 0, high = 1] = extent(metric === 'lift' ? [...ends, 0] : ends);
      const room = Math.max(1e-6, (high - low) * 0.06);
      const scale = scaleLinear([low - room, high + room], [2, FOREST.width - 2]);
      return [metric, (value: number): number => scale(value)];
    }),
  ) as Record<TreatmentMetric, (value: number) => number>;
  return (
    <TableScroll label={t('bias.treatments.table')}>
      <table className={`${panel.table} ${styles.treatments}`}>
        <thead>
          <tr>
            <th scope="col">{t('bias.treatments.arm')}</th>
            {TREATMENT_METRICS.map((metric) => (
              <Fragment key={metric}>
                <th scope="col">
                  {t(`bias.metric.${metric}.label`)}
                  <small>{t(`bias.metric.${metric}.hint`)}</small>
                </th>
                {metric === 'lift' && (
                  <th scope="col">
                    {t('bias.treatments.paper')}
                    <small>{t('bias.treatments.paperHint')}</small>
                  </th>
                )}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {TREATMENTS.map((name) => (
            <tr key={name}>
              <th scope="row">
                {t(`bias.treatment.${name}`)}
                <small>{t(`bias.treatmentHint.${name}`)}</small>
              </th>
              {TREATMENT_METRICS.map((metric) => (
                <Fragment key={metric}>
                  <td>
                    <Cell
                      value={metrics[name]?.[metric].mean}
                      reference={metrics.none?.[metric].mean}
                      difference={against[name]?.[metric]}
                      at={scales[metric]}
                      metric={metric}
                    />
                  </td>
                  {metric === 'lift' && (
                    <td className={styles.claim}>
                      {claim(
                        name,
                        (value) => t('bias.treatments.claim', { lift: signed(numbers, value) }),
                        t('bias.treatments.baseline'),
                      )}
                    </td>
                  )}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const claim = (name: Treatment, words: (lift: number) => string, baseline: string): string => {
  const lift = PAPER_LIFT[name];
  return lift === undefined ? baseline : words(lift);
};

interface CellProps {
  value: number | undefined;
  /** The mean of doing nothing. */
  reference: number | undefined;
  /** From doing nothing, paired by world; absent for that itself. */
  difference: Mean | undefined;
  at: (value: number) => number;
  metric: TreatmentMetric;
}

function Cell({ value, reference, difference, at, metric }: CellProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  if (value === undefined || !Number.isFinite(value)) return <span className={styles.none}>{'–'}</span>;
  const change = (amount: number): string => signed(numbers, amount, DIGITS[metric]);
  const known = reference !== undefined && Number.isFinite(reference);
  const spread = known && difference !== undefined && Number.isFinite(difference.low);
  return (
    <>
      <Drawn
        className={styles.forest}
        {...FOREST}
        viewBox={`0 0 ${FOREST.width} ${FOREST.height}`}
        aria-hidden="true"
        marks={forestMarks(FOREST, { value, reference, difference, at })}
      />
      <span className={styles.figure}>{metric === 'lift' ? change(value) : numbers.fixed(value, DIGITS[metric])}</span>
      {spread && metric !== 'lift' && (
        <span className={styles.change}>{t('bias.change', { change: change(difference.mean) })}</span>
      )}
      {spread && (
        <span className={styles.bounds}>
          {t('bias.bounds', { low: change(difference.low), high: change(difference.high) })}
        </span>
      )}
    </>
  );
}
