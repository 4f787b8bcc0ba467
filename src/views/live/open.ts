/** Opens the model of an arm in the live part of the page. */
import { armChanges } from '../../experiments/live/openRun.ts';
import type { LiveStudySpec } from '../../experiments/live/live.ts';
import { baseOf, type TrainedArm } from '../../experiments/live/spec.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';
import { apartOf, MODELS, nothingApart } from '../trained.ts';

/** The run that trains what an arm is: same world, weights and batches. */
export function armRun(spec: LiveStudySpec, arm: TrainedArm): RunSpec {
  const base = baseOf(spec);
  const changes = armChanges(base, arm, spec.open);
  // How many experts there would be, were there gates, stays as the page knows it: its control begins at two.
  if (changes['run.model.kind'] === 'shared-bottom') changes['run.model.experts'] = base.model.experts;
  return studyRun({ base, seeds: 1, seedBase: spec.seedBase, arms: [] }, { label: arm, changes }, spec.seedBase);
}

/** Which of the two models of that run the arm is: with gate dropout or cures it is the one that has them. */
export const armModel = (run: RunSpec): 0 | 1 => (nothingApart(apartOf({ run, timeline: [] })) ? 0 : 1);

export function openArm(spec: LiveStudySpec, arm: TrainedArm): void {
  const run = armRun(spec, arm);
  const model = armModel(run);
  trainNow(run, { chapter: 'train', arm: model });
  notify('info', 'live.opened', { seed: spec.seedBase, steps: run.training.steps, model: MODELS[model] }, 'run');
}
