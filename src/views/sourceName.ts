import { useTranslation } from 'react-i18next';
import { useLab } from './store.ts';

/** What the data of the run that is open is called; of a file its name. */
export function useSourceName(): string {
  const { t } = useTranslation();
  const source = useLab((lab) => lab.opened?.run.source);
  return source?.own?.name ?? t(`field.run.source.name.choice.${source?.name ?? 'synthetic'}`);
}
