import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mean } from '../../metrics/intervals.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { trainNow } from '../control.ts';
import { Interval } from '../ui/Interval.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { shownOf } from '../../study/evidence.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { SHARING_PRESETS, sharingRun, type Sharing } from '../../experiments/task-groups/taskGroups.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { chooseSharing, findStoredSharing, measureSharing, SHARING_SEEDS, useSharing } from './sharing.ts';

const COLUMNS = ['engagement', 'satisfaction', 'difference', 'within', 'across'] as const;

/** Figure 5's claim, setting by setting: measured here, not assumed. */
export function SharingCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { shelves, asked } = useSharing();
  const arm = useLab((lab) => lab.state.view.arm);
  useEffect(() => {
    // Without the stored runs the table begins empty.
    findStoredSharing().catch(() => undefined);
  }, []);
  const two = (value: number): string => words.fixed(Math.abs(value) < 0.005 ? 0 : value, 2); // no "−0.00"
  const told = ({ n, mean, low, high }: Mean): string =>
    n === 0 ? '–' : t('gates.sharing.interval', { mean: two(mean), low: two(low), high: two(high) });
  const measured = SHARING_PRESETS.flatMap((preset) => {
    const sharing = shownOf(shelves[preset])?.data;
    return sharing ? [{ preset, sharing }] : [];
  });
  const made = SHARING_PRESETS.map((preset) => shelves[preset].stored).find((stored) => stored !== null);
  const list = (test: (sharing: Sharing) => boolean): string =>
    measured
      .filter(({ sharing }) => test(sharing))
      .map(({ preset }) => t(`gates.sharing.preset.${preset}`))
      .join(t('gates.sharing.comma'));
  const as = list((sharing) => claimOf(sharing) === 'as');
  const reverse = list((sharing) => claimOf(sharing) === 'reverse');
  const grouped = list(({ within, across }) => within.low > across.high);
  const title =
    measured.length === 0
      ? t('gates.sharing.title')
      : as
        ? t('gates.sharing.titleAs', { settings: as })
        : t('gates.sharing.titleNone');
  // One scale for all settings.
  const limit = Math.max(
    1,
    ...measured
      .flatMap(({ sharing: { difference } }) => [Math.abs(difference.low), Math.abs(difference.high)])
      .filter(Number.isFinite),
  );
  return (
    <Panel
      name={t('gates.sharing.name')}
      title={title}
      subtitle={t('gates.sharing.subtitle', { seeds: SHARING_SEEDS })}
    >
      <TableScroll label={t('gates.sharing.name')}>
        <table className="ui-table gates-sharing">
          <thead>
            <tr>
              <th scope="col">{t('gates.sharing.setting')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`gates.sharing.${column}`)}
                  <small>{t(`gates.sharing.${column}Hint`)}</small>
                </th>
              ))}
              <th scope="col">{t('gates.sharing.try')}</th>
            </tr>
          </thead>
          <tbody>
            {SHARING_PRESETS.map((preset) => {
              const shelf = shelves[preset];
              const shown = shownOf(shelf);
              const sharing = shown?.data;
              const name = t(`gates.sharing.preset.${preset}`);
              return (
                <tr key={preset}>
                  <th scope="row">
                    {name}
                    {sharing && (
                      <small>
                        {t(shown.made ? 'gates.sharing.runs' : 'gates.sharing.runsHere', {
                          runs: sharing.difference.n,
                        })}
                      </small>
                    )}
                  </th>
                  {COLUMNS.map((column) => (
                    <td key={column}>
                      {sharing ? told(sharing[column]) : '–'}
                      {column === 'difference' && sharing && (
                        <span className="gates-difference">
                          <Interval
                            value={sharing.difference.mean}
                            low={sharing.difference.low}
                            high={sharing.difference.high}
                            limit={limit}
                            color="var(--ink)"
                          />
                          <small>{t(`gates.sharing.claim.${claimOf(sharing)}`)}</small>
                        </span>
                      )}
                    </td>
                  ))}
                  <td>
                    <span className="ui-ways">
                      <button
                        type="button"
                        className="button small"
                        aria-label={t('gates.sharing.openOf', { name })}
                        onClick={() => {
                          trainNow(sharingRun(preset), { chapter: 'gates', arm });
                        }}
                      >
                        {t('gates.sharing.open')}
                      </button>
                      <StartStop
                        owner="sharing"
                        mine={asked === preset}
                        className="small"
                        start={t('gates.sharing.measure')}
                        startLabel={t('gates.sharing.measureOf', { name })}
                        stop={t('study.stop')}
                        onStart={() => {
                          measureSharing(preset);
                        }}
                      />
                      <EvidenceSwitch
                        shelf={shelf}
                        of="seeds"
                        onChoose={(id) => {
                          chooseSharing(preset, id);
                        }}
                      />
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
      <JobLine owner="sharing" kept={asked ? shelves[asked].kept : 0} />
      <ul className="ui-words">
        {reverse && <li>{t('gates.sharing.reverse', { settings: reverse })}</li>}
        {grouped && (
          <li>
            {grouped === list(() => true)
              ? t('gates.sharing.groupedAll')
              : t('gates.sharing.grouped', { settings: grouped })}
          </li>
        )}
        <li className="ui-claim">{t('gates.sharing.paper')}</li>
      </ul>
      {made?.made && <StoredNote made={made.made} seeds={made.finished} />}
    </Panel>
  );
}

/** What the difference says of figure 5's claim: as there, the reverse, or nothing that is certain. */
const claimOf = ({ difference: { low, high } }: Sharing): 'as' | 'reverse' | 'open' =>
  low > 0 ? 'as' : high < 0 ? 'reverse' : 'open';
