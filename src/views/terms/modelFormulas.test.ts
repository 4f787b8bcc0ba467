import { describe, expect, it } from 'vitest';
import markup from 'virtual:formulas/model';
import { PLAIN_SERVING, type Serving } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { formulasOf } from './modelFormulas.ts';

const BASE = { kind: 'mmoe', experts: 4, sharedUnits: 16, towerUnits: 0, biasHandling: 'shallow-tower' } as const;

/** All formulas of a model in their order, without markup and what is not seen of it. */
const written = (parts: Partial<ModelSpec>): string[] => {
  const all = formulasOf({ ...BASE, ...parts });
  const order = [
    ...(['features', 'shared', 'logits', 'weights', 'dropout'] as const),
    ...(['experts', 'mixture', 'output', 'click'] as const),
  ];
  return order.flatMap((name) => {
    const formula = all[name];
    return formula === null ? [] : [markup[formula].replace(/<[^>]*>|\u2061/g, '')];
  });
};

const dropped = 'ĝk,e=δegk,e∑jδjgk,j,δe∈{0,1}'.replace('ĝ', 'gˆ');
const droppedOne = 'gˆe=δege∑jδjgj,δe∈{0,1}';

describe('the formulas of', () => {
  it.each<[string, Partial<ModelSpec>, string[]]>([
    [
      'MMoE',
      {},
      [
        ...['x', 'h=ReLU(Wx+c)', 'zk=Gkh+ak', 'gk,e=ezk,e∑jezk,j', dropped],
        ...['fe=ReLU(Weh+ce)', 'mk=∑egk,efe', 'yk=wk⋅mk+ck', 'P=σ(y+bd,p)'],
      ],
    ],
    [
      'own experts: sums over those that the task may use',
      { visible: [0b0111, 0b0111, 0b1110, 0b1110] },
      [
        ...['x', 'h=ReLU(Wx+c)', 'zk=Gkh+ak', 'gk,e=ezk,e∑j∈ℰkezk,j,e∈ℰk'],
        'gˆk,e=δegk,e∑j∈ℰkδjgk,j,δe∈{0,1}',
        ...['fe=ReLU(Weh+ce)', 'mk=∑e∈ℰkgk,efe', 'yk=wk⋅mk+ck', 'P=σ(y+bd,p)'],
      ],
    ],
    [
      'one gate, which needs no index',
      { kind: 'omoe', biasHandling: 'none' },
      [
        ...['x', 'h=ReLU(Wx+c)', 'z=Gh+a', 'ge=eze∑jezj', droppedOne],
        ...['fe=ReLU(Weh+ce)', 'm=∑egefe', 'yk=wk⋅m+ck', 'P=σ(y)'],
      ],
    ],
    [
      'one gate and towers with a hidden layer',
      { kind: 'omoe', sharedUnits: 0, towerUnits: 4, biasHandling: 'none' },
      [
        ...['x', 'z=Gx+a', 'ge=eze∑jezj', droppedOne],
        ...['fe=ReLU(Wex+ce)', 'm=∑egefe', 'yk=wk⋅ReLU(Vkm+vk)+ck', 'P=σ(y)'],
      ],
    ],
    [
      'shared bottom, without gates',
      { kind: 'shared-bottom', towerUnits: 4 },
      ['x', 'h=ReLU(Wx+c)', 'f1=ReLU(W1h+c1)', 'm=f1', 'yk=wk⋅ReLU(Vkf1+vk)+ck', 'P=σ(y+bd,p)'],
    ],
    [
      'no shared layer: everything reads the input',
      { sharedUnits: 0, towerUnits: 4 },
      [
        ...['x', 'zk=Gkx+ak', 'gk,e=ezk,e∑jezk,j', dropped],
        ...['fe=ReLU(Wex+ce)', 'mk=∑egk,efe', 'yk=wk⋅ReLU(Vkmk+vk)+ck', 'P=σ(y+bd,p)'],
      ],
    ],
    [
      'position as an input, and nothing added to the click',
      { kind: 'shared-bottom', biasHandling: 'input-feature' },
      ['x', 'h=ReLU(Wx+c+qd,p)', 'f1=ReLU(W1h+c1)', 'm=f1', 'yk=wk⋅f1+ck', 'P=σ(y)'],
    ],
  ])('%s', (_, parts, formulas) => {
    expect(written(parts)).toEqual(formulas);
  });

  it.each<[Partial<ModelSpec>, Partial<Serving>, boolean, Record<string, string | null>]>([
    [{}, {}, true, { logits: 'zk=Gkh+ak+rk', tamed: null, weights: 'gk,e=ezk,e∑jezk,j' }],
    [{ kind: 'omoe', sharedUnits: 0 }, {}, true, { logits: 'z=Gx+a+r' }],
    [{}, { temperature: 2 }, false, { tamed: 'z~=z/T', weights: 'gk,e=ez~k,e∑jez~k,j', logits: 'zk=Gkh+ak' }],
    [{}, { cap: 2.5 }, false, { tamed: 'z~=κtanh(z/κ)' }],
    [{}, { cap: 2.5, temperature: 2 }, false, { tamed: 'z~=κtanh(z/κ)/T' }],
    [{}, { gateKind: 'sigmoid' }, false, { tamed: null, weights: 'gk,e=σ(zk,e)∑jσ(zk,j)' }],
    [{ kind: 'omoe' }, { gateKind: 'sigmoid', cap: 1 }, false, { weights: 'ge=σ(z~e)∑jσ(z~j)' }],
    [
      {},
      { expertActivation: 'swish', sharedActivation: 'leaky' },
      false,
      { experts: 'fe=Swish(Weh+ce)', shared: 'h=LeakyReLU(Wx+c)' },
    ],
    [{ sharedUnits: 0 }, { layerNorm: true }, false, { experts: 'fe=ReLU(LN(Wex+ce))', shared: null }],
    [
      { kind: 'shared-bottom' },
      { layerNorm: true, expertActivation: 'leaky' },
      false,
      { experts: 'f1=LeakyReLU(LN(W1h+c1))', tamed: null, weights: null },
    ],
  ])('a model with cures: %j %j', (parts, serving, balanced, wanted) => {
    const all = formulasOf({ ...BASE, ...parts }, { ...PLAIN_SERVING, ...serving }, balanced);
    for (const [name, text] of Object.entries(wanted)) {
      const formula = all[name as keyof typeof all];
      expect(formula && markup[formula].replace(/<[^>]*>|\u2061/g, ''), name).toBe(text);
    }
  });
});
