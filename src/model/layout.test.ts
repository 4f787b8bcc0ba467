/** Where each parameter lies: written out, for stored runs and kernels both read by place. */
import { describe, expect, it } from 'vitest';
import { BLOCKS, blockOf, decays, isTrained, parameterLayout, rateFactor, TABLE_ROWS, tableRow } from './layout.ts';
import type { ModelSpec } from './spec.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 3,
  sharedUnits: 5,
  experts: 2,
  expertUnits: 3,
  towerUnits: 2,
  biasHandling: 'shallow-tower',
};
const listed = (changes: Partial<ModelSpec> = {}): string[] =>
  parameterLayout({ ...MODEL, ...changes }).list.map(
    ({ name, offset, size, shape }) => `${name} ${offset}+${size} ${shape.join('×')}`,
  );

describe('parameterLayout', () => {
  it('places blocks one after the other, each at a multiple of four', () => {
    expect(listed()).toEqual([
      'shared/w 0+15 3×5',
      'shared/b 16+5 5',
      'experts/w 24+30 2×5×3',
      'experts/b 56+6 2×3',
      'gates/w 64+40 4×5×2',
      'gates/b 104+8 4×2',
      'towers/w1 112+24 4×3×2',
      'towers/b1 136+8 4×2',
      'towers/w 144+8 4×2',
      'towers/b 152+4 4',
      'shallow/table 156+30 30',
    ]);
    const { length, count, blocks } = parameterLayout(MODEL);
    expect([length, count]).toEqual([188, 178]);
    expect(blocks['gates/b']?.offset).toBe(104);
    expect(blocks['adversary/b']).toBeUndefined();
  });

  it('one gate for all, the position as an input', () => {
    expect(listed({ kind: 'omoe', biasHandling: 'input-feature', towerUnits: 0 })).toEqual([
      'shared/w 0+15 3×5',
      'shared/b 16+5 5',
      'positionInput/w 24+150 30×5',
      'experts/w 176+30 2×5×3',
      'experts/b 208+6 2×3',
      'gates/w 216+10 1×5×2',
      'gates/b 228+2 1×2',
      'towers/w 232+12 4×3',
      'towers/b 244+4 4',
    ]);
  });

  it('no gate, no shared layer, no bias handling', () => {
    expect(listed({ kind: 'shared-bottom', experts: 1, sharedUnits: 0, biasHandling: 'none', towerUnits: 0 })).toEqual([
      'experts/w 0+9 1×3×3',
      'experts/b 12+3 1×3',
      'towers/w 16+12 4×3',
      'towers/b 28+4 4',
    ]);
  });

  it('an adversary behind the towers', () => {
    expect(listed({ biasHandling: 'adversarial' }).slice(-3)).toEqual([
      'towers/b 152+4 4',
      'adversary/w 156+45 5×9',
      'adversary/b 204+9 9',
    ]);
  });
});

describe('what balancing keeps', () => {
  it('lies behind all parameters, which stay where they are, and is not counted as parameters', () => {
    const plain = parameterLayout(MODEL);
    const balanced = parameterLayout({ ...MODEL, balance: true });
    expect(listed({ balance: true })).toEqual([
      ...listed(),
      'gates/balance 188+8 4×2',
      'gates/mean 196+8 4×2',
      'gates/top 204+8 4×2',
    ]);
    expect([balanced.length, balanced.count]).toEqual([212, plain.count]);
    expect(listed({ kind: 'shared-bottom', experts: 1, balance: true })).toEqual(
      listed({ kind: 'shared-bottom', experts: 1 }),
    );
  });
});

describe('blockOf', () => {
  it('is a view without the padding, and names what there is not', () => {
    const layout = parameterLayout(MODEL);
    const vector = Float32Array.from({ length: layout.length }, (_, i) => i);
    const block = blockOf(layout, vector, 'shared/b');
    expect(Array.from(block)).toEqual([16, 17, 18, 19, 20]);
    block[0] = -1;
    expect(vector[16]).toBe(-1);
    expect(() => blockOf(layout, vector, 'adversary/w')).toThrow('this model has no adversary/w');
  });
});

describe('tables', () => {
  it('have a row for each device and position, "missing" first', () => {
    expect([tableRow(0, 0), tableRow(0, 9), tableRow(1, 0), tableRow(2, 3), TABLE_ROWS]).toEqual([0, 9, 10, 23, 30]);
  });
});

describe('what differs between blocks', () => {
  it('L2 spares the shallow table, and what gradients do not train', () => {
    const memory = ['gates/balance', 'gates/mean', 'gates/top'];
    expect(BLOCKS.filter((name) => !decays(name))).toEqual(['shallow/table', ...memory]);
    expect(BLOCKS.filter((name) => !isTrained(name))).toEqual(memory);
  });
  it('gates and table have rates of their own', () => {
    const factors = Object.fromEntries(BLOCKS.map((name) => [name, rateFactor(name, { tableRate: 3, gateRate: 0.5 })]));
    const own = { 'gates/w': 0.5, 'gates/b': 0.5, 'shallow/table': 3 };
    expect(factors).toEqual({ ...Object.fromEntries(BLOCKS.map((name) => [name, 1])), ...own });
  });
});
