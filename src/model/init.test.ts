import { describe, expect, it } from 'vitest';
import { initialParameters } from './init.ts';
import { blockOf, parameterLayout, type BlockName } from './layout.ts';
import type { ModelSpec } from './spec.ts';

const model: ModelSpec = {
  kind: 'mmoe',
  features: 16,
  sharedUnits: 32,
  experts: 8,
  expertUnits: 16,
  towerUnits: 24,
  biasHandling: 'adversarial',
};
const replica = { seeds: { init: 5, dropout: 1, batch: 1 }, initScale: 1, gateInitScale: 1, identicalExperts: false };

function drawn(
  name: BlockName,
  changes: { model?: Partial<ModelSpec>; replica?: Partial<typeof replica> } = {},
): Float32Array {
  const spec = { ...model, ...changes.model };
  const layout = parameterLayout(spec);
  return blockOf(layout, initialParameters(spec, { ...replica, ...changes.replica }, layout), name);
}

const deviation = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('initialParameters', () => {
  it.each<[BlockName, number]>([
    ['shared/w', 2 / 16],
    ['experts/w', 2 / 32],
    ['gates/w', 1 / 32],
    ['towers/w1', 2 / 16],
    ['towers/w', 1 / 24],
    ['adversary/w', 1 / 32],
  ])('%s has variance %f', (name, variance) => {
    const values = drawn(name);
    // Four standard errors of a standard deviation from n normal draws.
    expect(Math.abs(deviation(values) / Math.sqrt(variance) - 1)).toBeLessThan(4 / Math.sqrt(2 * values.length));
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(
      4 * Math.sqrt(variance / values.length),
    );
  });

  it.each<[BlockName, Partial<ModelSpec>]>([
    ['shared/b', {}],
    ['experts/b', {}],
    ['gates/b', {}],
    ['towers/b1', {}],
    ['towers/b', {}],
    ['adversary/b', {}],
    ['shallow/table', { biasHandling: 'shallow-tower' }],
    ['positionInput/w', { biasHandling: 'input-feature' }],
  ])('%s starts at 0', (name, changes) => {
    expect(drawn(name, { model: changes }).every((value) => value === 0)).toBe(true);
  });

  it('reads what feeds a layer: without shared layer the features, with linear towers the expert units', () => {
    expect(deviation(drawn('experts/w', { model: { sharedUnits: 0, biasHandling: 'none' } }))).toBeCloseTo(
      Math.sqrt(2 / 16),
      1,
    );
    expect(deviation(drawn('towers/w', { model: { towerUnits: 0, expertUnits: 64 } }))).toBeCloseTo(
      Math.sqrt(1 / 64),
      1,
    );
  });

  it('a block’s draws depend on the seed and on its own size only', () => {
    const gates = drawn('gates/w');
    expect(drawn('gates/w', { model: { features: 7, expertUnits: 3, towerUnits: 0, biasHandling: 'none' } })).toEqual(
      gates,
    );
    expect(drawn('gates/w', { replica: { seeds: { init: 5, dropout: 2, batch: 3 }, initScale: 3 } })).toEqual(gates);
    expect(drawn('gates/w', { replica: { seeds: { init: 6, dropout: 1, batch: 1 } } })).not.toEqual(gates);
    // Fewer of them are the first of them.
    expect(drawn('experts/w', { model: { experts: 2 } })).toEqual(drawn('experts/w').subarray(0, 2 * 32 * 16));
  });

  it('no two blocks share their draws', () => {
    const firsts = (['shared/w', 'experts/w', 'gates/w', 'towers/w1', 'towers/w', 'adversary/w'] as const).map(
      (name) => {
        const values = drawn(name);
        return (values[0] / values[1]).toFixed(4); // free of the block's scale
      },
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('the scales multiply the same draws, gates and the rest apart', () => {
    const scaled = (values: Float32Array, factor: number): Float32Array => values.map((value) => value * factor);
    const half = { replica: { initScale: 0.5, gateInitScale: 0.25 } };
    expect(drawn('shared/w', half)).toEqual(scaled(drawn('shared/w'), 0.5));
    expect(drawn('towers/w', half)).toEqual(scaled(drawn('towers/w'), 0.5));
    expect(drawn('gates/w', half)).toEqual(scaled(drawn('gates/w'), 0.25));
    expect(drawn('gates/w', { replica: { gateInitScale: 0 } }).every((value) => value === 0)).toBe(true);
  });

  it('identical experts are copies of the first', () => {
    const alike = drawn('experts/w', { replica: { identicalExperts: true } });
    const size = alike.length / 8;
    expect(alike.subarray(0, size)).toEqual(drawn('experts/w').subarray(0, size));
    for (let e = 1; e < 8; e++) expect(alike.subarray(e * size, (e + 1) * size)).toEqual(alike.subarray(0, size));
  });

  it('a gate’s weights of experts that it may not use are 0, the others as ever', () => {
    const all = drawn('gates/w');
    const some = drawn('gates/w', { model: { visible: [255, 0b00000111, 0b10000001, 0b11111110] } });
    const wanted = all.map((value, i) => {
      const gate = Math.floor(i / (32 * 8));
      const expert = i % 8;
      const used = [() => true, (e: number) => e < 3, (e: number) => e === 0 || e === 7, (e: number) => e > 0];
      return used[gate](expert) ? value : 0;
    });
    expect(some).toEqual(wanted);
  });

  it('leaves padding at 0', () => {
    const layout = parameterLayout({ ...model, experts: 3, expertUnits: 3, features: 5, sharedUnits: 3 });
    const parameters = initialParameters(
      { ...model, experts: 3, expertUnits: 3, features: 5, sharedUnits: 3 },
      replica,
      layout,
    );
    const real = new Uint8Array(layout.length);
    for (const { offset, size } of layout.list) real.fill(1, offset, offset + size);
    expect(layout.length).toBeGreaterThan(layout.count);
    expect(parameters.every((value, i) => real[i] === 1 || value === 0)).toBe(true);
  });
});
