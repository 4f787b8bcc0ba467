/** Opens a run of a comparison in the live part of the page. */
import type { CompareSpec } from '../../experiments/compare/spec.ts';
import type { Chapter } from '../../run/labState.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';
import { pageRun } from './pageRun.ts';
import type { ChosenRun } from './shown.ts';

/** Trains a run where its losses, or its gates, are seen. */
export function openRun(
  spec: CompareSpec,
  chosen: ChosenRun,
  task: number,
  chapter: Extract<Chapter, 'train' | 'gates'>,
): void {
  const run = pageRun(spec, chosen, task);
  if (!run) return;
  trainNow(run, { chapter, arm: 0 });
  notify('info', 'compare.opened', { seed: chosen.seed, steps: run.training.steps }, 'run');
}
