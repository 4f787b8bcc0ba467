/** The run of the page that shows a run of a comparison. Pure. */
import { isFit, sized } from '../../experiments/compare/architectures.ts';
import { frameOf, type CompareSpec } from '../../experiments/compare/spec.ts';
import { changesOf } from '../../experiments/compare/variants.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import type { ChosenRun } from './shown.ts';

/**
 * The run of a chosen model: same world, weights and batches. Of single-task models it is that of one task.
 * @returns null where the model does not fit its budget
 */
export function pageRun({ base, budget }: CompareSpec, { model, size, seed }: ChosenRun, task = 0): RunSpec | null {
  const each = sized(model, size, frameOf(base), budget);
  if (!isFit(each)) return null;
  const taskWeights = each.taskWeights.length === 1 ? each.taskWeights[0] : each.taskWeights[task];
  // How many experts there would be, were there gates, stays as the page knows it: its control begins at two.
  const experts = each.model.kind === 'shared-bottom' ? base.model.experts : each.model.experts;
  const changes = { ...changesOf(each, taskWeights), 'run.model.experts': experts };
  return studyRun({ base, seeds: 1, seedBase: seed, arms: [] }, { label: model, changes }, seed);
}
