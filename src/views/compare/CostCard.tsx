import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { textWidth } from '../charts/textWidth.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { comparedOn, costPoints, costSummary, costTable, costTitle, KINDS, seedsOfLines } from './costCurve.ts';
import type { CostPoint } from './costCurve.ts';
import { COST_HEIGHT, costMarks } from './costMarks.ts';
import { useComparison } from './comparison.ts';
import type { ShownComparison } from './shown.ts';
import { furtherTitle } from './furtherParts.ts';
import { useFurther } from './studies.ts';
import { useFurtherShown } from './useFurtherShown.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';
import { Picture } from '../ui/Picture.tsx';

/** Quality against multiplications: all models of the chapter, and both ways of making the large one cheaper. */
export function CostCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown: study, live, source } = useFurtherShown('compress');
  const stored = useFurther((state) => state.compared);
  const shelf = useComparison((state) => state.shelf);
  const found = useMemo(() => {
    if (!study) return null;
    const compared = comparedOn([...(stored ? [stored] : []), ...shelf.own.map(({ data }) => data)], study);
    return { study, compared, points: costPoints(say, study, compared) };
  }, [say, study, stored, shelf.own]);
  const name = t('compare.cost.name');
  return (
    <Panel
      card="cost"
      name={name}
      title={
        found
          ? furtherTitle(say, 'compress', found.study, live, costTitle(say, found.points))
          : t('compare.cost.before')
      }
      source={source}
      subtitle={t('compare.cost.subtitle')}
      controls={found && <DataButton name={name} table={() => costTable(say, found.points, found.study.steps)} />}
      table={found ? costSummary(say, found.points) : undefined}
    >
      {found ? <Cost {...found} /> : <p className={panel.note}>{t('compare.missing')}</p>}
    </Panel>
  );
}

interface Found {
  study: KnownLines<'compress'>;
  compared: ShownComparison | undefined;
  points: CostPoint[];
}

function Cost({ study, compared, points }: Found) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const marks = useCallback(
    (width: number) =>
      costMarks(width, {
        points,
        words: {
          auc: t('compare.cost.aucAxis'),
          error: t('compare.cost.errorAxis'),
          cost: t('compare.cost.axis'),
          number: (value) => numbers.plain(value),
        },
        textWidth,
      }),
    [points, t, numbers],
  );
  const seeds = seedsOfLines(study.lines).length;
  return (
    <>
      <p className={`${panel.key} ${styles.lines}`}>
        {KINDS.map((kind) => (
          <span key={kind} data-kind={kind}>
            {t(`compare.cost.kind.${kind}`)}
          </span>
        ))}
      </p>
      <Picture height={COST_HEIGHT} label={t('compare.cost.alt')} marks={marks} patient />
      <p className={`${panel.note} ${styles.about}`}>
        {t(compared ? 'compare.cost.same' : 'compare.cost.without', { seeds })}
      </p>
    </>
  );
}
