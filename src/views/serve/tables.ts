/** The numbers behind the cards. Pure. */
import type { ScoreForm } from '../../metrics/combinedScore.ts';
import type { ServedList, Worth } from '../../serving/server.ts';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import { written, type Ranking } from './ranking.ts';
import { valueOf } from './values.ts';

/** Every candidate in the order of the list, with its predictions, its score and what is true of it. */
export function listTable(
  { t }: Say,
  form: ScoreForm,
  { outputs, truth, log }: ServedList,
  ranking: Ranking | null,
  best: Ranking | null,
  name: (candidate: number) => string,
  step: number,
): Table {
  const digits = (task: number): number => (IS_BINARY[task] ? 4 : 3);
  const tasks = (kind: 'predicted' | 'true') =>
    TASKS.map((task, k) => ({ label: t(`serve.column.${kind}`, { task: t(`task.${task}`) }), digits: digits(k) }));
  const order = ranking?.order ?? Array.from({ length: log.rows }, (_, row) => row);
  const values = (of: Float32Array, row: number): number[] => TASKS.map((_, k) => valueOf(of, row, k));
  return {
    step,
    columns: [
      { label: t('serve.column.place') },
      { label: t('serve.column.item') },
      { label: t('serve.column.number') },
      ...tasks('predicted'),
      { label: t('serve.column.score'), digits: 4 },
      ...tasks('true'),
      { label: t('serve.column.bestPlace') },
      { label: t('serve.column.policy') },
    ],
    rows: order.map((row) => [
      ranking ? ranking.place[row] + 1 : '–',
      name(row),
      row + 1,
      ...values(outputs, row),
      ranking ? written(form, ranking.scores[row]) : NaN,
      ...values(truth, row),
      best ? best.place[row] + 1 : '–',
      log.position[row] || '–',
    ]),
  };
}

/** Both curves of the trade-off, point by point. */
export function tradeTable({ t }: Say, { curve, oracleCurve }: Worth, step: number): Table {
  return {
    step,
    columns: [
      { label: t('serve.trade.column.share'), digits: 2 },
      { label: t('serve.trade.column.clicks'), digits: 3 },
      { label: t('serve.trade.column.likes'), digits: 3 },
      { label: t('serve.trade.column.bestClicks'), digits: 3 },
      { label: t('serve.trade.column.bestLikes'), digits: 3 },
    ],
    rows: curve.map(({ clicks, likes }, i) => [
      i / (curve.length - 1),
      clicks,
      likes,
      oracleCurve[i].clicks,
      oracleCurve[i].likes,
    ]),
  };
}
