/** What is to be said of a query's items beyond each alone. Pure. */
import { sigmoid } from '../../model/losses.ts';
import { TASK_COUNT, TASKS, POSITIONS, type WorldSpec } from '../../world/spec.ts';
import type { WorldLog } from '../../world/types.ts';

/** Rows of the examples, nine together: the items of one query where the log lists nine a query, else nine impressions on their own. */
export const groupsOf = ({ rows }: Pick<WorldLog, 'rows'>): number[][] =>
  Array.from({ length: Math.ceil(rows / POSITIONS) }, (_, group) =>
    Array.from({ length: Math.min(POSITIONS, rows - group * POSITIONS) }, (_row, i) => group * POSITIONS + i),
  );

/** The row at the same place of another group, its first where it has no such place. @param groups - as {@link groupsOf} gives them */
export function rowInGroup(groups: readonly (readonly number[])[], row: number, to: number): number {
  const place = groups.find((rows) => rows.includes(row))?.indexOf(row) ?? 0;
  return groups[to][place] ?? groups[to][0];
}

/** What is written before an item: its place where the log lists nine a query, else its number among those shown. */
export const numberOf = (
  { position }: Pick<WorldLog, 'position'>,
  rows: readonly number[],
  row: number,
  logging: WorldSpec['logging'],
): number => (logging === 'ranked' ? position[row] : rows.indexOf(row) + 1);

/** A feature of an item, by its number from 1 among all that a model reads. */
export interface Feature {
  number: number;
  value: number;
}

/** The features of a row: of the query, and of the item. */
export function featuresOf(
  { features, featureCount }: Pick<WorldLog, 'features' | 'featureCount'>,
  row: number,
  queryFeatures: number,
): { query: Feature[]; item: Feature[] } {
  const all = Array.from(features.subarray(row * featureCount, (row + 1) * featureCount), (value, i) => ({
    number: i + 1,
    value,
  }));
  return { query: all.slice(0, queryFeatures), item: all.slice(queryFeatures) };
}

/** How many of the rows were clicked, and how many clicks were to be expected: the sum of the true probabilities. */
export const clicksOf = (log: WorldLog, rows: readonly number[]): { clicks: number; expected: number } => ({
  clicks: rows.filter((row) => log.labels[row * TASK_COUNT] === 1).length,
  expected: rows.reduce((sum, row) => sum + log.clickProbability[row], 0),
});

/** Place of a row among the rows by what is true of it without position bias, from 1. */
export const relevanceRank = (
  { clickLogit }: Pick<WorldLog, 'clickLogit'>,
  rows: readonly number[],
  row: number,
): number => 1 + rows.filter((other) => clickLogit[other] > clickLogit[row]).length;

const LIKE = TASKS.indexOf('like');

/** P(like) of a row: the truth. It does not depend on where the item stands. */
export const likeOf = (
  { likeGain }: Pick<WorldSpec, 'likeGain'>,
  { utility }: Pick<WorldLog, 'utility'>,
  row: number,
): number => sigmoid(likeGain * utility[row * TASK_COUNT + LIKE]);

/** Which of a query's rows is the likeliest to be clicked by itself, and which to be liked. */
export interface Likeliest {
  click: number;
  like: number;
}

/** @param rows - of one query, at least one */
export function likeliestOf(
  { clickLogit, utility }: Pick<WorldLog, 'clickLogit' | 'utility'>,
  rows: readonly number[],
): Likeliest {
  const best = (of: (row: number) => number): number => rows.reduce((a, b) => (of(b) > of(a) ? b : a));
  return { click: best((row) => clickLogit[row]), like: best((row) => utility[row * TASK_COUNT + LIKE]) };
}

/** What decides the policy's score, as shares of its variance over all candidates; they sum to 1. */
export interface PolicyShares {
  relevance: number;
  /** The property of the item that no task cares about. */
  other: number;
  chance: number;
}

/** Items with fewer features may have no direction that no task cares about: four tasks take as many. */
const ROOM_FOR_OTHER = 5;

/**
 * Of the score (1 − ν)·[√(1 − mis²)·z + mis·heur] + ν·N(0, 1), whose three parts are standardised and independent (world/logging.ts).
 * @returns null where the items may have too few features for a property that no task cares about
 */
export function policyShares({
  randomness,
  misalignment,
  itemFeatures,
}: Pick<WorldSpec, 'randomness' | 'misalignment' | 'itemFeatures'>): PolicyShares | null {
  if (misalignment > 0 && itemFeatures < ROOM_FOR_OTHER) return null;
  const merit = (1 - randomness) ** 2;
  const all = merit + randomness ** 2;
  return {
    relevance: (merit * (1 - misalignment ** 2)) / all,
    other: (merit * misalignment ** 2) / all,
    chance: randomness ** 2 / all,
  };
}
