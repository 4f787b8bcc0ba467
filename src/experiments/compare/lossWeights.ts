/** What it costs the other tasks when the loss of one counts more: the same model on the same seeds, with another weight for one task. */
import { TASKS, type Task } from '../../world/spec.ts';
import { isFit, sized, type Architecture, type Size } from './architectures.ts';
import { frameOf, type CompareSpec } from './spec.ts';
import { differences, type Differences } from './summary.ts';
import { runNamed, type MeasuredRun, type NamedOptions, type Variant, type VariantRun } from './variants.ts';

/** Weights of one task's loss; the others have 1. */
export const LOSS_WEIGHTS = [0, 0.25, 0.5, 1, 2, 4] as const;

export interface LossWeightsSpec extends Pick<CompareSpec, 'base' | 'seeds' | 'seedBase'> {
  architecture: Exclude<Architecture, 'single-task'>;
  size: Size;
  task: Task;
  weights: readonly number[];
}

/** What the summary needs of a run. */
export interface WeightedMeasures extends MeasuredRun {
  weight: number;
}
export type WeightedRun = WeightedMeasures & VariantRun;

/** A variant for each weight. @throws RangeError when the architecture does not fit its size */
function lossWeightVariants({ base, architecture, size, task, weights }: LossWeightsSpec): Variant[] {
  const model = sized(architecture, size, frameOf(base));
  if (!isFit(model)) throw new RangeError(`${architecture} does not fit ${String(model.budget)} multiplications`);
  return weights.map((weight) => ({
    sized: model,
    changes: { 'run.training.taskWeights': TASKS.map((name) => (name === task ? weight : 1)) },
  }));
}

/**
 * Trains the model with every weight on every seed.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runLossWeights(
  spec: LossWeightsSpec,
  options: NamedOptions<WeightedRun>,
): Promise<WeightedRun[]> {
  const { base, seeds, seedBase, weights } = spec;
  const named = (run: VariantRun): WeightedRun => ({ weight: weights[run.variant], ...run });
  return runNamed({ base, seeds, seedBase, variants: lossWeightVariants(spec) }, named, options);
}

/** What a weight changes against weight 1, task by task. */
export interface WeightEffect extends Differences {
  weight: number;
}

/** @returns the weights that there are runs of, from the least; those of weight 1 are what the others are compared with */
export function lossWeightEffects(runs: readonly WeightedMeasures[]): WeightEffect[] {
  const usual = runs.filter(({ weight }) => weight === 1);
  return [...new Set(runs.map(({ weight }) => weight))]
    .sort((a, b) => a - b)
    .map((weight) => ({
      weight,
      ...differences(
        runs.filter((run) => run.weight === weight),
        usual,
      ),
    }));
}
