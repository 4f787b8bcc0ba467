/** The run that shows a cure: model A without it, model B with it. Pure, but for what opens it. */
import { changesOf, type Combination } from '../../experiments/cures/combination.ts';
import { fieldOf, withField } from '../../run/fields.ts';
import { defaultState, type Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';

/** A run of a study of cures as the page trains it. @param base - without cures */
export function runWith(base: RunSpec, combination: Combination, seed: number): RunSpec {
  let state = { ...defaultState(), run: base };
  for (const [path, value] of Object.entries(changesOf(combination))) state = withField(state, fieldOf(path), value);
  return { ...state.run, seeds: { data: seed, init: seed, dropout: seed, batch: seed } };
}

/** Trains a run with a cure in model B where its gates, or its losses, are seen. @param base - without cures */
export function tryIt(
  base: RunSpec,
  combination: Combination,
  seed: number,
  chapter: Extract<Chapter, 'gates' | 'train'>,
): void {
  const run = runWith(base, combination, seed);
  trainNow(run, { chapter, arm: 1 });
  notify('info', 'cures.try.opened', { seed, steps: run.training.steps }, 'run');
}
