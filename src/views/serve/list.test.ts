import { describe, expect, it } from 'vitest';
import { chooseWeight, readKept, useChoices } from './choices.ts';
import { nameIndex, nameOf, traitsOf, traitWords } from './identity.ts';
import { inCommon, rankingOf, shownOf, written } from './ranking.ts';
import { listTable, tradeTable } from './tables.ts';
import { en, WORTH, zh } from './testing.ts';
import { signed } from '../signed.ts';
import { predictionWords, scoreWords } from './values.ts';
import { inSight, moved } from './window.ts';
import { emptyLog } from '../../world/labels.ts';

describe('made-up names', () => {
  it('are another for each of a thousand candidates, the same whenever asked, and others in another query', () => {
    const of = (query: number): number[] => Array.from({ length: 1000 }, (_, i) => nameIndex(16, query, i));
    for (const query of [0, 1, 7, 49]) expect(new Set(of(query)).size).toBe(1000);
    expect(of(3)).toEqual(of(3));
    expect(of(3).slice(0, 20)).not.toEqual(of(4).slice(0, 20));
    expect(Math.min(...of(3))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...of(3))).toBeLessThan(1024);
  });
  it('are there in both languages, 32 of each half, none twice', () => {
    for (const { t } of [en, zh])
      for (const half of ['first', 'second'] as const) {
        const words = t(`serve.names.${half}`).split('|');
        expect(new Set(words).size).toBe(32);
        expect(words.every((word) => word.trim() === word && word !== '')).toBe(true);
      }
    expect(nameOf(en, 16, 0, 0)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(nameOf(zh, 16, 0, 0)).toMatch(/^\p{Script=Han}+$/u);
  });
});

describe('traits', () => {
  // Two features of the query, twelve of the item.
  const log = { featureCount: 14, features: new Float32Array([0.9, -2, 0.1, 0.3, 1.5, 0, 0, 0, 0, 0, 0, 0, 0, -1.9]) };
  it('are what stands out most, strongest first, of the query or of the item', () => {
    expect(traitsOf(log, 0, 0, 2)).toEqual([
      { feature: 1, high: false },
      { feature: 0, high: true },
    ]);
    expect(traitsOf(log, 0, 2, 14)).toEqual([
      { feature: 11, high: false },
      { feature: 2, high: true },
    ]);
    expect(traitsOf(log, 0, 2, 4)).toEqual([]);
    const below = { featureCount: 2, features: new Float32Array([3, 3, 0, -1, 2, 0]) };
    expect([1, 2].map((row) => traitsOf(below, row, 0, 2))).toEqual([
      [{ feature: 1, high: false }],
      [{ feature: 0, high: true }],
    ]);
  });
  it('have words, the later ones numbers', () => {
    expect(traitWords(en, 'user', traitsOf(log, 0, 0, 2))).toBe('a regular, in a hurry');
    expect(traitWords(en, 'item', traitsOf(log, 0, 2, 14))).toBe('feature 12 low, new');
    expect(traitWords(zh, 'item', traitsOf(log, 0, 2, 14))).toBe('特征 12 偏低、新');
  });
  it('as many words high as low, in both languages', () => {
    for (const { t } of [en, zh])
      for (const [of, count] of [
        ['item', 10],
        ['user', 6],
      ] as const)
        for (const end of ['high', 'low'] as const)
          expect(t(`serve.traits.${of}.${end}`).split('|')).toHaveLength(count);
  });
});

describe('a ranking', () => {
  const outputs = new Float32Array([0, 1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0]);
  it('puts the best first, and knows the place of each', () => {
    const { order, place, scores } = rankingOf('product', [0, 2, 0, 0], outputs)!;
    expect([[...order], [...place], [...scores]]).toEqual([
      [1, 2, 0],
      [2, 0, 1],
      [2, 6, 4],
    ]);
    expect(written('product', Math.log(0.25))).toBeCloseTo(0.25, 12);
    expect(written('sum', -0.5)).toBe(-0.5);
  });
  it('is none without weights, or of predictions that are no numbers', () => {
    expect(rankingOf('sum', [0, 0, 0, 0], outputs)).toBeNull();
    expect(rankingOf('sum', [0, 1, 0, 0], new Float32Array([0, NaN, 0, 0]))).toBeNull();
  });
  it('follows weights, form and predictions', () => {
    const other = outputs.map((value) => -value);
    expect(rankingOf('sum', [0, 1, 0, 0], other)!.order).toEqual([0, 2, 1]);
    expect(rankingOf('sum', [1, 0, 0, 0], outputs)!.order).toEqual([0, 1, 2]);
    expect(rankingOf('product', [1, 0, 0, 0], outputs)!.scores[0]).toBeCloseTo(Math.log(0.5), 9);
    expect(rankingOf('sum', [1, 0, 0, 0], outputs)!.scores[0]).toBeCloseTo(0.5, 9);
  });
  it('shares so many of nine with another', () => {
    const upTo = (of: (i: number) => number) =>
      rankingOf(
        'sum',
        [0, 1, 0, 0],
        Float32Array.from({ length: 48 }, (_, i) => (i % 4 === 1 ? of((i - 1) / 4) : 0)),
      )!;
    const [down, up] = [upTo((i) => -i), upTo((i) => i)];
    expect(shownOf(down)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(inCommon(down, up)).toBe(6); // 3 to 8 of 0 to 11
  });
});

describe('values in words', () => {
  it('have a sign where they are not nothing', () => {
    expect([
      signed(en.numbers, 0.314),
      signed(en.numbers, -0.314),
      signed(en.numbers, 0.0001),
      signed(en.numbers, -0.0001),
    ]).toEqual(['+0.31', '−0.31', '0.00', '0.00']);
  });
  it('are probabilities and deviations', () => {
    const outputs = new Float32Array([0, 0.5, Math.log(19), -0.25]);
    expect(predictionWords(en, outputs, 0)).toBe('click 50%, watch time +0.50, like 95.0%, rating −0.25');
  });
  it('of scores, however small', () => {
    const product = (value: number): string => scoreWords(en, 'product', Math.log(value));
    expect([product(0.1234), product(12.34), product(0.00123), product(0.000056)]).toEqual([
      '0.123',
      '12.3',
      '1.2e−3',
      '5.6e−5',
    ]);
    expect(scoreWords(en, 'sum', -1.5)).toBe('−1.500');
  });
});

describe('the window of a long list', () => {
  const same = (place: number): number => place;
  it('draws what is in sight, a little around it, and what is chosen', () => {
    expect(inSight(1000, 100, 10, 105, same)).toEqual(Array.from({ length: 22 }, (_, i) => 94 + i));
    expect(inSight(1000, 100, 10, 5, same)[0]).toBe(5);
    expect(inSight(1000, 0, 10, 999, same)).toEqual([...Array.from({ length: 16 }, (_, i) => i), 999]);
    expect(inSight(1000, 995, 10, 999, same)).toEqual(Array.from({ length: 11 }, (_, i) => 989 + i));
  });
  it('draws short lists whole, always in the order of their numbers', () => {
    expect(inSight(15, 3, 5, 0, (place) => 14 - place)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  });
  it('is left by no key', () => {
    expect([moved('ArrowDown', 14, 15), moved('ArrowUp', 0, 15), moved('PageDown', 3, 15)]).toEqual([14, 0, 12]);
    expect([moved('Home', 7, 15), moved('End', 7, 15), moved('x', 7, 15)]).toEqual([0, 14, null]);
  });
});

it('what is kept for this browser is read as far as it is what is written', () => {
  expect(readKept('sum 1 0 0.55 3')).toEqual({ form: 'sum', weights: [1, 0, 0.55, 3] });
  for (const wrong of ['', 'max 1 1 1 1', 'sum 1 1 1', 'sum 1 1 1 4', 'sum 1 1 1 -1', 'product 1 x 1 1'])
    expect(readKept(wrong), wrong).toBeUndefined();
});

it('a weight is changed alone', () => {
  useChoices.setState({ weights: [1, 2, 3, 0], query: 7 });
  chooseWeight(2, 0.55);
  expect(useChoices.getState()).toMatchObject({ weights: [1, 2, 0.55, 0], query: 7 });
});

describe('the tables', () => {
  const log = { ...emptyLog(2, 1), position: new Uint8Array([3, 0]) };
  const list = {
    log,
    outputs: new Float32Array([0, 1, 0, 0, 0, 2, 0, 0]),
    truth: new Float32Array([0, 2, 0, 0, 0, 1, 0, 0]),
  };
  const name = (row: number): string => `Item ${String(row)}`;
  it('of the list: in its order, with what is predicted, what is true, and where the policy would put it', () => {
    const weights = [0, 1, 0, 0];
    const of = (outputs: Float32Array) => rankingOf('sum', weights, outputs);
    const { rows, columns, step } = listTable(en, 'sum', list, of(list.outputs), of(list.truth), name, 7);
    expect(step).toBe(7);
    expect(rows).toEqual([
      [1, 'Item 1', 2, 0.5, 2, 0.5, 0, 2, 0.5, 1, 0.5, 0, 2, '–'],
      [2, 'Item 0', 1, 0.5, 1, 0.5, 0, 1, 0.5, 2, 0.5, 0, 1, 3],
    ]);
    expect(columns).toHaveLength(14);
    // The score as it is written: a product, not its logarithm. e² with weight 1 of watch time.
    const product = rankingOf('product', weights, list.outputs);
    expect(listTable(en, 'product', list, product, null, name, 7).rows[0][7]).toBeCloseTo(Math.exp(2), 9);
    expect(listTable(en, 'sum', list, null, null, name, 7).rows[0].slice(0, 3)).toEqual(['–', 'Item 0', 1]);
  });
  it('of the trade-off: both curves, by the share of satisfaction', () => {
    expect(tradeTable(en, WORTH, 5).rows).toEqual([
      [0, 2.7, 3.4, 3.1, 3.6],
      [0.5, 2.5, 4, 3, 4.25],
      [1, 2.3, 4.1, 2.6, 4.4],
    ]);
  });
});
