/**
 * Names and traits for candidates and users that are rows of numbers: made up, so that a list can be read, and the same whenever the same query is shown.
 * No model sees them, and features of a synthetic world mean nothing by themselves. Pure.
 */
import { STREAM, threefry } from '../../world/random.ts';
import type { Impressions } from '../../world/types.ts';
import type { Say } from '../say.ts';

/** Words in the catalogue are kept as one text each: "Amber|Blue|…". */
const wordsIn = (text: string): string[] => text.split('|');

/** First and second words of a name: so many names there are, more than a list has candidates. */
const FIRST = 32;
const SECOND = 32;

/** Which of the names a candidate has: every other one of its query has another. */
export function nameIndex(seed: number, query: number, candidate: number): number {
  const hash = threefry(seed, STREAM.madeUpNames, query, 0);
  // An odd factor takes every number below a power of two to another one.
  const factor = (hash >>> 10) | 1;
  return (Math.imul(factor, candidate) + hash) & (FIRST * SECOND - 1);
}

/** "Amber Kettle" */
export function nameOf({ t }: Say, seed: number, query: number, candidate: number): string {
  const index = nameIndex(seed, query, candidate);
  const first = wordsIn(t('serve.names.first'))[Math.floor(index / SECOND)];
  return t('serve.names.whole', { first, second: wordsIn(t('serve.names.second'))[index % SECOND] });
}

/** Below it nobody would call a feature a trait. */
const PLAIN = 0.4;

/** A feature that stands out. */
export interface Trait {
  /** From 0, among the features of the query or of the item. */
  feature: number;
  high: boolean;
}

/** The features that stand out most, strongest first. @param from - first feature; @param to - before which they end */
export function traitsOf(
  { features, featureCount }: Pick<Impressions, 'features' | 'featureCount'>,
  row: number,
  from: number,
  to: number,
  most = 2,
): Trait[] {
  return Array.from(features.subarray(row * featureCount + from, row * featureCount + to), (value, feature) => ({
    feature,
    value,
  }))
    .filter(({ value }) => Math.abs(value) >= PLAIN)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, most)
    .map(({ feature, value }) => ({ feature, high: value > 0 }));
}

/** "lively, short"; features beyond those that have words are called by their number. @param of - whose features they are */
export const traitWords = ({ t }: Say, of: 'item' | 'user', traits: readonly Trait[]): string =>
  traits
    .map(({ feature, high }) => {
      const words = wordsIn(t(`serve.traits.${of}.${high ? 'high' : 'low'}`));
      return words.at(feature) ?? t(`serve.traits.more.${high ? 'high' : 'low'}`, { number: feature + 1 });
    })
    .join(t('comma'));
