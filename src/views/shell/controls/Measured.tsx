import { useTranslation } from 'react-i18next';
import { GROUP_OF_TASK, TASK_COUNT } from '../../../world/spec.ts';
import { useNumberWords } from '../../format.ts';
import { useLab } from '../../store.ts';
import styles from './controls.module.css';

/** Mean of a 4 × 4 matrix over the pairs of different tasks that are in one group, or in two. */
function meanOver(matrix: readonly number[], within: boolean): number {
  const values = matrix.filter((_, i) => {
    const [a, b] = [Math.floor(i / TASK_COUNT), i % TASK_COUNT];
    return a < b && (GROUP_OF_TASK[a] === GROUP_OF_TASK[b]) === within;
  });
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

const WITHIN: Record<string, boolean | undefined> = { 'run.world.cosineWithin': true, 'run.world.cosineAcross': false };

/** Under a requested cosine: what it came to in the world that is being trained on, in utilities and in observed labels. */
export function Measured({ path }: { path: string }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const world = useLab(({ opened }) => opened?.world);
  const within = WITHIN[path];
  if (within === undefined) return null;
  // Its room is there before there is a world. A table has no utilities.
  if (!world?.truth) return <p className={styles.fieldMeasured}>{'\u00a0'}</p>;
  return (
    <p className={styles.fieldMeasured}>
      {t('shell.controls.measured', {
        utilities: numbers.fixed(meanOver(world.truth.utilityCorrelation, within), 2),
        labels: numbers.fixed(meanOver(world.truth.labelCorrelation, within), 2),
      })}
    </p>
  );
}
