/**
 * The comparison of architectures at equal multiplications (Zhao et al. 2019, table 1): every model of every size on the same worlds, from the same
 * seeds, on the same batches.
 */
import type { Architecture, Size, Sized } from './architectures.ts';
import { modelsOf, type CompareSpec } from './spec.ts';
import { runNamed, type NamedOptions, type VariantRun } from './variants.ts';

/** A trained model of a comparison. */
export interface CompareRun extends Omit<VariantRun, 'variant'> {
  model: Architecture;
  size: Size;
}

export type CompareOptions = Omit<NamedOptions<CompareRun>, 'prepare' | 'trainOn'>;

/** Points of a learning curve. */
const POINTS = 12;

const named =
  (models: readonly Sized[]) =>
  ({ variant, ...run }: VariantRun): CompareRun => ({
    model: models[variant].architecture,
    size: models[variant].size,
    ...run,
  });

/**
 * Trains every model on every seed.
 * @returns the runs, portion of seeds by portion, model by model
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runCompare(
  { base, seeds, seedBase, points = POINTS, ...asked }: CompareSpec,
  options: CompareOptions,
): Promise<CompareRun[]> {
  const { models } = modelsOf({ base, ...asked });
  const variants = models.map((sized) => ({ sized }));
  return runNamed({ base, variants, seeds, seedBase, points }, named(models), options);
}
