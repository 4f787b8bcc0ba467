import { useTranslation } from 'react-i18next';
import { useSourceName, useTableShape } from '../sourceName.ts';

/** Why there is no position bias to see: of the platform, what to choose; of a table, what it lacks. */
export function useNoPositions(): string {
  const { t } = useTranslation();
  const name = useSourceName();
  const shape = useTableShape();
  if (!shape) return t('charts.bias.noPositions');
  return t(shape.positions ? 'charts.noTruth.noClicks' : 'charts.noTruth.noPositions', { name });
}
