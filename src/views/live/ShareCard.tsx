import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { OPEN_ARM } from '../../experiments/live/spec.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import panel from '../ui/panel.module.css';
import { useLive } from './experiment.ts';
import styles from './live.module.css';
import { shareMarks } from './shareMarks.ts';
import { shareRows, shareSubtitle, shareTitle, type ShareRow } from './shares.ts';
import { useShown } from './useShown.ts';
import { armName } from './words.ts';

/** How much of what a ranking can gain each arm gets, beside stored experiments on twenty worlds. */
export function ShareCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown, live, source, other } = useShown();
  const all = useLive((state) => state.known);
  const known = !shown || shown.spec.world === OPEN_ARM ? undefined : all[shown.spec.world];
  const rows = useMemo(() => (shown ? shareRows(shown, known) : []), [shown, known]);
  return (
    <Panel
      card="share"
      name={t('live.share.name')}
      title={shareTitle(say, rows, { live, stored: source === 'stored' })}
      source={source}
      other={other}
      subtitle={shareSubtitle(say, rows, known)}
    >
      <TableScroll label={t('live.share.name')}>
        <table className={`${panel.table} ${styles.shares}`}>
          <thead>
            <tr>
              {(['arm', 'share', 'storedShare', 'clicks', 'likes', 'watchTime', 'rating'] as const).map((column) => (
                <th key={column} scope="col" colSpan={column === 'share' ? 2 : 1}>
                  {t(`live.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <Row key={row.arm} row={row} control={i === 0} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Panel>
  );
}

function Row({ row: { arm, state, picture, stored }, control }: { row: ShareRow; control: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const share = (value: number): string =>
    Number.isFinite(value) ? t('live.percent', { value: numbers.fixed(value, 1) }) : '–';
  const interval = (value: number, low: number, high: number): string =>
    Number.isFinite(low + high)
      ? t('live.interval', { value: share(value), low: numbers.fixed(low, 1), high: numbers.fixed(high, 1) })
      : share(value);
  const name = armName(say, arm);
  const known = stored?.capturedShare;
  return (
    <tr>
      <th scope="row">{control ? t('live.share.control', { arm: name }) : name}</th>
      <td className={styles.bar}>
        <Drawn aria-hidden="true" marks={shareMarks(picture)} />
      </td>
      <td>{interval(picture.value, picture.low, picture.high)}</td>
      <td>{known ? interval(known.mean, known.low, known.high) : '–'}</td>
      <td>{numbers.fixed(state.clicks, 2)}</td>
      <td>{numbers.fixed(state.likes, 2)}</td>
      <td>{numbers.fixed(state.watchTime, 2)}</td>
      <td>{numbers.fixed(state.rating, 2)}</td>
    </tr>
  );
}
