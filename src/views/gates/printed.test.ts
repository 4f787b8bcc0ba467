import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { Explanation } from '../../model/explain.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { printedSum, signOf } from './printed.ts';
import { clickWorked, mixtureWorked, weightWorked } from './titles.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };

describe('a sum is printed', () => {
  it.each([
    // parts, sum: digits, sign
    [[0.5, 0.25], 0.75, 2, '='],
    // 0.96 + 0.29 = 1.24 would be wrong; with a third digit .956 + .287 = 1.243.
    [[0.956, 0.287], 1.243, 3, '='],
    // .9564 + .2874 = 1.2438: .956 + .287 = 1.244 would be wrong as well.
    [[0.9564, 0.2874], 1.2438, 2, '≈'],
    [[-0.98, 0.24], -0.74, 2, '='],
    // −0.004 is read as 0.
    [[-0.004, 0.004], 0, 2, '='],
  ] as const)('%j = %d', (parts, sum, digits, sign) => {
    expect(
      printedSum(
        parts.map((part) => [part]),
        sum,
      ),
    ).toEqual({ digits, sign });
  });

  it('with its products worked out as they are printed', () => {
    expect(printedSum([[0.25, 2], [0.75, 4]], 3.5)).toEqual({ digits: 2, sign: '=' }); // oxfmt-ignore
    // 0.33·3.00 = 0.99, not 1.00; .333·3.000 = .999, not 1.000.
    expect(printedSum([[1 / 3, 3]], 1)).toEqual({ digits: 2, sign: '≈' });
  });

  it('as equal only where it is', () => {
    expect([signOf(0.746, 0.75, 2), signOf(0.74, 0.75, 2), signOf(-0, 0, 2)]).toEqual(['=', '≈', '=']);
  });
});

// What a reader does with a line: takes its numbers as they stand, in whole units of the last digit, and calculates.
const numberIn = (text: string): number => Number(text.replaceAll(',', '').replace('−', '-'));
const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;

const few = fc.double({ min: -30, max: 30, noNaN: true });

describe('no worked line contradicts itself', () => {
  const wayOf = (more: Partial<Explanation>): Explanation => ({
    trunk: new Float64Array(1),
    experts: [],
    gateLogits: [],
    weights: [],
    mixed: [],
    hidden: [],
    tower: new Float64Array(4),
    shallow: 0,
    output: new Float64Array(4),
    served: 0,
    ...more,
  });

  it('of the click', () => {
    fc.assert(
      fc.property(few, few, (main, shallow) => {
        const way = wayOf({ tower: Float64Array.of(main, 0, 0, 0), shallow, output: Float64Array.of(main + shallow) });
        const line = clickWorked(en, 'shallow-tower', way, { truth: 0.5, placed: true });
        const found = /^Click: (\S+) \+ (\S+) \(position, device\) (=|≈) (\S+), so/.exec(line);
        if (!found) throw new Error(line);
        const [, a, b, sign, sum] = found;
        const unit = 10 ** decimals(sum);
        expect(new Set([a, b, sum].map(decimals)).size).toBe(1);
        const adds =
          Math.round(numberIn(a) * unit) + Math.round(numberIn(b) * unit) === Math.round(numberIn(sum) * unit);
        expect(sign === '=' ? adds : true).toBe(true);
        // "≈" is no way out where two digits would do.
        if (sign === '≈') expect(adds).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('of the mixture', () => {
    const expert = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }));
    fc.assert(
      fc.property(fc.array(expert, { minLength: 1, maxLength: 16 }), (experts) => {
        const weights = Float64Array.from(experts, ([weight]) => weight);
        const mixed = experts.reduce((sum, [weight, output]) => sum + weight * output, 0);
        const way = wayOf({
          experts: experts.map(([, output]) => Float64Array.of(output)),
          gateLogits: [weights.map(Math.log)],
          weights: [weights],
          mixed: [Float64Array.of(mixed)],
        });
        const line = mixtureWorked(en, 'omoe', way, 0);
        const [, terms, sign, sum] = /unit 1: (.*) (=|≈) (\S+)$/.exec(line)!;
        const read = terms
          .split(' + ')
          .map((term) => term.split('·').map(numberIn))
          .reduce((total, [weight, output]) => total + weight * output, 0);
        if (sign === '=') expect(Math.abs(read - numberIn(sum))).toBeLessThan(0.5001 / 10 ** decimals(sum));
      }),
      { numRuns: 1000 },
    );
  });

  it('of a weight', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -12, max: 9, noNaN: true }), { minLength: 2, maxLength: 8 }), (logits) => {
        const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
        const way = wayOf({
          gateLogits: [Float64Array.from(logits)],
          weights: [Float64Array.from(logits, (z) => Math.exp(z) / total)],
        });
        const line = weightWorked(en, 'omoe', way, 0, 0);
        const [, z, first, top, sum, second, weight] = /e\^(\S+) \/ Σ (=|≈) (\S+) \/ (\S+) (=|≈) (\S+)$/.exec(line)!;
        if (top.includes('10')) return; // powers of ten are read as rounded
        if (first === '=') expect(Math.abs(Math.exp(numberIn(z)) - numberIn(top))).toBeLessThan(0.00501);
        if (second === '=' && !sum.includes('·'))
          expect(Math.abs(numberIn(top) / numberIn(sum) - numberIn(weight))).toBeLessThan(0.000501);
      }),
      { numRuns: 1000 },
    );
  });
});
