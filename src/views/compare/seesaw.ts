/** Card 4: what every model gains over single-task models of the same cost, and which tasks pay for sharing. Pure. */
import { modelsIn, seesaw, type ModelId, type Seesaw } from '../../experiments/compare/summary.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { tTail } from '../../metrics/student.ts';
import { SIZES } from '../../experiments/compare/architectures.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import type { Table } from '../charts/table.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { Cell, Column, DotPicture } from '../ui/dotRows.ts';
import { fullName, keyOf, modelName, rowsOf, sizeName } from './models.ts';
import { remembered } from './remembered.ts';
import { logScale } from '../ui/scales.ts';
import { signed } from '../signed.ts';
import type { ShownComparison } from './shown.ts';
import { FEWEST_SEEDS, instead, RISK } from './titles.ts';

const isSingle = ({ model }: Pick<ModelId, 'model'>): boolean => model === 'single-task';

/** Every model against the single-task models of its size; none where those were not trained. */
export const seesawsOf = remembered((runs: readonly CompareRun[]): Seesaw[] =>
  SIZES.flatMap((size) => seesaw(runs, size)).filter(({ seeds }) => seeds.length > 0),
);

/** A gain in percent as loss divided by the single-task model's: gains of halves and losses of doubles are as far from 1. */
const ratioOf = (gain: number): number => 1 - gain / 100;

function taskColumn({ t, numbers }: Say, all: readonly Seesaw[], task: Task): Column {
  const cells = Object.fromEntries(
    all.map((one): [string, Cell] => {
      const { mean, low, high } = one.gains[task];
      return [
        keyOf(one),
        {
          dots: one.seeds.map(({ seed, gains }) => ({ seed, value: ratioOf(gains[task]) })),
          mean: ratioOf(mean),
          low: ratioOf(high),
          high: ratioOf(low),
        },
      ];
    }),
  );
  const { domain, ticks } = logScale([
    ...Object.values(cells).flatMap(({ dots }) => dots.map(({ value }) => value)),
    1,
  ]);
  return {
    id: task,
    title: t(`task.${task}`),
    note: t('compare.seesaw.note'),
    color: taskColor(task),
    ink: taskInk(task),
    log: true,
    domain,
    ticks: [...new Set([...ticks, 1])].map((value) => ({ value, text: numbers.plain(value) })),
    reference: 1,
    cells,
  };
}

/** Share of seeds in which one task gains while another pays. */
function tradedColumn({ t, numbers }: Say, all: readonly Seesaw[]): Column {
  return {
    id: 'traded',
    title: t('compare.seesaw.traded.title'),
    note: t('compare.seesaw.traded.note'),
    color: 'var(--ink)',
    ink: 'var(--ink)',
    domain: [0, 1],
    ticks: [0, 0.5, 1].map((value) => ({ value, text: numbers.percent(value) })),
    cells: Object.fromEntries(
      all.map((one): [string, Cell] => {
        const { rate, low, high, k, n } = one.traded;
        return [keyOf(one), { dots: [], mean: rate, low, high, text: t('compare.of', { k, n }) }];
      }),
    ),
  };
}

export function seesawPicture(say: Say, shown: ShownComparison): Omit<DotPicture, 'textWidth' | 'chosen'> {
  const all = seesawsOf(shown.runs);
  return {
    columns: [...TASKS.map((task) => taskColumn(say, all, task)), tradedColumn(say, all)],
    groups: rowsOf(say, shown, isSingle),
  };
}

function gainWords({ t, numbers }: Say, { mean, low, high }: Seesaw['gains'][Task]): string {
  const percent = (value: number): string => signed(numbers, value, 0);
  return Number.isFinite(low + high)
    ? t('compare.seesaw.gain', { mean: percent(mean), low: percent(low), high: percent(high) })
    : t('compare.percent', { value: percent(mean) });
}

export function seesawSummary(say: Say, { runs, spec }: ShownComparison): PanelTable {
  const { t } = say;
  return {
    columns: [
      t('compare.column.model'),
      ...TASKS.map((task) => t('compare.seesaw.column', { task: t(`task.${task}`) })),
      t('compare.seesaw.traded.title'),
    ],
    rows: seesawsOf(runs).map((one) => [
      fullName(say, spec, one),
      ...TASKS.map((task) => gainWords(say, one.gains[task])),
      t('compare.of', { k: one.traded.k, n: one.traded.n }),
    ]),
  };
}

/** Every seed, in full precision: percent. */
export function seesawTable(say: Say, { runs, spec }: ShownComparison): Table {
  const { t } = say;
  return {
    columns: [
      { label: t('compare.column.model') },
      { label: t('compare.column.size') },
      { label: t('compare.column.seed') },
      ...TASKS.map((task) => ({ label: t('compare.seesaw.column', { task: t(`task.${task}`) }), digits: 1 })),
    ],
    rows: seesawsOf(runs).flatMap((one) =>
      one.seeds.map(({ seed, gains }) => [
        modelName(say, one),
        sizeName(say, spec, one),
        seed,
        ...TASKS.map((task) => gains[task]),
      ]),
    ),
    step: spec.base.training.steps,
  };
}

/** Student's test of a gain's logarithm against none, two-sided. */
function pOfGain({ n, mean, deviation }: Seesaw['gains'][Task]): number {
  return tTail(Math.log(ratioOf(mean)) / (deviation / 100 / Math.sqrt(n)), n - 1);
}

/** Models with the tasks that surely pay, or surely gain, all models and tasks held against chance together (Bonferroni). */
export function paying(all: readonly Seesaw[], pays: boolean): { id: Seesaw; tasks: Task[] }[] {
  const tests = all.length * TASKS.length;
  return all
    .map((id) => ({
      id,
      tasks: TASKS.filter((task) => {
        const gain = id.gains[task];
        return pays === gain.mean < 0 && pOfGain(gain) * tests < RISK;
      }),
    }))
    .filter(({ tasks }) => tasks.length > 0);
}

/** Models that single-task ones of their size were trained beside. */
function comparedIn(runs: readonly CompareRun[]): ModelId[] {
  const ids = modelsIn(runs);
  return ids.filter((id) => !isSingle(id) && ids.some((other) => isSingle(other) && other.size === id.size));
}

/** Which tasks pay for sharing, and which gain by it. */
export function seesawTitle(say: Say, shown: ShownComparison | undefined, live: boolean): string {
  const { t } = say;
  const compared = comparedIn(shown?.runs ?? []);
  if (!shown || compared.length === 0) return t('compare.seesaw.before');
  const other = instead(say, shown, live);
  if (other) return other;
  const all = seesawsOf(shown.runs).filter(({ seeds }) => seeds.length >= FEWEST_SEEDS);
  if (all.length === 0) return t('compare.seesaw.few');
  const name = (id: ModelId): string => fullName(say, shown.spec, id);
  const tooFew = compared.filter((id) => all.every((one) => keyOf(one) !== keyOf(id)));
  const list = (pays: boolean): string =>
    paying(all, pays)
      .map(({ id, tasks }) =>
        t('compare.seesaw.item', { model: name(id), tasks: tasks.map((task) => t(`task.${task}`)).join(t('comma')) }),
      )
      .join(t('compare.seesaw.then'));
  const [pay, gain] = [list(true), list(false)];
  return inSentences(
    t,
    pay ? t('compare.seesaw.pays', { list: pay }) : t('compare.seesaw.nonePays'),
    gain ? t('compare.seesaw.gains', { list: gain }) : '',
    tooFew.length > 0 ? t('compare.tooFew', { models: tooFew.map(name).join(t('comma')) }) : '',
  );
}
