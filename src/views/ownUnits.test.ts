import { expect, it } from 'vitest';
import { wordsOf } from '../i18n/testing.ts';
import { numberWords } from './format.ts';
import { inOwnUnits, spreadInOwnUnits } from './ownUnits.ts';

const say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const of = (mean: number, deviation: number, unit?: string) => ({
  log: { name: 'x', kind: 'regression' as const, mean, deviation, unit },
});

it('writes a standardised value in the units of its column', () => {
  expect(inOwnUnits(say, of(23.2988, 24.4067, 'weeks'), 1)).toBe('48 weeks');
  expect(inOwnUnits(zh, of(34.4049, 22.3208, 'years'), 0)).toBe('34 岁');
  expect(inOwnUnits(say, of(0.5, 0.02), -1)).toBe('0.48');
  expect(inOwnUnits(say, of(10, 2, 'weeks'), NaN)).toBe('–');
  expect(inOwnUnits(say, of(0, 24.4067, 'weeks'), 1 / 24)).toBe('1 week');
  expect(inOwnUnits(say, of(0, 24.4067, 'years'), 1 / 24)).toBe('1 year');
  expect(inOwnUnits(zh, of(0, 24.4067, 'weeks'), 1 / 24)).toBe('1 周');
  // A link may name a unit that there are no words for.
  expect(inOwnUnits(say, of(10, 20, 'parsecs'), 1)).toBe('30');
});

it('writes an error without the mean of the column', () => {
  expect(spreadInOwnUnits(say, of(23.2988, 24.4067, 'weeks'), 0.5)).toBe('12 weeks');
});

it('leaves a value of the synthetic platform as it is: standardised', () => {
  expect(inOwnUnits(say, {}, 0.256)).toBe('0.26');
});
