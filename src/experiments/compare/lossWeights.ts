/** What it costs the other tasks when the loss of one counts more: the same model on the same seeds, with another weight for one task. */
import { TASKS, type Task } from '../../world/spec.ts';
import { isFit, sized, type Architecture, type Size } from './architectures.ts';
import { frameOf, type CompareSpec } from './spec.ts';
import { differences, type Differences } from './summary.ts';
import { runVariants, type MeasuredRun, type NamedOptions, type Variant, type VariantRun } from './variants.ts';

/** Weights of one task's loss; the others have 1. */
export const LOSS_WEIGHTS = [0, 0.25, 0.5, 1, 2, 4] as const;

export interface LossWeightsSpec extends Pick<CompareSpec, 'base' | 'seeds' | 'seedBase'> {
  architecture: Exclude<Architecture, 'single-task'>;
  size: Size;
  /** Whose losses are weighted, one at a time. */
  tasks: readonly Task[];
  weights: readonly number[];
}

/** What the summary needs of a run. */
export interface WeightedMeasures extends MeasuredRun {
  /** Whose loss is weighted; runs of weight 1 are the same of every task. */
  task: Task;
  weight: number;
}
export type WeightedRun = WeightedMeasures & VariantRun;

/** Which of the weighted runs a variant is: where all losses have weight 1 it is one of every task, and trained once. */
type Named = Pick<WeightedMeasures, 'task' | 'weight'>[];

/** @throws RangeError when the architecture does not fit its size */
function lossWeightVariants({ base, architecture, size, tasks, weights }: LossWeightsSpec): {
  variants: Variant[];
  named: Named[];
} {
  const model = sized(architecture, size, frameOf(base));
  if (!isFit(model)) throw new RangeError(`${architecture} does not fit ${String(model.budget)} multiplications`);
  const all = tasks.flatMap((task) => weights.map((weight) => ({ task, weight })));
  const usual = all.filter(({ weight }) => weight === 1);
  const named = [...(usual.length > 0 ? [usual] : []), ...all.filter(({ weight }) => weight !== 1).map((one) => [one])];
  return {
    named,
    variants: named.map(([{ task, weight }]) => ({
      sized: model,
      changes: { 'run.training.taskWeights': TASKS.map((name) => (name === task ? weight : 1)) },
    })),
  };
}

/**
 * Trains the model with every weight of every task's loss on every seed.
 * @returns task by task, weight by weight
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runLossWeights(
  spec: LossWeightsSpec,
  { onMeasured, ...options }: NamedOptions<WeightedRun>,
): Promise<WeightedRun[]> {
  const { base, seeds, seedBase, tasks, weights } = spec;
  const { variants, named } = lossWeightVariants(spec);
  const finished: WeightedRun[] = [];
  await runVariants(
    { base, seeds, seedBase, variants },
    {
      ...options,
      onMeasured: (some) => {
        const runs = some.flatMap((run) => named[run.variant].map((own): WeightedRun => ({ ...own, ...run })));
        finished.push(...runs);
        onMeasured?.(runs);
      },
    },
  );
  return tasks.flatMap((task) =>
    weights.flatMap((weight) => finished.filter((run) => run.task === task && run.weight === weight)),
  );
}

/** What a weight changes against weight 1, task by task. */
export interface WeightEffect extends Differences {
  weight: number;
}

/** @param runs - of one task's weights @returns the weights that there are runs of, from the least; those of weight 1 are what the others are compared with */
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
