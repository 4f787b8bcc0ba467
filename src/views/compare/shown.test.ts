import { describe, expect, it } from 'vitest';
import { begun, choose, emptyShelf, ended, measured, withStored, type Shelf } from '../../study/evidence.ts';
import { defaultChoices, specOf, type CompareChoices } from './settings.ts';
import { finishedComparison, comparisonShown, type ShownComparison } from './shown.ts';
import { about, SHARED } from './testing.ts';

const choices = defaultChoices();
const runs = about(SHARED, [0.8, 0.3, 0.7, 0.2]);
const data = (of: CompareChoices, some = runs): ShownComparison => ({ spec: specOf(of), runs: some });
const stored = withStored(emptyShelf<ShownComparison>(), { data: data(choices), finished: 5 });
const running = measured(begun(stored, data(choices, [])), (known) => ({ ...known, runs: runs.slice(0, 1) }));
const own = ended(running, finishedComparison);

describe('what is shown of the comparison', () => {
  it.each<[string, Shelf<ShownComparison>, number | undefined, boolean, string | undefined]>([
    ['nothing', emptyShelf<ShownComparison>(), undefined, false, undefined],
    ['what was stored', stored, runs.length, false, 'stored'],
    ['what is still coming, as soon as there is some', running, 1, true, undefined],
    ['what the reader has found', own, 1, false, 'own'],
    ['what the reader went back to', choose(own, 0), runs.length, false, 'stored'],
  ])('is %s', (_, shelf, count, live, source) => {
    const found = comparisonShown(shelf, choices);
    expect([found.shown?.runs.length, found.live, found.source, found.other]).toEqual([count, live, source, false]);
    expect(found.evidence?.data).toBe(found.shown);
  });

  it('was made with other settings as soon as others are chosen, and no longer when they are taken back', () => {
    const others = { ...choices, cosine: 1 };
    expect(comparisonShown(stored, others).other).toBe(true);
    expect(comparisonShown(emptyShelf(), others).other).toBe(false);
    expect(comparisonShown(withStored(stored, { data: data(others), finished: 5 }), others).other).toBe(false);
    expect(comparisonShown(stored, { ...choices, seeds: choices.seeds + 1 }).other).toBe(false);
  });

  it('is, part by part, the same as long as nothing changed: cards are left as they are', () => {
    const [first, again] = [comparisonShown(own, choices), comparisonShown({ ...own }, { ...choices })];
    for (const part of ['evidence', 'shown', 'live', 'source', 'other'] as const)
      expect(again[part], part).toBe(first[part]);
  });
});
