/** The run that shows a cure: model A without it, model B with it. Pure, but for what opens it. */
import { changesOf, type Combination } from '../../experiments/cures/combination.ts';
import { fieldOf, withField } from '../../run/fields.ts';
import { defaultState, type Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';

/** What both models of the page have alike: a cure that sets one of these is in both. */
const OF_BOTH: readonly string[] = ['run.training.gateRate', 'run.model.gateInitScale', 'run.model.sharing'];

/** Whether a cure can be in model B alone. */
export const isOfOne = (combination: Combination): boolean =>
  !Object.keys(changesOf(combination)).some((path) => OF_BOTH.includes(path));

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
  notify(
    'info',
    isOfOne(combination) ? 'cures.try.opened' : 'cures.try.both',
    { seed, steps: run.training.steps },
    'run',
  );
}
