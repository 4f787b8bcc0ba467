/** What the next search is of: the reader's choices, and the specification that they make. Pure. */
import { DEFAULT_SEARCH, searchRun, type SearchSettings } from '../../../experiments/unknown-bias/spec.ts';
import type { SearchSpec } from '../../../experiments/unknown-bias/search.ts';
import type { StoredSetting } from '../../../experiments/unknown-bias/stored.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../../world/context.ts';

/** `surprise`: one of the others is drawn and not told. */
export const CULPRIT_CHOICES = [...CONTEXT_COLUMNS, 'none', 'surprise'] as const;
export type CulpritChoice = (typeof CULPRIT_CHOICES)[number];

export interface SearchChoices extends SearchSettings {
  culprit: CulpritChoice;
  starts: number;
  seeds: number;
}

export const STRENGTHS = [1, 0.5, 0.25] as const;
export const SINES = { min: 0, max: 6 };
export const STARTS = [1, 2, 3, 5] as const;
/** Worlds offered: one decision, or as many as the stored rates rest on. */
export const SEED_COUNTS = [1, 5, 10, 20, 40] as const;
export const STEPS = { min: 20, max: 3000 };

export const defaultChoices = (): SearchChoices => ({ culprit: 'thumbnail', ...DEFAULT_SEARCH, starts: 1, seeds: 5 });

/** The culprit that a choice asks for. @param drawn - whole number, at random: which one a surprise is */
export function culpritOf(choice: CulpritChoice, drawn: number): ContextColumn | null {
  if (choice === 'none') return null;
  if (choice !== 'surprise') return choice;
  const all = [...CONTEXT_COLUMNS, null];
  return all[drawn % all.length];
}

/** What is asked, for a search that is known: of a surprise nobody is told what it was. */
export interface Asked extends SearchSpec {
  surprise: boolean;
}

export function askedOf(choices: SearchChoices, drawn: number): Asked {
  const { culprit, strength, sines, starts, seeds, steps } = choices;
  return {
    base: searchRun({ strength, sines, steps }),
    culprit: culpritOf(culprit, drawn),
    surprise: culprit === 'surprise',
    starts,
    seeds,
    seedBase: 1,
  };
}

/** Whether a search was of what is chosen now, on however many worlds. Without a bias its strength is no matter. */
export function sameQuestion(asked: Asked, choices: SearchChoices): boolean {
  const { world, training } = asked.base;
  const culprit = asked.surprise ? 'surprise' : (asked.culprit ?? 'none');
  return (
    culprit === choices.culprit
    && (culprit === 'none' || world.biasStrength === choices.strength)
    && world.sines === choices.sines
    && training.steps === choices.steps
    && asked.starts === choices.starts
  );
}

/** The stored searches of what is chosen, if there are any. */
export function storedSettingOf({ culprit, strength, sines, starts, steps }: SearchChoices): StoredSetting | null {
  if (culprit === 'surprise' || steps !== DEFAULT_SEARCH.steps) return null;
  if (sines === 1 && starts === 1) {
    if (culprit === 'none' || strength === 1) return 'full';
    return strength === 0.5 ? 'half' : strength === 0.25 ? 'quarter' : null;
  }
  if (sines !== 3 || (culprit !== 'none' && strength !== 1)) return null;
  return starts === 1 ? 'sines' : starts === 3 ? 'starts' : null;
}
