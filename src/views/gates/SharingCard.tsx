import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../say.ts';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { useLab } from '../store.ts';
import { trainNow } from '../control.ts';
import { Interval } from '../ui/Interval.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { shownOf } from '../../study/evidence.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import {
  SHARING_PRESETS,
  sharingRun,
  type Sharing,
  type SharingPreset,
} from '../../experiments/task-groups/taskGroups.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { chooseSharing, findStoredSharing, measureSharing, SHARING_SEEDS, useSharing } from './sharing.ts';
import { claimOf, differenceLimit, intervalWords, sharingFindings, sharingTitle } from './sharingWords.ts';
import styles from './gates.module.css';
import panel from '../ui/panel.module.css';

const COLUMNS = ['engagement', 'satisfaction', 'difference', 'within', 'across'] as const;

/** Figure 5's claim, setting by setting: measured here, not assumed. */
export function SharingCard() {
  const say = useSay();
  const { t } = say;
  const { shelves, asked } = useSharing();
  useEffect(() => {
    // Without the stored runs the table begins empty.
    findStoredSharing().catch(() => undefined);
  }, []);
  const measured = SHARING_PRESETS.flatMap((preset) => {
    const sharing = shownOf(shelves[preset])?.data;
    return sharing ? [{ preset, sharing }] : [];
  });
  const made = SHARING_PRESETS.map((preset) => shelves[preset].stored).find((stored) => stored !== null);
  const limit = differenceLimit(measured);
  return (
    <Panel
      card="sharing"
      name={t('gates.sharing.name')}
      title={sharingTitle(say, measured)}
      subtitle={t('gates.sharing.subtitle', { seeds: SHARING_SEEDS })}
    >
      <OnPlatform />
      <TableScroll label={t('gates.sharing.name')}>
        <table className={`${panel.table} ${styles.sharing}`}>
          <Head />
          <tbody>
            {SHARING_PRESETS.map((preset) => (
              <Setting key={preset} preset={preset} limit={limit} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <JobLine
        owner="sharing"
        kept={asked ? shelves[asked].kept : 0}
        elsewhere={asked !== null && shownOf(shelves[asked])?.id !== shelves[asked].last}
      />
      <ul className={panel.words}>
        {sharingFindings(say, measured).map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
        <li className={panel.claim}>{t('gates.sharing.paper')}</li>
      </ul>
      {made?.made && <StoredNote made={made.made} seeds={made.finished} />}
    </Panel>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('gates.sharing.setting')}</th>
        {COLUMNS.map((column) => (
          <th key={column} scope="col">
            {t(`gates.sharing.${column}`)}
            <small>{t(`gates.sharing.${column}Hint`)}</small>
          </th>
        ))}
        <th scope="col" data-take="no">
          {t('gates.sharing.try')}
        </th>
      </tr>
    </thead>
  );
}

/** One setting: what was measured of it, and ways to see it and to measure it anew. */
function Setting({ preset, limit }: { preset: SharingPreset; limit: number }) {
  const say = useSay();
  const { t } = say;
  const shown = shownOf(useSharing(({ shelves }) => shelves[preset]));
  const sharing = shown?.data;
  return (
    <tr>
      <th scope="row">
        {t(`gates.sharing.preset.${preset}`)}
        {sharing && (
          <small>
            {t(shown.made ? 'gates.sharing.runs' : 'gates.sharing.runsHere', { runs: sharing.difference.n })}
          </small>
        )}
      </th>
      {COLUMNS.map((column) => (
        <td key={column}>
          {sharing ? intervalWords(say, sharing[column]) : '–'}
          {column === 'difference' && sharing && <Difference sharing={sharing} limit={limit} />}
        </td>
      ))}
      <td data-take="no">
        <Ways preset={preset} />
      </td>
    </tr>
  );
}

/** The difference as a picture, and what it says of the claim. */
function Difference({ sharing, limit }: { sharing: Sharing; limit: number }) {
  const { t } = useTranslation();
  const { mean, low, high } = sharing.difference;
  return (
    <span className={styles.difference}>
      <Interval value={mean} low={low} high={high} limit={limit} color="var(--ink)" />
      <small>{t(`gates.sharing.claim.${claimOf(sharing)}`)}</small>
    </span>
  );
}

function Ways({ preset }: { preset: SharingPreset }) {
  const { t } = useTranslation();
  const shelf = useSharing(({ shelves }) => shelves[preset]);
  const asked = useSharing((state) => state.asked);
  const arm = useLab((lab) => lab.state.view.arm);
  const name = t(`gates.sharing.preset.${preset}`);
  return (
    <span className={`${panel.ways} ${styles.ways}`}>
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
  );
}
