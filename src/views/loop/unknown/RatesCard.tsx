import { useTranslation } from 'react-i18next';
import { CULPRITS } from '../../../experiments/unknown-bias/spec.ts';
import { STORED_SETTINGS, type StoredSetting } from '../../../experiments/unknown-bias/stored.ts';
import { useSay } from '../../say.ts';
import { MadeFolded } from '../../ui/Made.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TableScroll } from '../../ui/TableScroll.tsx';
import { rateWords } from './rateWords.ts';
import { useSearches } from './searches.ts';
import { ratesTitle } from './titles.ts';
import styles from './unknown.module.css';
import panel from '../../ui/panel.module.css';

/** How often a search is right, and how often it calls what is not there: by culprit, by setting. */
export function RatesCard() {
  const { t } = useTranslation();
  const say = useSay();
  const known = useSearches((state) => state.known);
  const name = t('unknown.rates.name');
  const settings = STORED_SETTINGS.filter((setting) => known[setting]);
  return (
    <Panel
      card="rates"
      name={name}
      title={ratesTitle(say, known.full)}
      source={settings.length > 0 ? 'stored' : undefined}
      subtitle={t('unknown.rates.subtitle')}
    >
      {settings.length > 0 ? <Table settings={settings} /> : <p className={panel.note}>{t('unknown.rates.missing')}</p>}
      {settings.length > 0 && <p className={panel.note}>{t('unknown.rates.caution')}</p>}
      {known.full && <MadeFolded words={t('unknown.rates.stored')} by={known.full.made} />}
    </Panel>
  );
}

function Table({ settings }: { settings: readonly StoredSetting[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const known = useSearches((state) => state.known);
  return (
    <TableScroll label={t('unknown.rates.name')}>
      <table className={`${panel.table} ${styles.rates}`}>
        <thead>
          <tr>
            <th scope="col">{t('unknown.setup.culprit')}</th>
            {settings.map((setting) => (
              <th key={setting} scope="col">
                {t(`unknown.rates.setting.${setting}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CULPRITS.map((culprit) => (
            <tr key={culprit ?? 'none'}>
              <th scope="row">{culprit === null ? t('unknown.rates.none') : t(`unknown.column.${culprit}`)}</th>
              {settings.map((setting) => (
                <td key={setting}>{rateWords(say, known[setting]?.worlds ?? [], culprit)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
