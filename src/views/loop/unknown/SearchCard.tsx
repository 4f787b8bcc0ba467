import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../../charts/DataDialog.tsx';
import { DotChart } from '../../ui/DotChart.tsx';
import { useSay } from '../../say.ts';
import { MadeFolded } from '../../ui/Made.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { searchPicture, searchSummary, searchTable } from './pictures.ts';
import { reveal, type ShownSearch } from './searches.ts';
import { SearchSetup } from './SearchSetup.tsx';
import { searchTitle } from './titles.ts';
import { useShownSearch } from './useShownSearch.ts';
import styles from './unknown.module.css';
import panel from '../../ui/panel.module.css';
import room from '../../ui/study.module.css';

/** Which column biases clicks? Every one takes its turn; here the search is set up and started. */
export function SearchCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { evidence, shown, hidden, live, source, other } = useShownSearch();
  const name = t('unknown.search.name');
  return (
    <Panel
      card="search"
      name={name}
      title={searchTitle(say, shown, hidden, live)}
      source={source}
      other={other}
      subtitle={t('unknown.search.subtitle')}
      controls={shown && <DataButton name={name} table={() => searchTable(say, shown)} />}
      table={shown && searchSummary(say, shown)}
    >
      <SearchSetup />
      <div className={styles.picture}>{shown && <Picture shown={shown} hidden={hidden} />}</div>
      <div className={room.made}>
        {evidence && hidden && !live && (
          <button
            type="button"
            className="button"
            onClick={() => {
              reveal(evidence.id);
            }}
          >
            {t('unknown.reveal')}
          </button>
        )}
        {evidence?.made && <MadeFolded words={t('unknown.stored', { n: evidence.finished })} by={evidence.made} />}
      </div>
      <p className={panel.note}>{t('unknown.search.rule')}</p>
    </Panel>
  );
}

function Picture({ shown, hidden }: { shown: ShownSearch; hidden: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const picture = useMemo(() => searchPicture(say, shown, hidden), [say, shown, hidden]);
  return <DotChart picture={picture} label={t('unknown.search.alt')} chosen={null} />;
}
