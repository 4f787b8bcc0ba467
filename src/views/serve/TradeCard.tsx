import type { Worth } from '../../serving/server.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { titleOf } from '../charts/titles.ts';
import { useShownLetter } from '../charts/useShownModel.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { tradeTable } from './tables.ts';
import { TRADE_HEIGHT, tradeMarks } from './tradeMarks.ts';
import { useWorth } from './useList.ts';
import { captured, meanWords, tradeTitle } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';
import { Picture } from '../ui/Picture.tsx';

/** What pages are worth to their users, as the weights go from engagement to satisfaction. */
export function TradeCard() {
  const say = useSay();
  const { t } = say;
  const answer = useWorth();
  const letter = useShownLetter();
  const worth = answer?.value;
  const name = t('serve.trade.name');
  const title = worth ? titleOf(say, letter, tradeTitle(say, worth)) : answer ? t('serve.trade.unranked') : name;
  return (
    <Panel
      card="trade"
      name={name}
      title={title}
      subtitle={
        worth
        && t('serve.trade.subtitle', {
          queries: say.numbers.fixed(worth.queries),
          candidates: answer.ask.world.candidates,
        })
      }
      controls={worth && <DataButton name={name} table={() => tradeTable(say, worth, answer.ask.step)} />}
    >
      <div className={styles.trade}>
        {worth ? (
          <>
            <Trade worth={worth} />
            <Numbers worth={worth} />
          </>
        ) : (
          !answer && <p className={panel.note}>{t('serve.trade.waits')}</p>
        )}
      </div>
    </Panel>
  );
}

const LINES = ['mine', 'curve', 'truth', 'oracle', 'random'] as const;

function Trade({ worth }: { worth: Worth }) {
  const say = useSay();
  const { t, numbers } = say;
  const point = ({ clicks, likes }: Worth['mine']) => ({ clicks: clicks.mean, likes: likes.mean });
  const marks = (width: number) =>
    tradeMarks(width, {
      worth,
      random: point(worth.random),
      mine: point(worth.mine),
      oracle: point(worth.oracle),
      words: {
        clicks: t('serve.trade.clicks'),
        likes: t('serve.trade.likes'),
        engagement: t('serve.trade.engagement'),
        satisfaction: t('serve.trade.satisfaction'),
        number: (value) => numbers.plain(value),
      },
    });
  return (
    <div>
      <Picture height={TRADE_HEIGHT} label={t('serve.trade.alt')} marks={marks} />
      <p className={`${panel.key} ${styles.legend}`}>
        {LINES.map((line) => (
          <span key={line} data-line={line}>
            {t(`serve.trade.line.${line}`)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** Means with their intervals, and what the model itself expects. */
function Numbers({ worth }: { worth: Worth }) {
  const say = useSay();
  const { t, numbers } = say;
  const { predicted, mine } = worth;
  const over = predicted.clicks > mine.clicks.high && predicted.likes > mine.likes.high;
  const share = (of: 'clicks' | 'likes'): string =>
    numbers.percent(captured(worth.mine[of].mean, worth.random[of].mean, worth.oracle[of].mean));
  return (
    <div className={styles.numbers}>
      <TableScroll label={t('serve.trade.name')}>
        <table className={panel.table}>
          <thead>
            <tr>
              {(['who', 'clicks', 'likes'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`serve.trade.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['oracle', 'mine', 'random'] as const).map((row) => (
              <tr key={row}>
                <th scope="row">{t(`serve.trade.row.${row}`)}</th>
                <td>{meanWords(say, worth[row].clicks)}</td>
                <td>{meanWords(say, worth[row].likes)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('serve.trade.row.predicted')}</th>
              <td>{numbers.fixed(predicted.clicks, 2)}</td>
              <td>{numbers.fixed(predicted.likes, 2)}</td>
            </tr>
            <tr>
              <th scope="row">{t('serve.trade.column.captured')}</th>
              <td>{share('clicks')}</td>
              <td>{share('likes')}</td>
            </tr>
          </tbody>
        </table>
      </TableScroll>
      <p className={panel.note}>{t(over ? 'serve.trade.over' : 'serve.trade.note')}</p>
    </div>
  );
}
