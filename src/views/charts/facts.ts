/** What a chart shows now, as data: the titles are written from these. Pure. */
import { polarizedTasks, unusedExperts, usedRow } from '../../metrics/gates.ts';
import { pearson } from '../../metrics/correlation.ts';
import { expertCounts, ofArm, presentOf, type Gated, type Masked, type Paired } from '../../model/visible.ts';
import { GROUP_OF_TASK, TASK_COUNT, type TaskGroup } from '../../world/spec.ts';
import type { ArmView, BiasView, HistoryPoint } from '../../session/protocol.ts';

const indexOf = (values: readonly number[], better: (a: number, b: number) => boolean): number =>
  values.reduce(
    (best, value, i) => (Number.isFinite(value) && (best < 0 || better(value, values[best])) ? i : best),
    -1,
  );
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

export type GatesFact =
  /** One gate serves all tasks. */
  | { kind: 'one'; perExample: number }
  /** A mean that looks shared hides that single examples use few experts. */
  | { kind: 'hidden'; task: number; perExample: number; ofMean: number }
  /** One group of tasks concentrates, the other does not. */
  | { kind: 'groups'; few: TaskGroup; fewCount: number; manyCount: number }
  | { kind: 'even'; perExample: number }
  /** No gate may use more than one expert. */
  | { kind: 'noChoice' }
  | { kind: 'narrowest'; task: number; perExample: number }
  /** There is one task: nothing stands out of one. */
  | { kind: 'only'; task: number; perExample: number };

/** What stands out in a model's gates: effective numbers of experts decide, beside how many each gate may use. */
export function gatesFact(
  { effectivePerExample: each, effectiveOfMean: whole }: Pick<ArmView, 'effectivePerExample' | 'effectiveOfMean'>,
  model: Gated,
): GatesFact {
  if (model.kind === 'omoe') return { kind: 'one', perExample: each[0] };
  const counts = expertCounts(model);
  const present = presentOf(model);
  if (model.visible && present.every((k) => counts[k] === 1)) return { kind: 'noChoice' };
  const hiding = indexOf(
    each.map((count, k) => (present.includes(k) ? whole[k] / count : NaN)),
    (a, b) => a > b,
  );
  if (hiding >= 0 && whole[hiding] >= 1.8 * each[hiding] && each[hiding] <= counts[hiding] / 2) {
    return { kind: 'hidden', task: hiding, perExample: each[hiding], ofMean: whole[hiding] };
  }
  if (present.length === 1) return { kind: 'only', task: present[0], perExample: each[present[0]] };
  // A gate that may use one expert only is never the one that stands out.
  const choosing = (k: number): boolean => present.includes(k) && (counts[k] > 1 || !model.visible);
  const shares = each.map((count, k) => (choosing(k) ? count / counts[k] : NaN));
  const ofGroup = (values: readonly number[], group: number): number[] =>
    values.filter((_, k) => GROUP_OF_TASK[k] === group);
  // Only the platform's groups have a meaning to be named by.
  for (const [few, a, b] of model.present
    ? []
    : ([
        ['satisfaction', 1, 0],
        ['engagement', 0, 1],
      ] as const)) {
    if (Math.max(...ofGroup(shares, a)) + 1 / 6 <= Math.min(...ofGroup(shares, b)))
      return { kind: 'groups', few, fewCount: mean(ofGroup(each, a)), manyCount: mean(ofGroup(each, b)) };
  }
  const task = Math.max(
    0,
    indexOf(shares, (a, b) => a < b),
  );
  return shares[task] >= 0.85
    ? { kind: 'even', perExample: mean(each.filter((_, k) => present.includes(k))) }
    : { kind: 'narrowest', task, perExample: each[task] };
}

/** An effective number of experts that has changed by less has hardly changed. */
export const HARDLY = 0.3;

export type GateHistoryFact =
  | { kind: 'start' }
  | { kind: 'steady'; steps: number }
  | { kind: 'narrowed' | 'widened'; task: number; from: number; to: number };

/** The gate whose effective number of experts per example has changed most since the first point. @param model - says which tasks there are */
export function gateHistoryFact(
  history: readonly HistoryPoint[],
  arm: number,
  model: Pick<Masked, 'present'> = {},
): GateHistoryFact {
  if (history.length < 2) return { kind: 'start' };
  const first = history[0].arms[arm].effectivePerExample;
  const last = history.at(-1)!.arms[arm].effectivePerExample;
  const task = indexOf(
    first.map((count, k) => (presentOf(model).includes(k) ? Math.abs(last[k] - count) : NaN)),
    (a, b) => a > b,
  );
  if (task < 0 || Math.abs(last[task] - first[task]) < HARDLY) return { kind: 'steady', steps: history.at(-1)!.step };
  return { kind: last[task] < first[task] ? 'narrowed' : 'widened', task, from: first[task], to: last[task] };
}

export type PolarizationFact =
  | { kind: 'same' }
  | { kind: 'neither' }
  /** Tasks whose gates are polarized, per arm. */
  | { kind: 'without' | 'with' | 'both'; tasks: [number[], number[]] };

/**
 * Which of the two lockstep models has polarized gates.
 * @param same - no dropout ever acted on the second: then both are one model
 */
export function polarizationFact(
  arms: readonly Pick<ArmView, 'utilization'>[],
  model: Paired,
  threshold: number,
  same: boolean,
): PolarizationFact {
  if (same) return { kind: 'same' };
  const [without, withDropout] = arms.map(({ utilization }, arm) =>
    polarizedTasks(utilization, ofArm(model, arm), threshold),
  );
  if (without.length === 0 && withDropout.length === 0) return { kind: 'neither' };
  return {
    kind: without.length === 0 ? 'with' : withDropout.length === 0 ? 'without' : 'both',
    tasks: [without, withDropout],
  };
}

/** How many of the experts that it may use each gate leaves under the threshold. */
export const unusedCounts = (utilization: Float64Array, model: Masked, threshold: number): number[] =>
  Array.from({ length: TASK_COUNT }, (_, k) => unusedExperts(usedRow(utilization, model, k), threshold));

/** RMSE and correlation of the learned bias: of all devices, or of one by its index. Positions whose target is unknown (NaN) are left out. */
export function biasFigures(bias: BiasView, device?: number): { rmse: number; r: number } {
  if (device === undefined) return { rmse: bias.rmse, r: bias.r };
  const known = bias.truth[device].map(Number.isFinite);
  const learned = bias.learned[device].filter((_, p) => known[p]);
  const truth = bias.truth[device].filter((_, p) => known[p]);
  return { rmse: Math.sqrt(mean(learned.map((value, p) => (value - truth[p]) ** 2))), r: pearson(learned, truth) };
}

/** Whether no logit of any device and position has left 0, where every table begins. One position alone, centred, is always 0: that says nothing. */
export function isUntrained({ learned }: Pick<BiasView, 'learned'>): boolean {
  const curves = learned.map((curve) => curve.filter(Number.isFinite)).filter((curve) => curve.length > 1);
  return curves.length > 0 && curves.flat().every((logit) => logit === 0);
}

/** How far apart the learned logits of the positions of one device are at most, of all devices or of one by its index; NaN where nothing was learned. */
export function biasSpan({ learned }: Pick<BiasView, 'learned'>, device?: number): number {
  const spans = (device === undefined ? learned : [learned[device]])
    .map((curve) => curve.filter(Number.isFinite))
    .filter((curve) => curve.length > 0)
    .map((curve) => Math.max(...curve) - Math.min(...curve));
  return spans.length > 0 ? Math.max(...spans) : NaN;
}

/** `relative`: to the loss at step 0. `loss`: cross entropy or squared error. */
export const CURVES = ['relative', 'loss', 'auc'] as const;
export type CurveKind = (typeof CURVES)[number];

/** One value of a curve; NaN where the task has none. */
export function curveValue(
  kind: CurveKind,
  { loss, auc }: { loss: readonly number[]; auc: readonly number[] },
  first: readonly number[],
  task: number,
): number {
  if (kind === 'auc') return auc[task];
  return kind === 'loss' ? loss[task] : loss[task] / first[task];
}

export type CurvesFact =
  | { kind: 'start' }
  /** The tasks whose held-out loss has fallen most and least, relative to step 0. */
  | { kind: 'fell'; most: number; mostTo: number; least: number; leastTo: number }
  /** No task is better than at the start, and none much worse. */
  | { kind: 'flat'; step: number }
  /** Some task is worse than at the start. */
  | { kind: 'rose'; task: number; by: number };

/** What the held-out losses have done since step 0. A task that there is not has none. */
export function curvesFact(history: readonly HistoryPoint[], arm: number): CurvesFact {
  if (history.length < 2) return { kind: 'start' };
  const first = history[0].arms[arm].loss;
  const ratios = history.at(-1)!.arms[arm].loss.map((loss, k) => loss / first[k]);
  const most = indexOf(ratios, (a, b) => a < b);
  const least = indexOf(ratios, (a, b) => a > b);
  if (most < 0) return { kind: 'start' };
  if (ratios[least] > 1.05) return { kind: 'rose', task: least, by: ratios[least] - 1 };
  if (ratios[most] >= 1) return { kind: 'flat', step: history.at(-1)!.step };
  return { kind: 'fell', most, mostTo: ratios[most], least, leastTo: ratios[least] };
}
