/** What the cards of the chapter say: data in, a sentence out. Pure. */
import { contributions } from '../../serving/contributions.ts';
import { moveUp, type MoveUp } from '../../serving/moveUp.ts';
import type { Serving, Timed, Worth } from '../../serving/server.ts';
import { scorings } from '../../serving/cost.ts';
import { combinedScores, taskTerms, type ScoreForm } from '../../metrics/combinedScore.ts';
import type { Mean } from '../../metrics/intervals.ts';
import { rankBy } from '../../metrics/ndcg.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT, TASKS, type WorldSpec } from '../../world/spec.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import type { Say } from '../say.ts';
import { signed } from '../signed.ts';
import { MOST_WEIGHT, WEIGHT_STEP } from './choices.ts';
import { inCommon, type Ranking } from './ranking.ts';

/** What keeps a list from being what it will be. */
export type Standing = 'trained' | 'untrained' | 'diverged';

/** Scores that differ by no more are rounding: a model whose experts are dead says the same of every candidate. */
const ALIKE = 1e-5;

/** Of the query: who is best, and how much of the truly best list is shown. */
export function listTitle(
  { t }: Say,
  standing: Standing,
  ranking: Ranking | null,
  best: Ranking | null,
  name: (candidate: number) => string,
): string {
  if (!ranking || !best) return t('serve.list.unranked');
  const { scores, order } = ranking;
  if (scores[order[0]] - scores[order[order.length - 1]] < ALIKE) return t('serve.list.alike');
  const values = { name: name(ranking.order[0]), count: inCommon(ranking, best), shown: POSITIONS };
  return t(`serve.list.title.${standing}`, values);
}

/** Why a candidate stands where it stands. */
export interface Why {
  /** From 0. */
  place: number;
  of: number;
  /** [4] what each task adds beyond an average candidate. */
  shares: number[];
  up: MoveUp | null;
}

/** What is explained: a candidate in a list. */
export interface Explained {
  form: ScoreForm;
  weights: readonly number[];
  list: { outputs: Float32Array };
  ranking: Ranking | null;
  chosen: number;
}

/** @returns null where nothing is ranked */
export function whyOf({ form, weights, list: { outputs }, ranking, chosen }: Explained): Why | null {
  if (!ranking) return null;
  const terms = Array.from({ length: outputs.length / TASK_COUNT }, (_, row) => taskTerms(form, outputs, row));
  return {
    place: ranking.place[chosen],
    of: terms.length,
    shares: contributions(terms, weights, chosen),
    up: moveUp(terms, ranking.scores, weights, chosen, MOST_WEIGHT),
  };
}

/** A smaller share is written as 0. */
const WRITTEN = 0.0005;

/** "Amber Kettle is number 3 of 15: like lifts it most, watch time holds it back most". */
export function whyTitle({ t }: Say, { place, of, shares }: Why, name: string): string {
  const most = shares.indexOf(Math.max(...shares));
  const least = shares.indexOf(Math.min(...shares));
  const [lifts, holds] = [shares[most] >= WRITTEN, shares[least] <= -WRITTEN];
  return t(`serve.why.title.${lifts && holds ? 'both' : lifts ? 'lifts' : holds ? 'holds' : 'neither'}`, {
    name,
    place: place + 1,
    of,
    most: t(`task.${TASKS[most]}`),
    least: t(`task.${TASKS[least]}`),
  });
}

/** The first position of a slider at which a threshold has been passed, within the slider. */
export function passed({ from, to }: MoveUp): number {
  const steps = to / WEIGHT_STEP;
  // A hair beyond a threshold that is a position itself.
  const beyond = to >= from ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1;
  return Math.min(MOST_WEIGHT, Math.max(0, Math.round(beyond) * WEIGHT_STEP));
}

/** Beyond a threshold by so little that hardly another one lies between. */
const HAIR = 1e-6;

/**
 * Where the weight is set that moves the candidate up: a position of the slider, if the candidate stands higher there. In a long list it may have
 * been passed again by then: the weight is then just beyond the threshold.
 */
export function setting(
  { form, weights, list: { outputs }, chosen }: Explained,
  { place, of }: Why,
  up: MoveUp,
): number {
  const tried = passed(up);
  const changed = weights.map((weight, task) => (task === up.task ? tried : weight));
  const scores = combinedScores(form, changed, outputs, of);
  if (rankBy(scores).indexOf(chosen) < place) return tried;
  return Math.min(MOST_WEIGHT, Math.max(0, up.to + (up.to >= up.from ? HAIR : -HAIR)));
}

/** Which weight moves it up. */
export function moveWords({ t, numbers }: Say, { place, up }: Why): string {
  if (place === 0) return t('serve.why.first');
  if (!up) return t('serve.why.never', { most: MOST_WEIGHT });
  const { task, from, to } = up;
  return t(`serve.why.up.${to >= from ? 'more' : 'less'}`, {
    task: t(`task.${TASKS[task]}`),
    from: numbers.fixed(from, 2),
    to: numbers.fixed(to, 3),
  });
}

/** "4.31 [4.25, 4.37]" */
export const meanWords = (say: Say, mean: Mean, digits = 2): string =>
  intervalWords(say, (value) => say.numbers.fixed(value, digits), mean);

/** Share of the gain from random to the truth that the model's ranking has; NaN where there is nothing to gain. */
export const captured = (mine: number, random: number, oracle: number): number =>
  oracle - random > 1e-9 ? (mine - random) / (oracle - random) : NaN;

export function tradeTitle({ t, numbers }: Say, worth: Worth): string {
  const two = (value: number): string => numbers.fixed(value, 2);
  const { mine, oracle, random } = worth;
  return t('serve.trade.title', {
    clicks: two(mine.clicks.mean),
    likes: two(mine.likes.mean),
    bestClicks: two(oracle.clicks.mean),
    bestLikes: two(oracle.likes.mean),
    randomClicks: two(random.clicks.mean),
    randomLikes: two(random.likes.mean),
  });
}

/** What a page earns at the reader's weights, and what they change: beside all weights at 1, where they are others. */
export function earnedWords(
  { t, numbers }: Say,
  { mine, even }: Pick<Worth, 'mine' | 'even'>,
  weights: readonly number[],
): string {
  const two = ({ mean }: Mean): string => numbers.fixed(mean, 2);
  const values = { clicks: two(mine.clicks), likes: two(mine.likes) };
  if (weights.every((weight) => weight === 1)) return t('serve.score.earns.alone', values);
  return t('serve.score.earns.beside', {
    ...values,
    byClicks: signed(numbers, mine.clicks.mean - even.clicks.mean),
    byLikes: signed(numbers, mine.likes.mean - even.likes.mean),
  });
}

/** Whether a model reads positions at all. */
const readsPosition = ({ biasHandling }: Pick<ModelSpec, 'biasHandling'>): boolean =>
  biasHandling === 'shallow-tower' || biasHandling === 'input-feature';

/** "+0.020 [−0.010, +0.050]" */
const liftWords = (say: Say, { clicksLift }: Serving): string =>
  intervalWords(say, (value) => signed(say.numbers, value, 3), clicksLift);

export function positionsTitle(
  say: Say,
  model: ModelSpec,
  logging: WorldSpec['logging'],
  servings: Worth['servings'],
): string {
  const { t, numbers } = say;
  if (logging === 'none') return t('serve.positions.none');
  if (!readsPosition(model)) return t('serve.positions.blind');
  return t('serve.positions.title', {
    first: numbers.fixed(servings.first.replaced.mean, 2),
    firstClicks: liftWords(say, servings.first),
    logged: numbers.fixed(servings.logged.replaced.mean, 2),
    loggedClicks: liftWords(say, servings.logged),
  });
}

/** Milliseconds, or seconds from one second on. */
export function timeWords({ t, numbers }: Say, ms: number): string {
  if (ms >= 1000) return t('serve.cost.seconds', { value: numbers.fixed(ms / 1000, ms >= 10_000 ? 0 : 1) });
  return t('serve.cost.milliseconds', { value: numbers.fixed(ms, ms >= 100 ? 0 : ms >= 10 ? 1 : ms >= 0.1 ? 2 : 3) });
}

export function costTitle(say: Say, timed: readonly Timed[]): string {
  const last = timed[timed.length - 1];
  const each = last.ms / last.candidates;
  return say.t('serve.cost.title', {
    candidates: say.numbers.fixed(last.candidates),
    point: timeWords(say, last.ms),
    pair: timeWords(say, each * scorings('pair', last.candidates)),
    list: timeWords(say, each * scorings('list', last.candidates)),
  });
}

/** How far apart what is shown is, against nine at random. */
export function diversityTitle({ t, numbers }: Say, { mine, random }: Worth['diversity']): string {
  const change = mine / random - 1;
  const percent = numbers.percent(Math.abs(change), 1);
  return /[1-9]/.test(percent)
    ? t(`serve.diversity.title.${change < 0 ? 'less' : 'more'}`, { percent })
    : t('serve.diversity.title.same');
}
