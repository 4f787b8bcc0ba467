import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudySpec } from '../../study/spec.ts';
import { useFieldWords } from '../shell/fieldWords.ts';
import { useLab } from '../store.ts';
import { differences, type Difference } from './differences.ts';
import panel from '../ui/panel.module.css';

/** Named in the line itself; the others when it is unfolded. */
const NAMED = 4;

/** In which settings the runs that are shown differ from the controls beside them. */
export function Differences({ spec }: { spec: StudySpec }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const controls = useLab((lab) => lab.state.run);
  const all = useMemo(() => differences(spec, controls), [spec, controls]);
  if (all.length === 0) return <p className={panel.progress}>{t('polarization.differs.none')}</p>;
  const first = all.slice(0, NAMED).map(({ field }) => words.named(field));
  const key = all.length > NAMED ? 'polarization.differs.more' : 'polarization.differs.all';
  // A curve of 27 numbers says less than its name.
  const told = ({ field, here, controls: there }: Difference): string =>
    field.kind === 'numbers'
      ? t('polarization.differs.curve', { field: words.named(field) })
      : t('polarization.differs.one', {
          field: words.named(field),
          here: words.value(field, here),
          controls: words.value(field, there),
        });
  return (
    <details className={panel.progress}>
      <summary>{t(key, { names: first.join(t('comma')), count: all.length - NAMED })}</summary>
      <ul>
        {all.map((difference) => (
          <li key={difference.field.path}>{told(difference)}</li>
        ))}
      </ul>
    </details>
  );
}
