import { useCallback, useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { BINARY_TASKS } from '../../experiments/compare/measure.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { taskColor } from '../encoding.ts';
import { useSay } from '../say.ts';
import { reliabilityModels, reliabilityTable } from './reliability.ts';
import { reliabilityHeight, reliabilityMarks } from './reliabilityMarks.ts';
import type { ShownComparison } from './shown.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';
import { Picture } from '../ui/Picture.tsx';
import { useCard } from '../ui/useCard.ts';

/** Reliability diagrams of click and like, one for each model. */
export function Reliability({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const card = useCard('reliability');
  const say = useSay();
  const models = useMemo(() => reliabilityModels(say, shown), [say, shown]);
  const marks = useCallback(
    (width: number) => reliabilityMarks(width, { models, number: (value) => say.numbers.plain(value) }),
    [models, say],
  );
  const name = t('compare.reliability.name');
  if (models.length === 0) return null;
  return (
    <section aria-label={name} {...card}>
      <header className={styles.part}>
        <h3>{name}</h3>
        <DataButton name={name} table={() => reliabilityTable(say, models, shown.spec.base.training.steps)} />
      </header>
      <p className={panel.note}>{t('compare.reliability.define')}</p>
      <p className={`${panel.key} ${styles.lines}`}>
        {BINARY_TASKS.map((task) => (
          <span key={task} data-kind={task} style={{ '--mark': taskColor(task) } as CSSProperties}>
            {t(`task.${task}`)}
          </span>
        ))}
        <span data-line="reference">{t('compare.reliability.perfect')}</span>
      </p>
      <Picture
        height={(width) => reliabilityHeight(width, models.length)}
        label={t('compare.reliability.alt')}
        marks={marks}
        patient
      />
      <p className={panel.note}>{t('compare.reliability.caution')}</p>
    </section>
  );
}
