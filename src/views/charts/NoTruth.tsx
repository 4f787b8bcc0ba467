import { useTranslation } from 'react-i18next';
import { useSourceName } from '../sourceName.ts';
import panel from '../ui/panel.module.css';

/** What a picture would need the truth for; words in the catalogue under `charts.noTruth.<what>`. */
export type TruthFor = 'bias' | 'clicks' | 'platform' | 'relevance';

/** In the place of what only a platform knows: one sentence that says that this data has no known truth, and what can be shown. */
export function NoTruth({ of }: { of: TruthFor }) {
  const { t } = useTranslation();
  const name = useSourceName();
  return <p className={panel.note}>{t(`charts.noTruth.${of}`, { name })}</p>;
}
