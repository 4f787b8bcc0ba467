/** Pictures of the lesson that were on screen, for its hand-out: which there are, and which of them a sheet may show. Pure. */
import type { Language } from '../../../i18n/index.ts';
import type { LessonStep, Point, StepId } from '../types.ts';

export interface KeptPicture {
  /** Stable name of its card. */
  card: string;
  title: string;
  subtitle: string;
  /** A file that stands alone, in the light theme. */
  svg: string;
  /** Where it comes from, a line each. */
  sources: readonly string[];
}

/** Before the question of a step was answered, or once its outcome was there. */
export type When = 'asked' | 'came';

/** What was on screen. */
export interface Shown {
  /** Of its words. */
  language: Language;
  pictures: readonly KeptPicture[];
  /** The beginning of the line whose end is asked for. */
  begun?: readonly Point[] | undefined;
  /** The whole of it, once its end has come out. */
  course?: readonly Point[] | undefined;
  /** When the prediction was locked in that this is the outcome of; null: none was. */
  lockedAt: number | null;
}

export type Kept = Readonly<Partial<Record<string, Shown>>>;

export const keyOf = (id: StepId, when: When, language: Language): string => `${id}.${when}.${language}`;

/** Cards that may be shown before a question is answered: none of those that are covered then. */
export const openCards = ({ marks, veils = [] }: Pick<LessonStep, 'marks' | 'veils'>): string[] =>
  marks.filter((card) => !veils.includes(card));

/**
 * What was on screen, in one language or else in another.
 * @param lockedAt - of the prediction that it is to be the outcome of; null before one
 */
export function shownOf(
  kept: Kept,
  id: StepId,
  when: When,
  languages: readonly Language[],
  lockedAt: number | null = null,
): Shown | undefined {
  return languages
    .map((language) => kept[keyOf(id, when, language)])
    .find((shown) => shown !== undefined && shown.lockedAt === lockedAt);
}
