/** Opens a run of a comparison in the live part of the page. */
import { sized, isFit } from '../../experiments/compare/architectures.ts';
import { changesOf, frameOf, type CompareSpec } from '../../experiments/compare/spec.ts';
import type { Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';
import type { ChosenRun } from './comparison.ts';

/**
 * The run of a chosen model: same world, weights and batches. Of single-task models it is that of one task.
 * @returns null where the model does not fit its budget
 */
export function pageRun({ base, budget }: CompareSpec, { model, size, seed }: ChosenRun, task = 0): RunSpec | null {
  const each = sized(model, size, frameOf(base), budget);
  if (!isFit(each)) return null;
  const taskWeights = each.taskWeights.length === 1 ? each.taskWeights[0] : each.taskWeights[task];
  const changes = changesOf(each, taskWeights);
  return studyRun({ base, seeds: 1, seedBase: seed, arms: [] }, { label: model, changes }, seed);
}

/** Trains a run where its losses, or its gates, are seen. */
export function openRun(spec: CompareSpec, chosen: ChosenRun, task: number, chapter: Extract<Chapter, 'train' | 'gates'>): void {
  const run = pageRun(spec, chosen, task);
  if (!run) return;
  trainNow(run, { chapter, arm: 0 });
  notify('info', 'compare.opened', { seed: chosen.seed, steps: run.training.steps }, 'run');
}
