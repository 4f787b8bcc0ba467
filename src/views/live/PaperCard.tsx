import { useTranslation } from 'react-i18next';
import type { Mean } from '../../metrics/intervals.ts';
import { OPEN_ARM } from '../../experiments/live/spec.ts';
import { signed } from '../signed.ts';
import { useSay } from '../say.ts';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import panel from '../ui/panel.module.css';
import { useLive } from './experiment.ts';
import { claimRows, claimTitle } from './paper.ts';
import { armName } from './words.ts';
import room from '../ui/study.module.css';

/** What the paper's live experiments found, beside twenty simulated ones. */
export function PaperCard() {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = useLive((state) => state.choices.world);
  // A run of the reader's own is beside neither table; the first says most.
  const world = chosen === OPEN_ARM ? 'architectures' : chosen;
  const known = useLive((state) => state.known[world]);
  const rows = claimRows(world, known);
  return (
    <Panel
      card="paper"
      name={t(`live.paper.name.${world}`)}
      title={claimTitle(say, rows)}
      source={known && 'stored'}
      subtitle={t('live.paper.subtitle')}
    >
      <TableScroll label={t(`live.paper.name.${world}`)}>
        <table className={`${panel.table} ${panel.claims}`}>
          <Head />
          <tbody>
            {rows.map(({ arm, engagement, satisfaction, ours }, i) => (
              <tr key={arm}>
                <th scope="row">{armName(say, arm)}</th>
                {[engagement, satisfaction].map((claim, k) => (
                  <td key={k} data-claim="">
                    {i === 0 ? t('live.paper.reference') : <Claim claim={claim} />}
                  </td>
                ))}
                {(['engagementLift', 'satisfactionLift'] as const).map((key) => (
                  <td key={key}>{i === 0 ? t('live.paper.reference') : <Ours mean={ours?.[key]} digits={2} />}</td>
                ))}
                <td>{i === 0 ? t('live.paper.reference') : <Ours mean={ours?.sharePoints} digits={1} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className={panel.note}>{t(`live.paper.order.${world}`)}</p>
      <div className={room.made}>
        {known && <MadeFolded words={t('panel.stored', { seeds: known.spec.seeds })} by={known.made} />}
      </div>
    </Panel>
  );
}

function Head() {
  const { t } = useTranslation();
  const groups = ['engagement', 'satisfaction'] as const;
  return (
    <thead>
      <tr>
        <th scope="col">{t('live.column.arm')}</th>
        {(['claim', 'ours'] as const).flatMap((whose) =>
          groups.map((group) => (
            <th key={`${whose} ${group}`} scope="col">
              {t(`live.paper.${group}`)}
              <small>{t(`live.paper.${whose}`)}</small>
            </th>
          )),
        )}
        <th scope="col">
          {t('live.paper.points')}
          <small>{t('live.paper.pointsNote')}</small>
        </th>
      </tr>
    </thead>
  );
}

function Claim({ claim }: { claim: number | undefined }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  return claim === undefined ? t('live.paper.notGiven') : t('live.percent', { value: signed(numbers, claim, 2) });
}

/** A mean over worlds with its interval. */
function Ours({ mean, digits }: { mean: Mean | undefined; digits: number }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  if (!mean) return '–';
  return t('live.interval', {
    value: signed(numbers, mean.mean, digits),
    low: signed(numbers, mean.low, digits),
    high: signed(numbers, mean.high, digits),
  });
}
