import { useTranslation } from 'react-i18next';
import type { Field } from '../../../run/fields.ts';
import { shapeOf } from '../../../run/source.ts';
import { useNumberWords } from '../../format.ts';
import { useLab } from '../../store.ts';

/** That a table has fewer rows than are asked for; null where it has enough, and of every other setting. */
export function useCapped(field: Field): string | null {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const rows = useLab(({ state: { run } }) => {
    // Asked by every control whenever anything changes: most need not look at the table.
    if (field.path !== 'run.world.impressions' && field.path !== 'run.world.heldOut') return null;
    const shape = shapeOf(run);
    if (!shape) return null;
    if (field.path === 'run.world.impressions') return run.world.impressions > shape.train ? shape.train : null;
    return run.world.heldOut > shape.heldOut ? shape.heldOut : null;
  });
  return rows === null ? null : t('shell.controls.capped', { rows: numbers.fixed(rows) });
}
