import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkModel, multiplications, SpecError, type ModelSpec } from './spec.ts';
import { allExperts, countOf, expertsOf, isMasked, maskOf, sees, visibleTo } from './visible.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 5,
  sharedUnits: 7,
  experts: 4,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'none',
};
/** Experts 0 and 1 for all, 2 for engagement (tasks 0, 1), 3 for satisfaction (tasks 2, 3). */
const CGC: ModelSpec = {
  ...MODEL,
  visible: maskOf([
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 3],
    [0, 1, 3],
  ]),
};

it('a mask is read as it was written', () => {
  expect(CGC.visible).toEqual([0b0111, 0b0111, 0b1011, 0b1011]);
  expect([0, 1, 2, 3].map((k) => expertsOf(CGC, k))).toEqual([
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 3],
    [0, 1, 3],
  ]);
  expect([sees(CGC, 0, 2), sees(CGC, 0, 3), sees(CGC, 3, 2), sees(CGC, 3, 3)]).toEqual([true, false, false, true]);
});

it('without a mask all tasks see all experts', () => {
  expect(visibleTo(MODEL, 2)).toBe(15);
  expect(expertsOf(MODEL, 1)).toEqual([0, 1, 2, 3]);
  expect([isMasked(MODEL), isMasked({ ...MODEL, visible: [15, 15, 15, 15] }), isMasked(CGC)]).toEqual([
    false,
    false,
    true,
  ]);
});

it('counts sets of up to sixteen experts', () => {
  expect([1, 2, 3, 0b1010101, allExperts(16)].map(countOf)).toEqual([1, 1, 2, 4, 16]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 15 }), { maxLength: 16 }), (experts) => {
      expect(countOf(maskOf([experts])[0])).toBe(experts.length);
    }),
  );
});

describe('multiplications', () => {
  it('are those of the logits and mixtures that are computed', () => {
    // shared 5·7, experts 4·7·2, gates 4 tasks · 3 experts · 7, mixing 4·3·2, towers 4·2
    expect(multiplications(CGC)).toBe(35 + 56 + 84 + 24 + 8);
    // one own expert a task and nothing shared: 4 logits of 7, 4 mixtures of one expert
    expect(multiplications({ ...MODEL, visible: maskOf([[0], [1], [2], [3]]) })).toBe(35 + 56 + 28 + 8 + 8);
  });
});

describe('checkModel', () => {
  it.each<[string, Partial<ModelSpec>]>([
    ['must have an entry for each of the 4 tasks', { visible: [15, 15, 15] }],
    ['must name some of the 4 experts for every task, not 0', { visible: [15, 0, 15, 15] }],
    ['must name some of the 4 experts for every task, not 16', { visible: [15, 16, 15, 15] }],
    ['must name some of the 4 experts for every task, not 1.5', { visible: [15, 1.5, 15, 15] }],
    ['must show every expert to some task', { visible: [7, 7, 7, 7] }],
    ['is for mmoe, not for omoe', { kind: 'omoe', visible: [15, 15, 15, 15] }],
    ['is for mmoe, not for shared-bottom', { kind: 'shared-bottom', experts: 1, visible: [1, 1, 1, 1] }],
  ])('%s', (message, changes) => {
    const check = (): void => {
      checkModel({ ...MODEL, ...changes });
    };
    expect(check).toThrow(SpecError);
    expect(check).toThrow(`model.visible ${message}`);
  });

  it('takes masks of groups, of own experts, and of all', () => {
    for (const visible of [CGC.visible, maskOf([[0], [1], [2], [3]]), [15, 15, 15, 15]]) {
      expect(() => {
        checkModel({ ...MODEL, visible });
      }).not.toThrow();
    }
  });
});
