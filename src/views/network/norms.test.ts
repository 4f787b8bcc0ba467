import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { blockNorm, countParameters, expertNorms, featureNorms, lineWidths, partNorm } from './norms.ts';

const model: ModelSpec = {
  kind: 'mmoe',
  features: 2,
  sharedUnits: 3,
  experts: 2,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'none',
};
const layout = parameterLayout(model);
const vector = new Float32Array(layout.length);
const put = (name: keyof typeof layout.blocks, values: readonly number[]): void =>
  vector.set(values, layout.blocks[name]!.offset);
put('shared/w', [3, 4, 0, /* second feature */ 0, 0, -2]);
put('experts/w', [1, 1, 1, 1, 0, 0, /* second expert */ 0, 0, 0, 0, 6, 8]);
put(
  'gates/w',
  Array.from({ length: 24 }, (_, i) => (i < 6 ? 1 : 0)),
);

describe('norms of weights', () => {
  it('are those of a feature’s row, an expert’s block, a gate’s block', () => {
    expect([...featureNorms(model, layout, vector)]).toEqual([5, 2]);
    expect([...expertNorms(model, layout, vector)]).toEqual([2, 10]);
    expect(partNorm(layout, vector, 'gates/w', 0, 4)).toBeCloseTo(Math.sqrt(6));
    expect(partNorm(layout, vector, 'gates/w', 1, 4)).toBe(0);
    expect(blockNorm(layout, vector, 'shared/w')).toBeCloseTo(Math.sqrt(29));
  });

  it('of experts that read the input are per feature group, as a mean over its rows', () => {
    const direct: ModelSpec = { ...model, features: 3, sharedUnits: 0 };
    const own = parameterLayout(direct);
    const values = new Float32Array(own.length);
    values.set([3, 4, 3, 4, 0, 1], own.blocks['experts/w']!.offset);
    expect(expertNorms(direct, own, values, 0, 2)[0]).toBeCloseTo(5);
    expect(expertNorms(direct, own, values, 2, 3)[0]).toBeCloseTo(1);
    expect([...featureNorms(direct, own, values)]).toEqual([]);
  });

  it('make lines in proportion, the widest as wide as asked', () => {
    expect(lineWidths([1, 2, 4], 2)).toEqual([0.5, 1, 2]);
    expect(lineWidths([0, 4], 2)[0]).toBeGreaterThan(0);
    expect(lineWidths([0, 0], 2).every((width) => width > 0 && width < 1)).toBe(true);
    expect(lineWidths([NaN, 1], 2).every(Number.isFinite)).toBe(true);
  });

  it('count parameters of a share', () => {
    expect(countParameters(layout, ['experts/w', 'experts/b'], 2)).toBe(8);
    expect(countParameters(layout, ['shallow/table'])).toBe(0);
  });
});
