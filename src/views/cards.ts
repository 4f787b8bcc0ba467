/**
 * The names that links, other pages and steps of the lesson call pictures by: short, the same in every language, and never given to another
 * picture. `train.gates` is the picture `gates` of the chapter `train`.
 */
import { CHAPTERS, type Chapter } from '../run/labState.ts';

/** In the order in which a chapter shows them. What is renamed here breaks the pages that show it: add, and keep. */
export const CARDS = {
  train: ['story', 'network', 'gates', 'polarization', 'bias', 'curves'],
  gates: ['gates', 'history', 'heat', 'agree', 'impression', 'ablation', 'sharing'],
  polarization: ['race', 'rates', 'failures', 'costs', 'settings', 'sweep'],
  cures: ['advice', 'pareto', 'setup', 'cure'],
  'position-bias': ['bias', 'why', 'course', 'assumption', 'editor', 'no-truth', 'treatments', 'missing'],
  compare: [
    'metrics',
    'pairs',
    'curves',
    'seesaw',
    'paper',
    'world',
    'weights',
    'experts',
    'group-gates',
    'cost',
    'compress',
    'offline',
    'reliability',
  ],
  serve: ['list', 'why', 'trade', 'positions', 'diversity', 'cost'],
  live: ['course', 'verdicts', 'share', 'null', 'paper'],
  loop: ['rounds', 'shown', 'bias', 'search', 'learned', 'rates'],
  data: ['query', 'row', 'log', 'census', 'census-tie', 'census-gates', 'census-leak'],
  glossary: [],
  about: [],
} as const satisfies Record<Chapter, readonly string[]>;

/** A picture's name inside of its chapter. */
export type CardName = (typeof CARDS)[Chapter][number];
/** A picture's name with its chapter. */
export type Card = { [C in Chapter]: `${C}.${(typeof CARDS)[C][number]}` }[Chapter];

/** Every picture, chapter by chapter. */
export const ALL_CARDS: readonly Card[] = CHAPTERS.flatMap((chapter) =>
  CARDS[chapter].map((name) => `${chapter}.${name}` as Card),
);

/** @returns the chapter that shows it; null where no picture has this name */
export function chapterOfCard(card: string): Chapter | null {
  if (!ALL_CARDS.some((one) => one === card)) return null;
  return CHAPTERS.find((chapter) => card.startsWith(`${chapter}.`)) ?? null;
}
