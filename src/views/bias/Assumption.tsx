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
import { rmseBetween } from '../charts/fits.ts';
import { fromOrigin } from '../charts/origin.ts';
import { assumptionMarks } from './assumptionMarks.ts';
import { domainOf, tablesOf, type Tables } from './assumptionTables.ts';
import styles from './bias.module.css';

/** Shown when clicks are not additive: how wrong the shallow tower's assumption is, and the best that a table could do. */
export function Assumption() {
  const world = useLab((lab) => lab.opened?.world);
  const tables = useMemo(() => tablesOf(world), [world]);
  return tables && <AssumptionChart tables={tables} />;
}

/** How wrong the best table is, and how far the learned one is from it. */
function useTitle(tables: Tables): () => string {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { arm } = useArm();
  return () => {
    const now = arm()?.bias;
    const error = numbers.fixed(100 * tables.error, 1);
    return now
      ? t('bias.assumption.title', {
          error,
          best: numbers.fixed(now.rmse, 2),
          examination: numbers.fixed(rmseBetween(fromOrigin(now.learned, tables.by), tables.examination), 2),
        })
      : t('bias.assumption.titleError', { error });
  };
}

function AssumptionChart({ tables }: { tables: Tables }) {
  const { t } = useTranslation();
  const title = useTitle(tables);
  const { arm } = useArm();
  const learned = useCallback(
    (d: number) => {
      const now = arm()?.bias?.learned;
      return now && fromOrigin(now, tables.by)[d];
    },
    [arm, tables],
  );
  const domain = useMemo(() => domainOf(tables), [tables]);
  const table = useCallback(
    (): Table => ({
      columns: [
        { label: t('bias.column.device') },
        { label: t('bias.column.position') },
        { label: t('bias.assumption.examination'), digits: 3 },
        { label: t('bias.assumption.best'), digits: 3 },
        { label: t('bias.assumption.learned'), digits: 3 },
      ],
      rows: DEVICES.flatMap((name, d) =>
        tables.best[d].map((best, p) => [
          t(`device.${name}`),
          p + 1,
          tables.examination[d][p],
          best,
          learned(d)?.[p] ?? NaN,
        ]),
      ),
    }),
    [tables, learned, t],
  );
  return (
    <Chart
      card="assumption"
      name={t('bias.assumption.name')}
      title={title}
      subtitle={t('bias.assumption.subtitle')}
      table={table}
    >
      <div className={styles.courseRow}>
        {DEVICES.map((_, d) => (
          <DevicePlot key={d} device={d} tables={tables} learned={() => learned(d)} domain={domain} />
        ))}
      </div>
    </Chart>
  );
}

interface DeviceProps {
  /** Its index. */
  device: number;
  tables: Tables;
  /** By position; undefined where nothing learns it. */
  learned: () => readonly number[] | undefined;
  domain: [number, number];
}

/** One device: the examination, the best table and the learned one. */
function DevicePlot({ device, tables, learned, domain }: DeviceProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const name = t(`device.${DEVICES[device]}`);
  const [best, examination] = [tables.best[device], tables.examination[device]];
  const words = {
    examination: t('bias.assumption.examination'),
    best: t('bias.assumption.best'),
    learned: t('bias.assumption.learned'),
    position: t('bias.position'),
  };
  const row = (p: number): string =>
    [examination[p], best[p], learned()?.[p] ?? NaN].map((value) => numbers.fixed(value, 1)).join(' / ');
  return (
    <div className="bias-course-one">
      <h3>{name}</h3>
      <Plot
        className={`${styles.coursePlot} ${styles.tall}`}
        describe={() =>
          t('bias.assumption.describe', { device: name, rows: best.map((_, p) => row(p)).join(t('comma')) })
        }
        marks={(size) =>
          assumptionMarks(size, { examination, best, learned: learned(), domain, numbers, words, textWidth })
        }
      />
    </div>
  );
}
