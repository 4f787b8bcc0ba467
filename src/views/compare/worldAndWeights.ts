/** Cards of the further studies: along a property of the world, and other weights of a task’s loss. Pure. */
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import { WORLD_SWEEPS } from '../../experiments/compare/sweeps.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { Column, Row } from '../ui/dotRows.ts';
import {
  against,
  aucGain,
  differenceColumn,
  differenceWords,
  linesOf,
  ratioColumn,
  ratioWords,
  type Against,
} from './further.ts';
import { GROUP, keyed, runsWhere, sure, type Further } from './furtherParts.ts';
import { isRegression } from './metrics.ts';
import { RISK } from './titles.ts';

/** Along a property of the world: MMoE against shared-bottom, and against single-task models. */
export function worldCard(
  say: Say,
  along: 'cosine' | 'sines',
  { lines }: Pick<KnownLines<'cosine' | 'sines'>, 'lines'>,
): Further {
  const { t, numbers } = say;
  const values = [...new Set(lines.map(({ id }) => id.value))];
  const own = (value: number, model: string) => runsWhere(lines, (id) => id.value === value && id.model === model);
  const to = (other: string): Against[] =>
    values.map((value) => against(keyed(String(value)), own(value, 'mmoe-8'), own(value, other)));
  const [bottom, single] = [to('shared-bottom'), to('single-task')];
  const correlation = (value: number) => meanInterval(own(value, 'mmoe-8').map(({ more }) => more[0])).mean;
  // Those that are still to come have their rows: the picture does not grow under the reader.
  const rows: Row[] = [...new Set([...WORLD_SWEEPS[along], ...values])].map((value) => ({
    id: String(value),
    name: t(`compare.world.row.${along}`, { value: numbers.plain(value) }),
    detail: values.includes(value)
      ? t('compare.world.labels', { r: numbers.fixed(correlation(value), 2) })
      : t('compare.world.without'),
  }));
  const names = (key: 'bottom' | 'single') => ({
    title: t(`compare.world.${key}`),
    note: t('compare.world.ratioNote'),
  });
  const lower = (all: readonly Against[]): number =>
    sure(all, 2 * values.length).filter((one) => one.ratio.ratio < 1).length;
  return {
    title: t('compare.world.title', { n: values.length, k: lower(bottom), j: lower(single) }),
    picture: {
      columns: [
        ratioColumn(say, bottom, { id: 'bottom', ...names('bottom'), counted: true }),
        ratioColumn(say, single, { id: 'single', ...names('single'), counted: true }),
        differenceColumn(say, bottom, aucGain, {
          id: 'auc',
          title: t('compare.world.auc'),
          note: t('compare.world.aucNote'),
        }),
      ],
      groups: [{ id: GROUP, title: t(`compare.world.group.${along}`), rows }],
    },
    table: {
      columns: [
        t(`compare.world.group.${along}`),
        t('compare.world.labelColumn'),
        t('compare.world.bottom'),
        t('compare.world.single'),
        t('compare.world.auc'),
      ],
      rows: values.map((value, i) => [
        numbers.plain(value),
        numbers.fixed(correlation(value), 2),
        ratioWords(say, bottom[i].ratio),
        ratioWords(say, single[i].ratio),
        differenceWords(say, bottom[i].aucGain),
      ]),
    },
  };
}

/** Another weight for the loss of one task: what it does to each, against weight 1. */
export function weightsCard(say: Say, task: Task, { lines }: Pick<KnownLines<'weights'>, 'lines'>): Further {
  const { t, numbers } = say;
  const own = linesOf(lines, (id) => id.task === task);
  const usual = runsWhere(own, ({ weight }) => weight === 1);
  const others = own.filter(({ id }) => id.weight !== 1);
  const all = others.map(({ id, runs }) => against(keyed(String(id.weight)), runs, usual));
  const name = (one: Task): string => t(`task.${one}`);
  const column = (one: Task): Column =>
    differenceColumn(say, all, ({ tasks }) => tasks[one], {
      id: one,
      title: name(one),
      note: t(`compare.weights.${isRegression(one) ? 'mse' : 'auc'}`),
      color: taskColor(one),
      ink: taskInk(one),
      scaled: all.filter((_, i) => others[i].id.weight > 0),
    });
  const tests = all.length * TASKS.length;
  /** Tasks that the largest weight surely makes better, or worse. */
  const moved = (better: boolean): string => {
    const last = all[all.length - 1];
    return TASKS.filter((one) => {
      const { mean, p } = last.tasks[one];
      return p * tests < RISK && (isRegression(one) === mean < 0) === better;
    })
      .map(name)
      .join(t('comma'));
  };
  const [better, worse] = [moved(true), moved(false)];
  const weight = numbers.plain(others[others.length - 1].id.weight);
  return {
    title: inSentences(
      t,
      better ? t('compare.weights.better', { task: name(task), weight, tasks: better }) : '',
      worse ? t('compare.weights.worse', { task: name(task), weight, tasks: worse }) : '',
      better || worse ? '' : t('compare.weights.none', { task: name(task), weight }),
    ),
    picture: {
      columns: TASKS.map(column),
      groups: [
        {
          id: GROUP,
          title: t('compare.weights.group', { task: name(task) }),
          rows: others.map(({ id }) => ({ id: String(id.weight), name: numbers.plain(id.weight) })),
        },
      ],
    },
    table: {
      columns: [
        t('compare.weights.column'),
        ...TASKS.map((one) => t(`compare.metric.${isRegression(one) ? 'mse' : 'auc'}`, { task: name(one) })),
      ],
      rows: all.map(({ tasks }, i) => [
        numbers.plain(others[i].id.weight),
        ...TASKS.map((one) => differenceWords(say, tasks[one])),
      ]),
    },
  };
}
