/**
 * What a model was trained with, in words: out of the run's timeline, never out of the controls, which show what comes next. Pure.
 *
 * | what is said                                   | depends on                                      |
 * |------------------------------------------------|-------------------------------------------------|
 * | label and name of a model, "same model"        | gate dropout in the course, up to the step shown; the architecture |
 * | weight of a task, λ, position dropout (network) | that field in the course, up to the step shown  |
 * | "waits", "acts when training goes on"          | the controls, the course and whether it ended   |
 */
import type { FieldValue } from '../run/fields.ts';
import type { ModelSpec } from '../model/spec.ts';
import { valuesOf, type Course } from '../run/timeline.ts';
import type { Say } from './say.ts';

/** A value, and the step from which it acted. */
export interface Stretch<V = FieldValue> {
  from: number;
  value: V;
}

/** The gate dropout that each of the two lockstep models was trained with. */
export type Rates = readonly [readonly Stretch<number>[], readonly Stretch<number>[]];

/** A list of values stays readable up to this many. */
const NAMED = 3;

const NONE: readonly Stretch<number>[] = [{ from: 0, value: 0 }];

/** @param step - steps taken: what was changed later has not acted on the model that is shown */
export function ratesOf(course: Course, step = Infinity): Rates {
  return [NONE, valuesOf(course, 'run.training.gateDropout', step) as Stretch<number>[]];
}

/** Whether no dropout ever acted: then both models are one. */
export const neverDropped = (stretches: readonly Stretch<number>[]): boolean =>
  stretches.every(({ value }) => value === 0);

/** Whether the two lockstep models are one and the same: no dropout ever acted, or there is no gate for it to act on. */
export const sameModels = (kind: ModelSpec['kind'], rates: Rates): boolean =>
  kind === 'shared-bottom' || neverDropped(rates[1]);

/** All values in their order with their steps: "10%, 50% from step 200"; of many, the first and the last. */
export function courseWords<V>(
  { t, numbers }: Say,
  stretches: readonly Stretch<V>[],
  word: (value: V) => string,
): string {
  const [first, ...later] = stretches;
  const last = stretches[stretches.length - 1];
  const step = numbers.fixed(last.from);
  if (stretches.length > NAMED)
    return t('charts.trained.many', { first: word(first.value), changes: later.length, last: word(last.value), step });
  return [
    word(first.value),
    ...later.map(({ from, value }) => t('charts.trained.from', { value: word(value), step: numbers.fixed(from) })),
  ].join(t('charts.trained.then'));
}

/** Percentages as they were set: 2.5% is not 3%. */
export const rateWord =
  ({ numbers }: Say) =>
  (rate: number): string =>
    `${numbers.plain(Number((100 * rate).toPrecision(12)), 2)}%`;

/** A model's dropout inside a sentence: "10% dropout", or "dropout (10%, 50% from step 200)". */
export function dropoutWords(say: Say, stretches: readonly Stretch<number>[]): string {
  const rate = courseWords(say, stretches, rateWord(say));
  return stretches.length === 1 ? say.t('charts.arm.with', { rate }) : say.t('charts.arm.changed', { rates: rate });
}

/** The two lockstep models by their letters: A without gate dropout, B with it. In no language are they other letters. */
export const MODELS = ['A', 'B'] as const;

/** What is said of one of two models, behind its letter; of two that are one, without. */
const lettered = (say: Say, rates: Rates, arm: number, words: string, as: 'named' | 'labelled'): string =>
  neverDropped(rates[1]) ? words : say.t(`charts.arm.${as}`, { letter: MODELS[arm], words });

/** Name of a model, with everything it was trained with: "A · no dropout". */
export const armName = (say: Say, rates: Rates, arm: number): string =>
  lettered(
    say,
    rates,
    arm,
    arm === 0 ? say.t('charts.arm.without') : neverDropped(rates[1]) ? twinName(say) : dropoutWords(say, rates[1]),
    'named',
  );

/** Of a second model that never had any dropout: it is the first one once more, and "0% dropout" would sound like another. */
const twinName = ({ t }: Say): string => t('charts.arm.twin');

/** Names of both models: without gates there is nothing that could be dropped, and "no dropout" would say nothing. */
export const armNames = (say: Say, kind: ModelSpec['kind'], rates: Rates): [string, string] =>
  kind === 'shared-bottom'
    ? [say.t('charts.arm.noGates'), say.t('charts.arm.noGates')]
    : [armName(say, rates, 0), armName(say, rates, 1)];

/** The same, short: "B · 10%→50% dropout". */
export const armLabel = (say: Say, rates: Rates, arm: number): string =>
  lettered(say, rates, arm, armWords(say, rates, arm), 'labelled');

/**
 * What a model was trained with, short and without its letter: "10%→50% dropout".
 * @param bare - shorter yet for a switch, beside "no dropout" in the head of a card whose title it must not break: "10%→50%"
 */
export function armWords(say: Say, rates: Rates, arm: number, bare = false): string {
  if (arm === 0) return say.t('charts.arm.without');
  if (neverDropped(rates[1])) return twinName(say);
  const word = rateWord(say);
  const [first, ...later] = rates[1];
  const last = later.at(-1);
  const rate = last
    ? [word(first.value), ...(later.length > 1 ? ['…'] : []), word(last.value)].join('→')
    : word(first.value);
  return bare && last ? rate : say.t('charts.arm.with', { rate });
}
