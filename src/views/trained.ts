/**
 * What a model was trained with, in words: out of the run's timeline, never out of the controls, which show what comes next. Pure.
 *
 * | what is said                                   | depends on                                      |
 * |------------------------------------------------|-------------------------------------------------|
 * | label and name of a model, "same model"        | gate dropout in the course, up to the step shown; the cures of the run; the architecture |
 * | weight of a task, λ, position dropout (network) | that field in the course, up to the step shown  |
 * | "waits", "acts when training goes on"          | the controls, the course and whether it ended   |
 */
import type { FieldValue } from '../run/fields.ts';
import type { ModelSpec } from '../model/spec.ts';
import { valuesOf, type Course } from '../run/timeline.ts';
import { cureWords, curesActing, type ActingCure } from './charts/cureWords.ts';
import type { Say } from './say.ts';

/** A value, and the step from which it acted. */
export interface Stretch<V = FieldValue> {
  from: number;
  value: V;
}

/** What model B was trained with and model A was not. */
export interface Apart {
  /** Gate dropout; none where there is no gate for it to act on. */
  dropout: readonly Stretch<number>[];
  cures: readonly ActingCure[];
}

/** A list of values stays readable up to this many. */
const NAMED = 3;

/** @param step - steps taken: what was changed later has not acted on the model that is shown */
export function apartOf(course: Course, step = Infinity): Apart {
  return {
    dropout:
      course.run.model.kind === 'shared-bottom'
        ? []
        : (valuesOf(course, 'run.training.gateDropout', step) as Stretch<number>[]),
    cures: curesActing(course.run),
  };
}

const neverDropped = ({ dropout }: Apart): boolean => dropout.every(({ value }) => value === 0);

/** Whether neither dropout nor a cure ever acted: then the two lockstep models are one and the same. */
export const nothingApart = (apart: Apart): boolean => apart.cures.length === 0 && neverDropped(apart);

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
function dropoutWords(say: Say, stretches: readonly Stretch<number>[]): string {
  const rate = courseWords(say, stretches, rateWord(say));
  return stretches.length === 1 ? say.t('charts.arm.with', { rate }) : say.t('charts.arm.changed', { rates: rate });
}

/** The same, short: "10%→50% dropout". @param bare - without the word, where it is more than one rate */
function shortDropout(say: Say, stretches: readonly Stretch<number>[], bare: boolean): string {
  const word = rateWord(say);
  const [first, ...later] = stretches;
  const last = later.at(-1);
  if (!last) return say.t('charts.arm.with', { rate: word(first.value) });
  const rate = [word(first.value), ...(later.length > 1 ? ['…'] : []), word(last.value)].join('→');
  return bare ? rate : say.t('charts.arm.with', { rate });
}

const joined = ({ t }: Say, parts: readonly string[]): string =>
  parts.reduce((first, second) => t('charts.arm.plus', { first, second }));

/** All that model B was trained with beside A, inside a sentence: "10% dropout + Swish". */
export const treatmentWords = (say: Say, apart: Apart): string =>
  joined(say, [
    ...(neverDropped(apart) ? [] : [dropoutWords(say, apart.dropout)]),
    ...apart.cures.map((cure) => cureWords(say, cure, 'full')),
  ]);

/** The two lockstep models by their letters: A without gate dropout and cures, B with them. In no language are they other letters. */
export const MODELS = ['A', 'B'] as const;

/** What is said of one of two models, behind its letter; of two that are one, without. */
const lettered = (say: Say, apart: Apart, arm: number, words: string, as: 'named' | 'labelled'): string =>
  nothingApart(apart) ? words : say.t(`charts.arm.${as}`, { letter: MODELS[arm], words });

/** Of a second model that never had any dropout: it is the first one once more, and "0% dropout" would sound like another. */
const twinName = ({ t }: Say): string => t('charts.arm.twin');

/** What model A was trained without. */
export const untreatedWords = ({ t }: Say, { cures }: Apart): string =>
  t(cures.length > 0 ? 'charts.arm.uncured' : 'charts.arm.without');

/** Name of a model, with everything it was trained with: "A · no dropout". */
export function armName(say: Say, apart: Apart, arm: number): string {
  const b = (): string => (nothingApart(apart) ? twinName(say) : treatmentWords(say, apart));
  return lettered(say, apart, arm, arm === 0 ? untreatedWords(say, apart) : b(), 'named');
}

/** Names of both models: without gates there is nothing that could be dropped, and "no dropout" would say nothing. */
export const armNames = (say: Say, kind: ModelSpec['kind'], apart: Apart): [string, string] =>
  kind === 'shared-bottom' && apart.cures.length === 0
    ? [say.t('charts.arm.noGates'), say.t('charts.arm.noGates')]
    : [armName(say, apart, 0), armName(say, apart, 1)];

/** The same, short: "B · 10%→50% dropout". */
export const armLabel = (say: Say, apart: Apart, arm: number): string =>
  lettered(say, apart, arm, armWords(say, apart, arm), 'labelled');

/** As many things are named in a label. */
const LABELLED = 2;

/**
 * What a model was trained with, short and without its letter: "10%→50% dropout", "Swish + loss-free 0.03".
 * @param bare - shorter yet for a switch, beside "no dropout" in the head of a card whose title it must not break: "10%→50%", "Swish +1"
 */
export function armWords(say: Say, apart: Apart, arm: number, bare = false): string {
  if (arm === 0) return untreatedWords(say, apart);
  if (nothingApart(apart)) return twinName(say);
  const parts = [
    ...(neverDropped(apart) ? [] : [shortDropout(say, apart.dropout, bare)]),
    ...apart.cures.map((cure) => cureWords(say, cure, 'short')),
  ];
  const named = parts.length > (bare ? 1 : LABELLED);
  return named ? say.t('charts.arm.more', { first: parts[0], count: parts.length - 1 }) : joined(say, parts);
}
