import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../model/spec.ts';
import { formulasOf } from './formulas.tsx';

const BASE = { kind: 'mmoe', sharedUnits: 16, towerUnits: 0, biasHandling: 'shallow-tower' } as const;

/** All formulas of a model in their order, without markup. */
const written = (parts: Partial<ModelSpec>): string[] => {
  const all = formulasOf({ ...BASE, ...parts });
  const order = ['features', 'shared', 'logits', 'weights', 'experts', 'mixed', 'output', 'click'] as const;
  return order.flatMap((name) => {
    const formula = all[name];
    return formula === null ? [] : [renderToStaticMarkup(formula).replace(/<[^>]*>/g, '')];
  });
};

describe('the formulas of', () => {
  it.each<[string, Partial<ModelSpec>, string[]]>([
    [
      'MMoE',
      {},
      ['x', 'h=ReLU(xW+b)', 'zk=hGk+ck', 'gke=ezke∑jezkj', 'fe=ReLU(hWe+be)', 'mk=∑egkefe', 'yk=mk·wk+bk', 'P=σ(y+s)'],
    ],
    [
      'one gate, which needs no index',
      { kind: 'omoe', biasHandling: 'none' },
      ['x', 'h=ReLU(xW+b)', 'z=hG+c', 'ge=eze∑jezj', 'fe=ReLU(hWe+be)', 'm=∑egefe', 'yk=m·wk+bk', 'P=σ(y)'],
    ],
    [
      'shared bottom, without gates or mixtures',
      { kind: 'shared-bottom', towerUnits: 4 },
      ['x', 'h=ReLU(xW+b)', 'f=ReLU(hU+c)', 'yk=ReLU(fVk+ak)·wk+bk', 'P=σ(y+s)'],
    ],
    [
      'no shared layer: everything reads the input',
      { sharedUnits: 0, towerUnits: 4 },
      ['x', 'zk=xGk+ck', 'gke=ezke∑jezkj', 'fe=ReLU(xWe+be)', 'mk=∑egkefe', 'yk=ReLU(mkVk+ak)·wk+bk', 'P=σ(y+s)'],
    ],
    [
      'position as an input, and nothing added to the click',
      { kind: 'shared-bottom', biasHandling: 'input-feature' },
      ['x', 'h=ReLU(xW+b+p)', 'f=ReLU(hU+c)', 'yk=f·wk+bk', 'P=σ(y)'],
    ],
  ])('%s', (_, parts, formulas) => {
    expect(written(parts)).toEqual(formulas);
  });
});
