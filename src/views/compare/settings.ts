/** What the next comparison is of: the reader's choices, and the specification that they make. Pure. */
import { ARCHITECTURES, SIZES, type Architecture, type Size } from '../../experiments/compare/architectures.ts';
import { compareRun, DEFAULT_SETTINGS, type CompareSpec } from '../../experiments/compare/spec.ts';
import { sameSetting } from '../../study/spec.ts';

/** `own`: a number of multiplications that the reader sets. */
export const SIZE_CHOICES = ['both', ...SIZES, 'own'] as const;
export type SizeChoice = (typeof SIZE_CHOICES)[number];

export interface CompareChoices {
  architectures: readonly Architecture[];
  size: SizeChoice;
  /** Multiplications of `own`. */
  budget: number;
  seeds: number;
  steps: number;
  /** Between the two task groups. */
  cosine: number;
  sines: number;
}

/** Seeds offered: a look, or as many as the stored results rest on. */
export const SEED_COUNTS = [4, 8, 12, 20] as const;
export const STEPS = { min: 20, max: 2000 };
export const BUDGET = { min: 300, max: 20_000 };
export const COSINES = [1, 0.5, 0, -0.5, -1] as const;
export const SINES = { min: 0, max: 6 };

export const defaultChoices = (): CompareChoices => ({
  architectures: ARCHITECTURES,
  size: 'both',
  budget: 1000,
  seeds: 4,
  steps: DEFAULT_SETTINGS.steps,
  cosine: DEFAULT_SETTINGS.cosine,
  sines: DEFAULT_SETTINGS.sines,
});

const sizesOf = (size: SizeChoice): readonly Size[] => (size === 'both' ? SIZES : [size === 'own' ? 'small' : size]);

/** The comparison that these choices ask for. */
export function specOf({ architectures, size, budget, seeds, steps, cosine, sines }: CompareChoices): CompareSpec {
  return {
    base: compareRun({ cosine, sines, steps }),
    architectures,
    sizes: sizesOf(size),
    ...(size === 'own' && { budget }),
    seeds,
    seedBase: 1,
  };
}

/** Whether two comparisons train their models in the same world, equally long and at the same cost: whichever models and seeds they have. */
export const sameQuestion = (a: CompareSpec, b: CompareSpec): boolean =>
  sameSetting(a.base, b.base) && a.budget === b.budget;

/** The architectures with one more or one less, in their order; never fewer than two, or there is nothing to compare. */
export function toggled(architectures: readonly Architecture[], one: Architecture): readonly Architecture[] {
  const without = architectures.filter((other) => other !== one);
  if (without.length === architectures.length)
    return ARCHITECTURES.filter((a) => a === one || architectures.includes(a));
  return without.length < 2 ? architectures : without;
}
