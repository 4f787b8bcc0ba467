/**
 * What the cards of this chapter say: data in, a sentence out. Pure.
 *
 * | sentence                    | depends on                                                                          |
 * |-----------------------------|-------------------------------------------------------------------------------------|
 * | lead                        | the architecture                                                                     |
 * | one impression: title, worked lines | the shown model at the shown step, the chosen impression and cell, the architecture; the click's: what deals with position, whether the log has one |
 * | one impression: formulas, step names | the architecture, the shared layer, the towers, what deals with position          |
 * | features, shared layer      | the query's features, the architecture                                               |
 * | utilization: title          | the shown model at the shown step, the threshold, the architecture                   |
 * | agreement: title            | the shown model at the shown step                                                    |
 * | ablation: title, subtitle   | the measurement and its step, the newest step                                        |
 */
import { unusedExperts, utilizationCorrelation } from '../../metrics/gates.ts';
import type { Explanation } from '../../model/explain.ts';
import { sigmoid } from '../../model/losses.ts';
import type { Activation, GateKind, Serving } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import {
  countOf,
  expertsOf,
  gatesOf,
  isMasked,
  presentOf,
  sees,
  visibleTo,
  type Gated,
  type Masked,
} from '../../model/visible.ts';
import type { Ablation } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import type { RunTask } from '../../run/source.ts';
import type { Say } from '../say.ts';
import { inOwnUnits } from '../ownUnits.ts';
import { inSentences } from '../sentences.ts';
import { rateWord } from '../trained.ts';
import { printedSum, seen, signOf } from './printed.ts';

type Kind = ModelSpec['kind'];

const taskName = ({ t }: Say, k: number): string => t(`task.${TASKS[k]}`);

/** Whose gate: a task's, or the one that all tasks share. */
export const gateOwner = (say: Say, kind: Kind, task: number): string =>
  kind === 'mmoe' ? taskName(say, task) : say.t('gates.row.allTasks');

/** The experts that a task may use: the others have no logit. */
const usedBy = ({ gateLogits }: Pick<Explanation, 'gateLogits'>, task: number): number[] =>
  Array.from(gateLogits[task].keys()).filter((e) => gateLogits[task][e] !== -Infinity);

/** Numbers of every gate, [T][E]; NaN, which is written as a dash, where a gate may not use the expert. */
export const ofUsed = (way: Explanation, of: 'gateLogits' | 'weights'): Float64Array[] =>
  way[of].map((row, k) => row.map((value, e) => (way.gateLogits[k][e] === -Infinity ? NaN : value)));

/** Which expert the chosen gate leans on for this impression. @param way - null at a step whose parameters were not kept */
export function impressionTitle(
  say: Say,
  kind: Kind,
  way: Pick<Explanation, 'gateLogits' | 'weights'> | null,
  task: number,
): string {
  const { t, numbers } = say;
  if (!way) return t('gates.one.gone');
  if (kind === 'shared-bottom') return t('gates.one.titleNone');
  const weights = way.weights[task];
  const top = weights.indexOf(Math.max(...weights));
  const used = usedBy(way, task);
  if (weights.length > 1 && used.length === 1)
    return t('gates.one.titleOnly', { expert: used[0] + 1, task: taskName(say, task) });
  const values = { expert: top + 1, percent: numbers.percent(weights[top]) };
  return kind === 'omoe'
    ? t('gates.one.titleOne', values)
    : t('gates.one.title', { ...values, task: taskName(say, task) });
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Numbers that are written without a power of ten. */
const isPlain = (value: number): boolean => value === 0 || (value >= 0.01 && value < 100_000);

/** What is read of a number that {@link powerWords} wrote. */
const powerSeen = (value: number): number => (isPlain(value) ? seen(value, 2) : Number(value.toExponential(1)));

/** A number that may be of any size: "289.66", "4.1·10¹⁵". */
export function powerWords({ numbers }: Say, value: number): string {
  if (isPlain(value)) return numbers.fixed(value, 2);
  const [digits, power] = value.toExponential(1).split('e');
  const raised = power
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `${numbers.fixed(Number(digits), 1)}·10${raised}`;
}

/** The chosen weight, out of its logit. */
export function weightWorked(
  say: Say,
  kind: Kind,
  way: Explanation,
  task: number,
  expert: number,
  gateKind: GateKind = 'softmax',
): string {
  const { t, numbers } = say;
  const z = way.gateLogits[task];
  if (z[expert] === -Infinity)
    return t('gates.worked.unused', { task: gateOwner(say, kind, task), expert: expert + 1 });
  const weight = way.weights[task][expert];
  const of = gateKind === 'sigmoid' ? sigmoid : Math.exp;
  const top = of(z[expert]);
  const sum = z.reduce((total, each) => total + of(each), 0);
  const topRead = powerWords(say, of(seen(z[expert], 2)));
  return t(`gates.worked.weight${gateKind === 'sigmoid' ? 'Sigmoid' : ''}`, {
    task: gateOwner(say, kind, task),
    expert: expert + 1,
    z: numbers.fixed(z[expert], 2),
    raised: topRead === powerWords(say, top) ? '=' : '≈',
    top: powerWords(say, top),
    sum: powerWords(say, sum),
    divided: signOf(powerSeen(top) / powerSeen(sum), weight, 3),
    weight: numbers.fixed(weight, 3),
  });
}

/** The first unit of what a task gets, out of all experts that it may use. */
export function mixtureWorked(say: Say, kind: Kind, way: Explanation, task: number): string {
  const { t, numbers } = say;
  const terms = usedBy(way, task).map((e) => [way.weights[task][e], way.experts[e][0]]);
  const sum = way.mixed[task][0];
  const { digits, sign } = printedSum(terms, sum);
  const value = (x: number): string => numbers.fixed(x, digits);
  return t('gates.worked.mixed', {
    task: gateOwner(say, kind, task),
    terms: terms.map((factors) => factors.map(value).join('·')).join(' + '),
    sign,
    sum: value(sum),
  });
}

/** What the experts' outputs have in common here. */
export function expertsWorked(
  { t }: Say,
  kind: Kind,
  { experts, gateLogits }: Pick<Explanation, 'experts' | 'gateLogits'>,
): string {
  if (experts.every((output) => output.every((each) => each === 0)))
    return t(kind === 'shared-bottom' ? 'gates.note.silentOne' : 'gates.note.silent');
  if (kind === 'shared-bottom') return t('gates.note.oneExpert');
  const same = experts.every((output) => output.every((each, u) => Math.abs(each - experts[0][u]) < 1e-6));
  if (experts.length > 1 && same) return t('gates.note.identical');
  if (kind === 'omoe') return t('gates.note.expertsOne');
  return t(gateLogits.some((row) => row.includes(-Infinity)) ? 'gates.note.expertsOwn' : 'gates.note.experts');
}

/** How the click comes out, and its truth. @param placed - whether the log has a position for it */
export function clickWorked(
  say: Say,
  handling: ModelSpec['biasHandling'],
  way: Pick<Explanation, 'tower' | 'shallow' | 'output' | 'served'>,
  { truth, placed }: { truth: number; placed: boolean },
): string {
  const { t, numbers } = say;
  const added = handling === 'shallow-tower';
  const percent = (logit: number): string => numbers.percent(sigmoid(logit));
  const [logit] = way.output;
  const agrees = (digits: number): boolean => percent(seen(logit, digits)) === percent(logit);
  const { digits, sign } = printedSum(added ? [[way.tower[0]], [way.shallow]] : [[logit]], logit, agrees);
  const values = {
    main: numbers.fixed(way.tower[0], digits),
    // At the border of a percent no logit that is printed leads there.
    p: agrees(digits) ? percent(logit) : `≈ ${percent(logit)}`,
    truth: numbers.percent(truth),
  };
  const served = percent(way.served);
  if (added) {
    return t(placed ? 'gates.worked.click' : 'gates.worked.clickMissing', {
      ...values,
      served,
      sign,
      shallow: numbers.fixed(way.shallow, digits),
      sum: numbers.fixed(logit, digits),
    });
  }
  // Without a shallow tower nothing is added, and only where position is an input does its lack change anything.
  if (!placed) return t('gates.worked.clickUnplaced', values);
  return handling === 'input-feature'
    ? t('gates.worked.clickInput', { ...values, served })
    : t('gates.worked.clickAlone', values);
}

/** How a prediction of a table's task comes out, in the units of its column. @param output - of its tower, with what is added to it */
export function predictionWorked(say: Say, task: RunTask, output: number): string {
  const { t, numbers } = say;
  const values = { task: taskName(say, task.index), output: numbers.fixed(output, 2) };
  if (task.kind === 'binary') return t('gates.worked.chance', { ...values, p: numbers.percent(sigmoid(output)) });
  return t('gates.worked.amount', {
    ...values,
    mean: numbers.plain(task.log?.mean ?? 0, 2),
    deviation: numbers.plain(task.log?.deviation ?? 1, 2),
    value: inOwnUnits(say, task, output),
  });
}

/** Which features are whose: a log may have none of the query. */
export const featuresNote = ({ t }: Say, query: number): string =>
  query > 0 ? t('gates.note.features', { query }) : t('gates.note.featuresItem');

/** What reads the units of the shared layer, and what goes into them. */
/** @param activation - of the shared layer */
export function sharedNote(
  { t }: Say,
  { kind, biasHandling }: Pick<ModelSpec, 'kind' | 'biasHandling'>,
  activation: Activation = 'relu',
): string {
  const readers = { mmoe: 'shared', omoe: 'sharedOne', 'shared-bottom': 'sharedBottom' } as const;
  const first =
    activation === 'relu'
      ? t(`gates.note.${readers[kind]}`)
      : t('gates.note.bent', { activation: t(`charts.cure.activation.${activation}`) });
  return biasHandling === 'input-feature' ? t('sentences', { first, second: t('gates.note.place') }) : first;
}

/**
 * The gate that leaves most experts unused.
 * @param own - whether some gate may not use every expert
 * @param rows - mean weights of each gate, of the experts that it may use; of the first alone where one serves all tasks
 */
export function heatTitle(
  say: Say,
  { threshold, own = false, ...model }: Pick<Gated, 'kind' | 'present'> & { threshold: number; own?: boolean },
  rows: readonly Float64Array[] | null,
): string {
  const { t } = say;
  if (!rows) return t('gates.heat.name');
  const limit = rateWord(say)(threshold);
  const unused = rows.map((row) => unusedExperts(row, threshold));
  const most = Math.max(...unused);
  const one = model.kind === 'omoe' ? 'One' : '';
  if (most === 0) return t(`gates.heat.all${own ? 'Own' : one}`, { threshold: limit });
  const values = { unused: most, experts: rows[unused.indexOf(most)].length, threshold: limit };
  return one
    ? t('gates.heat.titleOne', values)
    : t('gates.heat.title', { ...values, task: taskName(say, gatesOf(model)[unused.indexOf(most)]) });
}

/**
 * Whose weights they are, and which experts are dead.
 * @param dead - numbered from 1; null where it is not known
 * @param own - whether some gate may not use every expert
 */
export function heatSubtitle({ t }: Say, kind: Kind, dead: readonly number[] | null, own = false): string {
  const whose = t(kind === 'omoe' ? 'gates.heat.subtitleOne' : 'gates.heat.subtitle');
  const first = own ? t('sentences', { first: whose, second: t('gates.heat.own') }) : whose;
  if (!dead) return first;
  const second = dead.length > 0 ? t('gates.heat.dead', { experts: dead.join(t('comma')) }) : t('gates.heat.alive');
  return t('sentences', { first, second });
}

/** Correlation of the gates' mean weights over the experts that both may use, every task with every other. */
export const correlationsOf = (utilization: Float64Array, model: Masked): number[][] =>
  presentOf(model).map((a) => presentOf(model).map((b) => utilizationCorrelation(utilization, model, a, b)));

/** Whether a model's masks leave the gates of two tasks too few experts in common to compare them. */
const parted = (model: Masked, a: number, b: number): boolean =>
  isMasked(model) && countOf(visibleTo(model, a) & visibleTo(model, b)) < 2;

/** The two tasks of a table whose gates agree most: its groups have no meaning. */
function closestTitle(say: Say, present: readonly number[], c: readonly (readonly number[])[]): string {
  const pairs = present.flatMap((a, i) => present.slice(i + 1).map((b, j) => ({ a, b, r: c[i][i + 1 + j] })));
  const known = pairs.filter(({ r }) => Number.isFinite(r)).sort((x, y) => y.r - x.r);
  if (known.length === 0) return say.t('gates.agree.titleNoPair');
  const [{ a, b, r }] = known;
  return say.t(`gates.agree.title${pairs.length === 1 ? 'OnlyPair' : 'Pair'}`, {
    a: taskName(say, a),
    b: taskName(say, b),
    r: say.numbers.fixed(r, 2),
  });
}

/** How gates agree, within task groups and across; groups without experts in common cannot be compared. */
export function agreeTitle(say: Say, model: Masked, utilization: Float64Array | null): string {
  const { t, numbers } = say;
  if (!utilization) return t('gates.agree.name');
  const c = correlationsOf(utilization, model);
  if (model.present) return closestTitle(say, model.present, c);
  const within = numbers.fixed((c[0][1] + c[2][3]) / 2, 2);
  if (!parted(model, 0, 2))
    return t('gates.agree.title', { within, across: numbers.fixed((c[0][2] + c[0][3] + c[1][2] + c[1][3]) / 4, 2) });
  return parted(model, 0, 1) || parted(model, 2, 3)
    ? t('gates.agree.titleNone')
    : t('gates.agree.titleApart', { within });
}

/** Change of every task's loss without each expert, [E][T], relative to the whole model. */
export const lossChanges = ({ without, whole }: Ablation, arm: number): number[][] =>
  without[arm].map((loss) => loss.map((value, k) => value / whole[arm][k] - 1));

/** The expert and task with the greatest rise; null where no loss rises. */
export function worstOf(changes: readonly (readonly number[])[]): { e: number; k: number; change: number } | null {
  // A task that there is not has no loss that could rise.
  const all = changes
    .flatMap((row, e) => row.map((change, k) => ({ e, k, change })))
    .filter(({ change }) => !Number.isNaN(change));
  const worst = all.reduce<(typeof all)[number] | null>(
    (best, one) => (!best || one.change > best.change ? one : best),
    null,
  );
  return worst && worst.change > 0 ? worst : null;
}

/** "+3.1%", "−0.2%"; a loss several times as large is easier to read as a factor. */
export const changeWords = ({ numbers }: Say, change: number): string =>
  change >= 1
    ? `×${numbers.fixed(1 + change, 1)}`
    : `${change >= 0.0005 ? '+' : ''}${numbers.percent(Math.abs(change) < 0.0005 ? 0 : change, 1)}`;

export function ablationTitle(say: Say, changes: readonly (readonly number[])[]): string {
  const { t } = say;
  if (changes.length === 0) return t('gates.ablation.title');
  const worst = worstOf(changes);
  return worst
    ? t('gates.ablation.worst', {
        expert: worst.e + 1,
        task: taskName(say, worst.k),
        change: changeWords(say, worst.change),
      })
    : t('gates.ablation.noneWorse');
}

/** At which step it was measured, and whether the model has gone on since. @param step - the newest */
export function ablationSubtitle({ t, numbers }: Say, measured: number | null, step: number): string {
  if (measured === null) return t('gates.ablation.hint');
  const of = t('gates.ablation.subtitle', { step: numbers.fixed(measured) });
  return measured === step
    ? of
    : t('sentences', { first: of, second: t('gates.ablation.old', { step: numbers.fixed(step) }) });
}

/** The only expert that a task may use, which it keeps when it is switched off; null where it has a choice. */
const onlyOf = (model: Masked, k: number): number | null => {
  const used = expertsOf(model, k);
  return isMasked(model) && used.length === 1 ? used[0] : null;
};

/** What switching an expert off does to a task: nothing where it may not use it, or may use no other. */
export function ablationCell(say: Say, model: Masked, e: number, k: number, change: number): string {
  if (!sees(model, k, e)) return '–';
  return onlyOf(model, k) === e ? say.t('gates.ablation.kept') : changeWords(say, change);
}

/** What the cells without a change mean; none where every task may use every expert. */
export function ablationNotes({ t }: Say, model: Masked): string[] {
  if (!isMasked(model)) return [];
  const kept = presentOf(model).some((k) => onlyOf(model, k) !== null);
  return [t('gates.ablation.unused'), ...(kept ? [t('gates.ablation.keptNote')] : [])];
}

/** What experts do to their sums instead of ReLU; empty where they do not. */
export const bentNote = ({ t }: Say, { expertActivation, layerNorm }: Serving): string =>
  inSentences(
    t,
    layerNorm ? t('gates.note.norm') : '',
    expertActivation === 'relu'
      ? ''
      : t('gates.note.bent', { activation: t(`charts.cure.activation.${expertActivation}`) }),
  );
