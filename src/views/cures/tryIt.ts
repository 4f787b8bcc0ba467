/** The run that shows a cure: model A without it, model B with it. Pure, but for what opens it. */
import { changesOf, type Combination } from '../../experiments/cures/combination.ts';
import { fieldOf, withField } from '../../run/fields.ts';
import { defaultState, type Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';

/** What both models of the page have alike, for they are of one structure: a cure that sets it is in both. */
const OF_BOTH = 'run.model.sharing';

/** Which of the cures that are tried model A has too: none, some, or all of them. */
export function alsoInA(combination: Combination): 'none' | 'some' | 'all' {
  const paths = Object.keys(changesOf(combination));
  const shared = paths.filter((path) => path === OF_BOTH).length;
  return shared === 0 ? 'none' : shared < paths.length ? 'some' : 'all';
}

const SAID = { none: 'cures.try.opened', some: 'cures.try.some', all: 'cures.try.both' } as const;

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
  notify('info', SAID[alsoInA(combination)], { seed, steps: run.training.steps }, 'run');
}
