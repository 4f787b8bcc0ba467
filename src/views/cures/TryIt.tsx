import { useTranslation } from 'react-i18next';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { tryIt } from './tryIt.ts';
import styles from './cures.module.css';

interface Props {
  /** Without cures. */
  base: RunSpec;
  cure: CureSummary;
  name: string;
  /** Absent: one that it healed, where there is one. */
  seed?: number;
}

/** Opens a run with the cure in model B and without it in model A, of a seed that it healed where there is one. */
export function TryIt({ base, cure, name, seed = cure.healedSeeds[0] ?? 1 }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.try} data-take="no" role="group" aria-label={`${t('cures.try.name')} ${name}`}>
      <span>{t('cures.try.name')}</span>
      {(['gates', 'train'] as const).map((chapter) => (
        <button
          key={chapter}
          type="button"
          className="button"
          onClick={() => {
            tryIt(base, cure.combination, seed, chapter);
          }}
        >
          {t(`cures.try.${chapter}`)}
        </button>
      ))}
    </div>
  );
}
