import { useTranslation } from 'react-i18next';
import { onPlatform } from '../../run/source.ts';
import { play, showRun } from '../control.ts';
import { useOnTable, useSourceName } from '../sourceName.ts';
import { useLab } from '../store.ts';
import panel from '../ui/panel.module.css';

/** What a picture would need the truth for; words in the catalogue under `charts.noTruth.<what>`. */
export type TruthFor = 'bias' | 'clicks' | 'platform' | 'study' | 'cures' | 'relevance' | 'cards' | 'serve';

/** In the place of what only a platform knows: one sentence that says that this data has no known truth, and what can be shown. */
export function NoTruth({ of }: { of: TruthFor }) {
  const { t } = useTranslation();
  const name = useSourceName();
  return <p className={`${panel.note} ${panel.instead}`}>{t(`charts.noTruth.${of}`, { name })}</p>;
}

/** At the top of what is measured on the synthetic platform whatever the run is trained on: says so where that is a table. */
export function OnPlatform({ of = 'platform' }: { of?: 'platform' | 'study' | 'cures' }) {
  return useOnTable() ? <NoTruth of={of} /> : null;
}

/** Trains the run on a synthetic platform instead of its table, and stays in the chapter. */
export function ToPlatform({ words }: { words: string }) {
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        showRun({ did: 'otherRun' }, onPlatform(useLab.getState().state.run));
        play();
      }}
    >
      {words}
    </button>
  );
}
