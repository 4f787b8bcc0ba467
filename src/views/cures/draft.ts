/** A combination that a reader puts together, cure by cure. Pure. */
import { CureError, idOf, parseCombination, type Combination } from '../../experiments/cures/combination.ts';
import { CURE_NAMES, infoOf, type CureName, type CureRegime } from '../../experiments/cures/vocabulary.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { Say } from '../say.ts';
import { combinationName, errorWords } from './names.ts';

/** A cure with its strength as it was typed. */
export interface DraftDose {
  name: CureName;
  strength: string;
}

/** Those that can be chosen. */
export const CHOICES: readonly CureName[] = CURE_NAMES.filter((name) => name !== 'none');
/** More at once are no use, and no room. */
export const MOST_TOGETHER = 3;

/** A cure at its usual strength. */
export const usual = (name: CureName, regime: CureRegime): DraftDose => {
  const { strength } = infoOf(name);
  return { name, strength: strength ? String(strength.usual[regime]) : '' };
};

/** What can be added, or why it cannot. */
export type Draft = { combination: Combination; problem: null } | { combination: null; problem: string };

/**
 * @param doses - as typed; @param known - what is among the cures already
 * @param model - that they are to act on
 */
export function draftOf(
  say: Say,
  doses: readonly DraftDose[],
  known: readonly Combination[],
  { regime, model }: { regime: CureRegime; model: Pick<ModelSpec, 'expertUnits'> },
): Draft {
  try {
    const text = doses.map(({ name, strength }) => (infoOf(name).strength ? `${name}:${strength}` : name)).join('+');
    const combination = parseCombination(text, regime, model);
    if (known.some((one) => idOf(one) === idOf(combination)))
      return { combination: null, problem: say.t('cures.error.same', { about: combinationName(say, combination) }) };
    return { combination, problem: null };
  } catch (error) {
    if (!(error instanceof CureError)) throw error;
    return { combination: null, problem: errorWords(say, error) };
  }
}
