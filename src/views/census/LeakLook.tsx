import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Panel, Table } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { censusTasks, inTask, studyOf } from './look.ts';
import { openWithoutFamily } from './open.ts';
import { useLook } from './store.ts';
import panel from '../ui/panel.module.css';

/** The task whose answer some columns say in words: its place. */
const LEAKED = 2;

/** What the columns are worth that say what is to be predicted. */
export function LeakLook() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const all = useLook(({ studies }) => studyOf(studies, 'all'));
  const without = useLook(({ studies }) => studyOf(studies, 'noFamily'));
  if (!all || !without) return null;
  const rows = censusTasks().map(({ name, kind, index }) => {
    const [a, b] = [all, without].map(({ runs }) => inTask(runs, name).find(({ model }) => model === 'mmoe'));
    return { name, kind, index, a, b };
  });
  const leaked = rows.find(({ index }) => index === LEAKED);
  if (!leaked?.a || !leaked.b) return null;
  return (
    <Panel
      card="census-leak"
      name={t('census.leak.name')}
      title={t('census.leak.title', {
        task: leaked.name,
        a: words.fixed(leaked.a.mean, 3),
        b: words.fixed(leaked.b.mean, 3),
      })}
      source="stored"
      subtitle={t('census.leak.subtitle')}
    >
      <Table
        columns={[t('census.leak.task'), t('census.leak.all'), t('census.leak.without')]}
        rows={rows.map(({ name, kind, a, b }) => [
          t('census.column', { name, metric: t(`census.metric.${kind}`) }),
          ...[a, b].map((one) =>
            one ? t('census.tie.cell', { mean: words.fixed(one.mean, 3), half: words.fixed(one.half, 3) }) : '–',
          ),
        ])}
      />
      <p className={panel.note}>{t('census.leak.note')}</p>
      <p className={panel.ways}>
        <button type="button" className="button" onClick={openWithoutFamily}>
          {t('census.leak.train')}
        </button>
      </p>
      <StoredNote made={without.made} seeds={without.seeds} />
    </Panel>
  );
}
