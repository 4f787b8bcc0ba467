import { describe, expect, it } from 'vitest';
import { ARCHITECTURES } from '../../experiments/compare/architectures.ts';
import { modelOf } from '../../run/runSpec.ts';
import { multiplications } from '../../model/spec.ts';
import { defaultChoices, sameQuestion, specOf, toggled } from './settings.ts';
import { chosenOf, finishedComparison, seedsOf } from './shown.ts';
import { pageRun } from './pageRun.ts';
import { RUNS, shownOf } from './testing.ts';

describe('the choices', () => {
  it('make the specification', () => {
    const spec = specOf({ ...defaultChoices(), cosine: -1, sines: 2, steps: 50 });
    expect(spec).toMatchObject({ sizes: ['small', 'large'], seeds: 4, seedBase: 1, architectures: ARCHITECTURES });
    expect(spec.base.world).toMatchObject({ cosineAcross: -1, sines: 2 });
    expect([spec.base.training.steps, spec.budget]).toEqual([50, undefined]);
    const own = specOf({ ...defaultChoices(), size: 'own', budget: 777 });
    expect([own.sizes, own.budget]).toEqual([['small'], 777]);
  });
  it('ask another question with another world or budget, not with other models or seeds', () => {
    const base = specOf(defaultChoices());
    expect(sameQuestion(base, specOf({ ...defaultChoices(), seeds: 20, size: 'small' }))).toBe(true);
    expect(sameQuestion(base, specOf({ ...defaultChoices(), cosine: 1 }))).toBe(false);
    expect(sameQuestion(base, specOf({ ...defaultChoices(), size: 'own' }))).toBe(false);
  });
  it('keep two models at least, in their order', () => {
    expect(toggled(['shared-bottom', 'mmoe-8'], 'mmoe-4')).toEqual(['shared-bottom', 'mmoe-4', 'mmoe-8']);
    expect(toggled(['shared-bottom', 'mmoe-4', 'mmoe-8'], 'mmoe-4')).toEqual(['shared-bottom', 'mmoe-8']);
    expect(toggled(['shared-bottom', 'mmoe-8'], 'mmoe-8')).toEqual(['shared-bottom', 'mmoe-8']);
  });
});

describe('what was finished', () => {
  it('are the seeds that there are runs of', () => {
    const { data, finished } = finishedComparison(shownOf(RUNS, { seeds: 20 }));
    expect([finished, data.spec.seeds, data.runs.length]).toEqual([4, 4, 8]);
    expect(seedsOf(RUNS)).toEqual([1, 2, 3, 4]);
  });
});

describe('the run that is chosen', () => {
  it('is the first that there is, where it is not among those shown', () => {
    const first = { model: 'shared-bottom', size: 'small', seed: 1 };
    const chosen = { model: 'mmoe-4', size: 'small', seed: 2 } as const;
    expect(chosenOf({ runs: RUNS }, chosen)).toEqual(chosen);
    expect(chosenOf({ runs: RUNS }, null)).toEqual(first);
    expect(chosenOf({ runs: RUNS }, { ...chosen, size: 'large' })).toEqual(first);
    expect(chosenOf({ runs: RUNS.filter(({ seed }) => seed !== 2) }, chosen)).toEqual(first);
  });
});

describe('a run that is opened', () => {
  it('is the model of the comparison, with its seeds, weights and cost', () => {
    const { spec } = shownOf(RUNS);
    const bottom = pageRun(spec, { model: 'shared-bottom', size: 'small', seed: 7 })!;
    expect(multiplications(modelOf(bottom))).toBe(1440);
    expect([bottom.model.kind, bottom.model.expertUnits, bottom.seeds.data, bottom.training.gateDropout]).toEqual([
      'shared-bottom',
      24,
      7,
      0,
    ]);
    // The control of experts begins at two: it keeps what it had.
    expect(bottom.model.experts).toBe(spec.base.model.experts);
    const cgc = pageRun(spec, { model: 'cgc', size: 'large', seed: 7 })!;
    expect([cgc.model.sharing, modelOf(cgc).visible]).toEqual(['groups', [63, 63, 252, 252]]);
    const single = pageRun(spec, { model: 'single-task', size: 'small', seed: 7 }, 2)!;
    expect(single.training.taskWeights).toEqual([0, 0, 1, 0]);
    expect(pageRun({ ...spec, budget: 10 }, { model: 'mmoe-8', size: 'small', seed: 7 })).toBeNull();
  });
});
