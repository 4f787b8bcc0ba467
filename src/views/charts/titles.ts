/**
 * The titles of the charts: data in, a sentence out. Pure, so that each is tested as a table.
 *
 * | title of      | depends on                                                                                     |
 * |---------------|------------------------------------------------------------------------------------------------|
 * | gates         | the shown model at the shown step, the architecture                                            |
 * | gate history  | the shown model's history up to the shown step, the architecture                               |
 * | polarization  | both models at the newest step, the threshold, whether any dropout acted up to it, whether the run ended |
 * | position bias | the shown model at the newest step, the device shown, the log                                  |
 * | losses        | the shown model's history, the measure shown                                                   |
 */
import type { ArmView, BiasView, HistoryPoint } from '../../session/protocol.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { expertCounts, gatesOf, presentOf, type Gated, type Masked } from '../../model/visible.ts';
import { DEVICES, TASKS } from '../../world/spec.ts';
import type { RunTask } from '../../run/source.ts';
import type { Say } from '../say.ts';
import { PLATFORM_TASKS } from '../tasks.ts';
import type { Against } from './biasTable.ts';
import { nothingApart, type Apart } from '../trained.ts';
import {
  biasFigures,
  biasSpan,
  isUntrained,
  curvesFact,
  gateHistoryFact,
  gatesFact,
  polarizationFact,
  type CurveKind,
  type PolarizationFact,
} from './facts.ts';

type Kind = ModelSpec['kind'];

const taskName = ({ t }: Say, k: number): string => t(`task.${TASKS[k]}`);

/**
 * A title that speaks of one of two models begins with its letter.
 * @param letter - null where both are one
 */
export const titleOf = ({ t }: Say, letter: string | null, title: string): string =>
  letter === null
    ? title
    : t('charts.arm.title', { letter, title: title.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase()) });

/** How many experts the gates may use: "8", or "2–3" where they differ. */
export function countWords(model: Masked): string {
  const all = expertCounts(model);
  const counts = presentOf(model).map((k) => all[k]);
  const [least, most] = [Math.min(...counts), Math.max(...counts)].map(String);
  return least === most ? most : `${least}–${most}`;
}

/** What stands out in one model's gates. */
export function gatesTitle(
  say: Say,
  model: Gated,
  arm: Pick<ArmView, 'effectivePerExample' | 'effectiveOfMean'> | null,
): string {
  const { t, numbers } = say;
  const { kind, experts } = model;
  if (!arm) return t(kind === 'omoe' ? 'charts.gates.nameOne' : 'charts.gates.name');
  if (kind === 'shared-bottom') return t('charts.gates.title.none');
  const fact = gatesFact(arm, model);
  const count = (value: number): string => numbers.fixed(value, 1);
  switch (fact.kind) {
    case 'one':
      return t('charts.gates.title.one', { count: count(fact.perExample), experts });
    case 'hidden':
      return t('charts.gates.title.hidden', {
        task: taskName(say, fact.task),
        each: count(fact.perExample),
        whole: count(fact.ofMean),
      });
    case 'groups':
      return t(`charts.gates.title.groups.${fact.few}`, { few: count(fact.fewCount), many: count(fact.manyCount) });
    case 'noChoice':
      return t('charts.gates.title.noChoice');
    case 'even': {
      const gates = presentOf(model).length;
      return t(`charts.gates.title.even${model.visible ? 'Own' : ''}${gates === TASKS.length ? '' : 'Of'}`, {
        count: count(fact.perExample),
        experts,
        gates,
      });
    }
    case 'only':
    case 'narrowest':
      return t(`charts.gates.title.${fact.kind}`, {
        task: taskName(say, fact.task),
        count: count(fact.perExample),
        experts: expertCounts(model)[fact.task],
      });
  }
}

/** The history up to the step that is shown, null = the newest: what is said of it ends there. */
export const upTo = (history: readonly HistoryPoint[], step: number | null): readonly HistoryPoint[] =>
  step === null ? history : history.filter((point) => point.step <= step);

/** What has become of one model's gates. @param step - the step that is shown, null = the newest */
export function gateHistoryTitle(
  say: Say,
  model: { kind: Kind } & Pick<Masked, 'present'>,
  history: readonly HistoryPoint[],
  arm: number,
  step: number | null = null,
): string {
  const { t, numbers } = say;
  const { kind } = model;
  if (kind === 'shared-bottom') return t('charts.gates.title.none');
  const one = gatesOf(model).length === 1 ? 'One' : '';
  const shown = upTo(history, step);
  if (shown.length < 2 && history.length > 1) return t(`charts.gateHistory.title.atStart${one}`);
  const fact = gateHistoryFact(shown, arm, model);
  switch (fact.kind) {
    case 'start':
      return t(`charts.gateHistory.title.start${one}`);
    case 'steady':
      return t(`charts.gateHistory.title.steady${one}`, { steps: numbers.fixed(fact.steps) });
    case 'narrowed':
    case 'widened': {
      const values = { from: numbers.fixed(fact.from, 1), to: numbers.fixed(fact.to, 1) };
      return one
        ? t(`charts.gateHistory.title.${fact.kind}${one}`, values)
        : t(`charts.gateHistory.title.${fact.kind}`, { ...values, task: taskName(say, fact.task) });
    }
  }
}

/** Both models at one step, and how they came there. */
export interface PairAt extends Gated {
  threshold: number;
  step: number;
  /** Whether anything is still to come. */
  ended: boolean;
  apart: Apart;
  arms: readonly Pick<ArmView, 'utilization'>[];
}

/** Which models have polarized gates: what the title says, and is said aloud when it changes. */
export const pairFact = ({ arms, threshold, step, apart, ...model }: PairAt): PolarizationFact =>
  // Before any training both are the same whatever comes.
  polarizationFact(arms, model, threshold, step > 0 && nothingApart(apart));

/** Which of the two models polarized; with what dropout B was trained stands over its picture. */
export function polarizationTitle(say: Say, pair: PairAt | null): string {
  const { t } = say;
  if (!pair) return t('charts.polarization.name');
  if (pair.kind === 'shared-bottom') return t('charts.gates.title.none');
  const oneGate = pair.kind === 'omoe';
  const gates = (tasks: readonly number[]): string =>
    oneGate
      ? t('charts.polarization.oneGate')
      : tasks.length === 1
        ? t('charts.polarization.gate', { task: taskName(say, tasks[0]) })
        : t('charts.polarization.gates', { number: tasks.length });
  const fact = pairFact(pair);
  if (pair.step === 0 && pair.apart.cures.some(({ cure }) => cure === 'uniform' || cure === 'zeroGates'))
    return t('charts.polarization.title.startUniform');
  if (pair.step === 0 && 'tasks' in fact)
    return t('charts.polarization.title.startPolarized', { gates: gates(fact.tasks[0]) });
  switch (fact.kind) {
    case 'same':
      return t('charts.polarization.title.same');
    case 'neither':
      return t(`charts.polarization.title.${pair.step === 0 ? 'start' : pair.ended ? 'neither' : 'notYet'}`);
    case 'without':
      return t('charts.polarization.title.without', { gates: gates(fact.tasks[0]) });
    case 'with':
      return t('charts.polarization.title.with', { gates: gates(fact.tasks[1]) });
    case 'both':
      return oneGate
        ? t('charts.polarization.title.bothOne')
        : t('charts.polarization.title.both', { without: fact.tasks[0].length, with: fact.tasks[1].length });
  }
}

/**
 * What position does to clicks here: what was learned of it where there is something that learns it.
 * @param positions - whether there are rates by position; @param placed - whether the log has positions all the same
 */
export function biasTitle(
  say: Say,
  { positions, placed, against, device }: { positions: boolean; placed?: boolean; against: Against; device?: number },
  arm: { bias?: BiasView } | null,
): string {
  const { t, numbers } = say;
  if (!arm) return t('charts.bias.name');
  if (!positions) return t(`charts.bias.title.${placed ? 'noRate' : 'noPositions'}`);
  if (!arm.bias) return t(`charts.bias.title.${against === 'none' ? 'observedAlone' : 'observed'}`);
  // As it begins: how far from the truth nothing is says nothing of the model. As long as what it becomes, so that nothing moves.
  if (isUntrained(arm.bias)) return t('charts.bias.title.untrained');
  const bias =
    device === undefined
      ? t('charts.bias.title.bias.all')
      : t('charts.bias.title.bias.one', { device: t(`device.${DEVICES[device]}`) });
  const span = biasSpan(arm.bias, device);
  if (against === 'none') return t('charts.bias.title.learned.none', { bias, span: numbers.fixed(span, 2) });
  const { rmse } = biasFigures(arm.bias, device);
  return t(`charts.bias.title.learned.${against}`, { bias, rmse: numbers.fixed(rmse, 2) });
}

/** What the held-out losses, or AUC, of one model have come to. */
export function curvesTitle(
  say: Say,
  kind: CurveKind,
  history: readonly HistoryPoint[],
  arm: number,
  tasks: readonly RunTask[] = PLATFORM_TASKS,
): string {
  const { t, numbers } = say;
  const now = history.at(-1)?.arms[arm];
  if (!now) return t('charts.curves.name');
  if (kind === 'auc') {
    const each = tasks
      .filter((task) => task.kind === 'binary')
      .map(({ index }) =>
        t('charts.curves.title.aucOf', { task: taskName(say, index), auc: numbers.fixed(now.auc[index], 3) }),
      );
    if (each.length === 0) return t('charts.curves.title.noAuc');
    return t(`charts.curves.title.${history.at(-1)?.step === 0 ? 'aucUntrained' : 'auc'}`, {
      each: each.join(t('comma')),
    });
  }
  const fact = curvesFact(history, arm);
  switch (fact.kind) {
    case 'start':
      return t('charts.curves.title.start');
    case 'flat':
      return t('charts.curves.title.flat', { step: numbers.fixed(fact.step) });
    case 'fell':
      return t(`charts.curves.title.${fact.most === fact.least ? 'fellOne' : 'fell'}`, {
        most: taskName(say, fact.most),
        mostTo: numbers.percent(fact.mostTo),
        least: taskName(say, fact.least),
        leastTo: numbers.percent(fact.leastTo),
      });
    case 'rose':
      return t('charts.curves.title.rose', { task: taskName(say, fact.task), by: numbers.percent(fact.by) });
  }
}
