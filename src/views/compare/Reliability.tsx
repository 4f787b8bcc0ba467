import { useMemo, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { BINARY_TASKS } from '../../experiments/compare/measure.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { Drawn } from '../charts/Drawn.tsx';
import type { Mark } from '../charts/marks.ts';
import { taskColor } from '../encoding.ts';
import { useSay } from '../say.ts';
import { useWidth } from '../ui/useWidth.ts';
import { reliabilityModels, reliabilityTable } from './reliability.ts';
import { reliabilityHeight, reliabilityMarks } from './reliabilityMarks.ts';
import type { ShownComparison } from './shown.ts';
import { useNear } from '../ui/useNear.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';

const NONE: readonly Mark[] = [];

/** Reliability diagrams of click and like, one for each model. */
export function Reliability({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const near = useNear(box);
  const models = useMemo(() => reliabilityModels(say, shown), [say, shown]);
  const marks = useMemo(
    () => (near && width > 0 ? reliabilityMarks(width, { models, number: (value) => say.numbers.plain(value) }) : NONE),
    [near, width, models, say],
  );
  const name = t('compare.reliability.name');
  if (models.length === 0) return null;
  return (
    <section aria-label={name}>
      <div className={styles.part}>
        <h3>{name}</h3>
        <DataButton name={name} table={() => reliabilityTable(say, models, shown.spec.base.training.steps)} />
      </div>
      <p className={panel.note}>{t('compare.reliability.define')}</p>
      <p className={styles.lines}>
        {BINARY_TASKS.map((task) => (
          <span key={task} data-kind={task} style={{ '--mark': taskColor(task) } as CSSProperties}>
            {t(`task.${task}`)}
          </span>
        ))}
        <span data-line="reference">{t('compare.reliability.perfect')}</span>
      </p>
      <div ref={box} className={styles.dots}>
        {width > 0 && (
          <Drawn
            width={width}
            height={reliabilityHeight(width, models.length)}
            role="img"
            aria-label={t('compare.reliability.alt')}
            marks={marks}
          />
        )}
      </div>
      <p className={panel.note}>{t('compare.reliability.caution')}</p>
    </section>
  );
}
