import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsIn, type ModelId } from '../../experiments/compare/summary.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { Choice } from '../ui/Choice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { chooseCurve, useComparison } from './comparison.ts';
import { bandsHeight, bandsMarks } from './curveMarks.ts';
import { bandsOf, curveModel, curvesTable, curvesTitle } from './curves.ts';
import { isRegression } from './metrics.ts';
import { fullName, keyOf } from './models.ts';
import { referenceOf } from './pairs.ts';
import type { ShownComparison } from './shown.ts';
import { withShown, type Shown } from './withShown.tsx';
import styles from './compare.module.css';
import { Picture } from '../ui/Picture.tsx';
import panel from '../ui/panel.module.css';

/** How a model learns: the middle half of its seeds and their median, beside shared-bottom. */
export const CurvesCard = withShown(function CurvesCard({ shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  const wanted = useComparison((state) => state.curve);
  const id = shown && curveModel(shown, wanted);
  return (
    <Panel
      card="curves"
      name={t('compare.curves.name')}
      title={curvesTitle(say, shown, id, live)}
      source={source}
      other={other}
      subtitle={t('compare.curves.subtitle')}
      controls={shown && id && <DataButton name={t('compare.curves.name')} table={() => curvesTable(say, shown, id)} />}
    >
      {shown && id && <Curves shown={shown} id={id} />}
    </Panel>
  );
});

function Curves({ shown, id }: { shown: ShownComparison; id: ModelId }) {
  const { t } = useTranslation();
  const say = useSay();
  const ids = modelsIn(shown.runs);
  const bands = useMemo(() => bandsOf(shown, id), [shown, id]);
  const first = referenceOf(shown.runs, id.size);
  const reference = first && keyOf(first) !== keyOf(id) ? first : undefined;
  const name = (one: ModelId): string => fullName(say, shown.spec, one);
  return (
    <>
      <div className={styles.open}>
        <Choice<string>
          label={t('compare.column.model')}
          value={keyOf(id)}
          choices={ids.map(keyOf)}
          words={(key) => name(ids.find((one) => keyOf(one) === key) ?? id)}
          onChange={(key) => {
            chooseCurve(ids.find((one) => keyOf(one) === key) ?? null);
          }}
        />
        {reference && (
          <p className={`${panel.key} ${styles.lines}`}>
            <span data-line="own">{name(id)}</span>
            <span data-line="reference">{name(reference)}</span>
          </p>
        )}
      </div>
      <Picture
        height={(width) => bandsHeight(width, bands.length)}
        label={
          reference
            ? t('compare.curves.alt', { model: name(id), reference: name(reference) })
            : t('compare.curves.altAlone', { model: name(id) })
        }
        marks={(width) =>
          bandsMarks(width, {
            bands,
            words: {
              task: (task) => t(`task.${task}`),
              unit: (task) => t(isRegression(task) ? 'compare.curves.squared' : 'compare.curves.entropy'),
              step: t('compare.curves.step'),
              number: (value) => say.numbers.plain(value),
            },
          })
        }
      />
    </>
  );
}
