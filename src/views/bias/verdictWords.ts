/** What a comparison of treatments allows to say, in words. */
import type { TFunction } from 'i18next';
import type { TreatedWorld, ServePosition, Treatment } from '../../experiments/position-bias/treatments.ts';
import {
  differences,
  summariseTreatments,
  verdict,
  type Difference,
} from '../../experiments/position-bias/treatmentsSummary.ts';
import type { StoredPreset } from '../../experiments/position-bias/stored.ts';
import { numberWords, type NumberWords } from '../format.ts';
import { signed } from '../signed.ts';

/** Below this many worlds an interval is too wide to say anything. */
export const FEWEST_WORLDS = 3;

const list = (language: string, words: readonly string[]): string =>
  new Intl.ListFormat(language === 'zh' ? 'zh-Hans' : language, { type: 'conjunction' }).format(words);

export interface HeadlineData {
  worlds: readonly TreatedWorld[];
  serve: ServePosition;
  /** The setting whose stored results they are; absent for those trained here. */
  preset?: StoredPreset;
  /** Of a comparison that is still running: where its worlds stand, and their last step. Nothing is concluded from it. */
  soFar?: { step: number; steps: number };
}

/** The headline: which treatments beat doing nothing, on the worlds that it names. */
export function headline(t: TFunction, language: string, { worlds, serve, preset, soFar }: HeadlineData): string {
  const name = (treatment: Treatment): string => t(`bias.treatment.${treatment}`);
  const n = worlds.length;
  if (soFar) {
    const numbers = numberWords(language);
    return t('bias.verdict.soFar', { step: numbers.fixed(soFar.step), steps: numbers.fixed(soFar.steps) });
  }
  const where = preset ? t('bias.where.preset', { preset: t(`bias.preset.${preset}.label`) }) : t('bias.where.own');
  if (n < FEWEST_WORLDS) return t('bias.verdict.few', { worlds: n, where });
  const { better, worse } = verdict(worlds, serve);
  const say = (key: 'better' | 'worse' | 'neither', names: readonly Treatment[]): string =>
    t(`bias.verdict.${key}`, { names: list(language, names.map(name)), worlds: n, where });
  if (better.length > 0) return say('better', better);
  return worse.length > 0 ? say('worse', worse) : say('neither', []);
}

/** Every pair in a sentence: first those that differ here, then those that cannot be told apart. */
export function pairSentences(
  t: TFunction,
  numbers: NumberWords,
  worlds: readonly TreatedWorld[],
  serve: ServePosition,
): { sure: string[]; open: string[] } {
  if (worlds.length < FEWEST_WORLDS) return { sure: [], open: [] };
  const words = (pair: Difference): string =>
    t('bias.verdict.pair', {
      better: t(`bias.treatment.${pair.better}`),
      worse: t(`bias.treatment.${pair.worse}`),
      mean: signed(numbers, pair.mean),
      low: signed(numbers, pair.low),
      high: signed(numbers, pair.high),
    });
  const all = differences(worlds, serve)
    .filter(({ mean }) => Number.isFinite(mean))
    .sort((a, b) => b.mean - a.mean);
  return {
    sure: all.filter(({ significant }) => significant).map(words),
    open: all.filter(({ significant }) => !significant).map(words),
  };
}

/** Share of what an ideal ranking would gain over none, in percent points of lift; undefined without a baseline. */
export const oracleLift = (worlds: readonly TreatedWorld[]): number | undefined =>
  summariseTreatments(worlds).lifts.oracle?.mean;
