/** What slow motion says of a step. Pure. */
import type { ChangedParameter, LearningPart, StepWalk } from '../../engine/walk/types.ts';
import { ADAGRAD_EPSILON, ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON } from '../../model/spec.ts';
import { presentOf } from '../../model/visible.ts';
import type { Input } from '../../tabular/types.ts';
import { DEVICES, POSITIONS, TASKS } from '../../world/spec.ts';
import type { Network } from '../network/graph.ts';
import { partName } from '../network/words.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { MODELS, rateWord } from '../trained.ts';
import { decimalsOf, significant } from './numbers.ts';
import { PHASES, type Phase } from './store.ts';

/** The model that is gone through. */
export interface Subject {
  model: Network;
  arm: number;
  /** Whether there are two that differ. */
  two: boolean;
  /** Whether gates are sigmoids. */
  sigmoid: boolean;
  /** Whether impressions are seen on devices; not every table tells of any. */
  devices: boolean;
}

const number = (phase: Phase): number => PHASES.indexOf(phase) + 1;

/** Which step and phase, of which model. */
export function titleOf({ t, numbers }: Say, { arm, two }: Subject, phase: Phase, walk: StepWalk): string {
  const values = { step: numbers.fixed(walk.step + 1), number: number(phase), phase: t(`slow.phases.${phase}`) };
  return two ? t('slow.titleOf', { ...values, letter: MODELS[arm] }) : t('slow.title', values);
}

function batchCaption({ t, numbers }: Say, { step, batch, impression, worker }: StepWalk): string {
  const text = t('slow.caption.batch.text', {
    step: numbers.fixed(step + 1),
    batch: numbers.fixed(batch),
    place: numbers.fixed(impression.place + 1),
  });
  if (!worker) return text;
  const { index, count, staleness } = worker;
  const words =
    staleness > 0
      ? t('slow.caption.batch.worker', { index: index + 1, count, staleness })
      : t('slow.caption.batch.workerFresh', { index: index + 1, count });
  return inSentences(t, text, words);
}

function forwardCaption({ t }: Say, { model, sigmoid }: Subject): string {
  const { kind, experts } = model;
  if (kind === 'shared-bottom') return t('slow.caption.forward.none');
  if (sigmoid) return t('slow.caption.forward.sigmoid');
  if (model.sharedUnits === 0) return t('slow.caption.forward.direct');
  return kind === 'omoe'
    ? t('slow.caption.forward.omoe', { experts })
    : t('slow.caption.forward.mmoe', { experts, gates: presentOf(model).length });
}

/** The gates that are spoken of: of the tasks that there are, or the one of all. */
export const gatesIn = (model: Network): readonly number[] =>
  model.kind === 'shared-bottom' ? [] : model.kind === 'omoe' ? [0] : presentOf(model);

function maskCaption(say: Say, { model, arm, two }: Subject, { mask, forward }: StepWalk): string {
  const { t } = say;
  if (model.kind === 'shared-bottom') return t('slow.caption.mask.none');
  if (mask.rate === 0) return t(arm === 0 && two ? 'slow.caption.mask.offA' : 'slow.caption.mask.off');
  const usable = gatesIn(model).flatMap((g) =>
    Array.from(mask.kept[g]).filter((_, e) => forward.logits[g][e] !== -Infinity),
  );
  const dropped = usable.filter((kept) => kept === 0).length;
  const values = { rate: rateWord(say)(mask.rate), all: usable.length };
  return dropped > 0 ? t('slow.caption.mask.dropped', { ...values, dropped }) : t('slow.caption.mask.lucky', values);
}

/** Two sentences on what happens in a phase. */
export function captionOf(say: Say, subject: Subject, phase: Phase, walk: StepWalk): string {
  const { t, numbers } = say;
  const { model } = subject;
  switch (phase) {
    case 'batch':
      return batchCaption(say, walk);
    case 'forward':
      return forwardCaption(say, subject);
    case 'mask':
      return maskCaption(say, subject, walk);
    case 'loss': {
      const adds = model.biasHandling === 'shallow-tower' && presentOf(model)[0] === 0;
      return t(`slow.caption.loss.${adds ? 'shallow' : 'plain'}`);
    }
    case 'backward':
      return t(`slow.caption.backward.${model.kind === 'shared-bottom' ? 'none' : 'gates'}`);
    case 'update': {
      const { optimizer, rate, changed, trained } = walk.update;
      return t(`slow.caption.update.${optimizer}`, {
        rate: significant(numbers, rate),
        changed: numbers.fixed(changed),
        trained: numbers.fixed(trained),
      });
    }
  }
}

/** Whether a part is of a task that there is. */
export const isPresent = ({ kind, index }: LearningPart, model: Network): boolean =>
  kind === 'tower' || ((kind === 'gate' || kind === 'balance') && model.kind === 'mmoe')
    ? presentOf(model).includes(index)
    : true;

/** Name of a part that learns. */
export function learningPartName({ t }: Say, model: Network, { kind, index }: LearningPart): string {
  switch (kind) {
    case 'expert':
      return partName(t, model, { kind, expert: index });
    case 'gate':
    case 'tower':
      return partName(t, model, { kind, task: TASKS[index] });
    case 'balance':
      return t('slow.update.balance', { task: model.kind === 'omoe' ? t('slow.oneGate') : t(`task.${TASKS[index]}`) });
    case 'shared':
      return partName(t, model, { kind });
    case 'positionInput':
    case 'adversary':
    case 'shallow':
      return partName(t, model, { kind: 'shallow' });
  }
}

/** What an input is: a column of a table with its value where it stands for one, else a feature of the query or the item. */
export function inputWords({ t }: Say, inputs: readonly Input[] | undefined, queryFeatures: number, i: number): string {
  const input = inputs?.[i];
  if (input?.kind === 'category') return `${input.column} = ${input.value}`;
  if (input) return input.column;
  return i < queryFeatures
    ? t('network.inspector.featureName.query', { number: i + 1 })
    : t('network.inspector.featureName.item', { number: i - queryFeatures + 1 });
}

const PLACES = POSITIONS + 1;

/** Which parameter of its part: "weight, unit 3 → expert 5". @param input - the name of an input */
export function parameterName(
  { t }: Say,
  { model, devices }: Pick<Subject, 'model' | 'devices'>,
  { block, index }: Pick<ChangedParameter, 'block' | 'index'>,
  input: (i: number) => string,
): string {
  const last = index[index.length - 1];
  const unit = (at: number): string => t('slow.parameter.unit', { number: at + 1 });
  const expert = (at: number): string => t('slow.parameter.expert', { number: at + 1 });
  const read = (at: number): string => (model.sharedUnits > 0 ? unit(at) : input(at));
  const weight = (from: string, to: string): string => t('slow.parameter.weight', { from, to });
  const bias = (of: string): string => t('slow.parameter.bias', { of });
  const cell = (row: number): string => {
    const device = t(`device.${DEVICES[Math.floor(row / PLACES)]}`);
    const position = row % PLACES;
    if (!devices)
      return position === 0 ? t('slow.parameter.missing') : t('slow.parameter.position', { number: position });
    return position === 0
      ? t('slow.parameter.cellMissing', { device })
      : t('slow.parameter.cell', { device, position });
  };
  switch (block) {
    case 'shared/w':
      return weight(input(index[0]), unit(last));
    case 'positionInput/w':
      return t('slow.parameter.cellTo', { cell: cell(index[0]), to: unit(last) });
    case 'experts/w':
      return weight(read(index[1]), unit(last));
    case 'gates/w':
      return weight(read(index[1]), expert(last));
    case 'towers/w1':
      return weight(unit(index[1]), unit(last));
    case 'towers/w':
      return weight(unit(last), t('slow.parameter.output'));
    case 'adversary/w':
      return weight(unit(index[0]), t('slow.parameter.position', { number: last + 1 }));
    case 'adversary/b':
      return bias(t('slow.parameter.position', { number: last + 1 }));
    case 'shallow/table':
      return cell(last);
    case 'towers/b':
      return bias(t('slow.parameter.output'));
    case 'gates/b':
    case 'gates/balance':
    case 'gates/mean':
    case 'gates/top':
      return bias(expert(last));
    default:
      return bias(unit(last));
  }
}

/** The optimizer's rule with the numbers of one parameter: "0.123 − 0.7 · 0.0213 ÷ √0.104". */
export function ruleWords(
  { numbers }: Say,
  { optimizer }: Pick<StepWalk['update'], 'optimizer'>,
  step: number,
  { before, after, gradient, first, second, rate }: ChangedParameter,
): string {
  if (Number.isNaN(gradient)) return '';
  const from = numbers.fixed(before, decimalsOf(after - before));
  const short = (value: number): string => significant(numbers, value);
  // A negative number after an operator stands in brackets.
  const factor = (value: number): string => (value < 0 ? `(${short(value)})` : short(value));
  const times = `${from} − ${short(rate)} · `;
  if (optimizer === 'sgd') return times + factor(gradient);
  if (optimizer === 'adagrad')
    return `${times}${factor(gradient)} ÷ √${short((Math.sqrt(first) + ADAGRAD_EPSILON) ** 2)}`;
  const mean = first / (1 - ADAM_BETA1 ** (step + 1));
  const square = second / (1 - ADAM_BETA2 ** (step + 1));
  return `${times}${factor(mean)} ÷ √${short((Math.sqrt(square) + ADAM_EPSILON) ** 2)}`;
}
