import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../run/fields.ts';
import { CHAPTERS } from '../../../run/labState.ts';
import hint from '../../../i18n/en/hint.ts';
import { GROUPS, handfulOf, ofOtherData, restOf, SETTINGS, STORED_WORDS } from './stages.ts';

describe('the stages of the controls', () => {
  it.each(CHAPTERS)('%s has five to eight settings of its own, none twice, each with a control', (chapter) => {
    const handful = handfulOf(chapter);
    expect(handful.length).toBeGreaterThanOrEqual(5);
    expect(handful.length).toBeLessThanOrEqual(8);
    expect(new Set(handful).size).toBe(handful.length);
    for (const field of handful) expect(SETTINGS, field.path).toContain(field);
  });

  it.each(CHAPTERS)('with all the rest, %s shows every setting once', (chapter) => {
    const handful = handfulOf(chapter);
    const shown = [...handful, ...GROUPS.flatMap((group) => restOf(group, handful))].map(({ path }) => path);
    const drawn = FIELDS.filter(({ hidden, group }) => !hidden && group !== 'view').map(({ path }) => path);
    expect(shown.toSorted()).toEqual(drawn.toSorted());
  });

  it('sets apart what other data than the run’s need', () => {
    const apart = (name: 'synthetic' | 'census' | 'own') =>
      ofOtherData({ source: { name, inputs: 64, columns: 'all' } }).map(({ path }) => path);
    expect(apart('synthetic')).toEqual(['run.source.columns', 'run.source.inputs']);
    expect(apart('census')).toContain('run.world.sines');
    expect(apart('census')).not.toContain('run.world.impressions');
    expect(apart('census')).not.toContain('run.source.inputs');
    expect(apart('own').toSorted()).toEqual([...apart('synthetic'), ...apart('census')].toSorted());
  });

  it('begins each experiment with what it is about', () => {
    expect(CHAPTERS.map((chapter) => handfulOf(chapter)[0].key)).toEqual([
      'gd',
      'e',
      'w',
      'o',
      'bs',
      'k',
      'bh',
      'gd',
      'mis',
      'n',
      'gd',
      'gd',
    ]);
  });

  it('say what stored results do not follow, of Cures that its advice does, and of Polarization that it can be counted anew', () => {
    const { panel } = hint;
    expect(CHAPTERS.filter((chapter) => STORED_WORDS[chapter])).toEqual(
      expect.arrayContaining(['polarization', 'cures', 'compare', 'live', 'loop']),
    );
    expect(panel[STORED_WORDS.cures!]).toMatch(/do not follow these settings; the advice alone .* nearest/);
    expect(panel[STORED_WORDS.polarization!]).toMatch(/“{{field}}” alone counts races and sweeps anew/);
    // Theirs is the nearest preset's, or nothing is stored.
    for (const chapter of ['position-bias', 'train', 'serve', 'data'] as const)
      expect(STORED_WORDS[chapter]).toBeUndefined();
  });
});
