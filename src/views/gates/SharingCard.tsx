import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mean } from '../../metrics/intervals.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { trainNow } from '../polarization/open.ts';
import { Panel } from '../polarization/Panel.tsx';
import { stopStudy, useStudyOwner } from '../polarization/studyClient.ts';
import { SHARING_PRESETS, sharingRun } from '../../experiments/taskGroups.ts';
import { measureSharing, SHARING_SEEDS, showStoredSharing, useSharing } from './sharing.ts';

const COLUMNS = ['engagement', 'satisfaction', 'difference', 'within', 'across'] as const;

/** Figure 5's claim, setting by setting: measured here, not assumed. */
export function SharingCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { results, job, failed } = useSharing();
  const owner = useStudyOwner((state) => state.owner);
  const arm = useLab((lab) => lab.state.view.arm);
  useEffect(() => {
    // Without the stored runs the table begins empty.
    showStoredSharing().catch(() => undefined);
  }, []);
  const told = ({ n, mean, low, high }: Mean): string => (n === 0 ? '–' : t('gates.sharing.interval', { mean: words.fixed(mean, 2), low: words.fixed(low, 2), high: words.fixed(high, 2) }));
  const measured = SHARING_PRESETS.flatMap((preset) => (results[preset] ? [{ preset, sharing: results[preset] }] : []));
  const claims = measured.map(({ preset, sharing: { difference, within, across } }) => {
    const claim = difference.low > 0 ? 'as' : difference.high < 0 ? 'reverse' : 'open';
    const groups = within.low > across.high ? 'grouped' : 'ungrouped';
    return { preset, claim, groups } as const;
  });
  return (
    <Panel name={t('gates.sharing.name')} title={t('gates.sharing.title')} subtitle={t('gates.sharing.subtitle', { seeds: SHARING_SEEDS })}>
      <div className="pol-scroll" role="region" aria-label={t('gates.sharing.name')} tabIndex={0}>
        <table className="pol-table gates-sharing">
          <thead><tr><th scope="col">{t('gates.sharing.setting')}</th>{COLUMNS.map((column) => <th key={column} scope="col">{t(`gates.sharing.${column}`)}<small>{t(`gates.sharing.${column}Hint`)}</small></th>)}</tr></thead>
          <tbody>
            {SHARING_PRESETS.map((preset) => {
              const sharing = results[preset];
              const name = t(`gates.sharing.preset.${preset}`);
              return (
                <tr key={preset}>
                  <th scope="row">
                    {name}{sharing && <small>{t('gates.sharing.runs', { runs: sharing.difference.n })}</small>}
                    <span className="pol-ways">
                      <button type="button" className="button small" aria-label={t('gates.sharing.openOf', { name })} onClick={() => { trainNow(sharingRun(preset), { chapter: 'gates', arm }); }}>{t('gates.sharing.open')}</button>
                      {job?.preset === preset && owner === 'sharing'
                        ? <button type="button" className="button small" onClick={stopStudy}>{t('gates.sharing.stop', { percent: words.percent(job.share) })}</button>
                        : <button type="button" className="button small" aria-label={t('gates.sharing.measureOf', { name })} onClick={() => { measureSharing(preset).catch(() => undefined); }}>{t('gates.sharing.measure')}</button>}
                    </span>
                  </th>
                  {COLUMNS.map((column) => <td key={column}>{sharing ? told(sharing[column]) : ''}</td>)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {failed !== null && <p role="alert">{t('gates.sharing.failed', { message: failed })}</p>}
      <ul className="pol-words">
        {claims.map(({ preset, claim, groups }) => <li key={preset}>{t(`gates.sharing.preset.${preset}`)}{t('gates.sharing.colon')}{t(`gates.sharing.claim.${claim}`)} {t(`gates.sharing.groups.${groups}`)}</li>)}
        <li className="pol-claim">{t('gates.sharing.known')}</li>
      </ul>
    </Panel>
  );
}
