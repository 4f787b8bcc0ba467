/** What the tests of the chapter share. */
import { wordsOf } from '../../i18n/testing.ts';
import type { Serving, Worth } from '../../serving/server.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';

export const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
export const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const mean = (value: number, half = 0.1) => ({
  n: 300,
  mean: value,
  deviation: 1,
  low: value - half,
  high: value + half,
});

const serving = (lift: number, replaced: number): Serving => ({
  worth: { clicks: mean(2.5 + lift), likes: mean(4) },
  clicksLift: mean(lift, 0.02),
  replaced: mean(replaced),
});

/** Worth by hand: one in two of the gain in clicks, three in four of that in likes. */
export const WORTH: Worth = {
  queries: 300,
  curve: [
    { clicks: 2.7, likes: 3.4 },
    { clicks: 2.5, likes: 4 },
    { clicks: 2.3, likes: 4.1 },
  ],
  oracleCurve: [
    { clicks: 3.1, likes: 3.6 },
    { clicks: 3, likes: 4.25 },
    { clicks: 2.6, likes: 4.4 },
  ],
  random: { clicks: mean(2), likes: mean(3.25) },
  mine: { clicks: mean(2.5), likes: mean(4) },
  even: { clicks: mean(2.75), likes: mean(3.5) },
  oracle: { clicks: mean(3), likes: mean(4.25) },
  predicted: { clicks: 2.75, likes: 4.125 },
  servings: { missing: serving(0, 0), first: serving(-0.125, 0.5), logged: serving(0.0001, 1.25) },
  diversity: { mine: 4, oracle: 4.1, random: 5 },
};
