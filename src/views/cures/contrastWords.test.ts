import { expect, it } from 'vitest';
import { cureBase } from '../../experiments/cures/arms.ts';
import { contrastOf } from '../../experiments/cures/contrast.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { censusRun } from '../../run/regimes.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { contrastWords, rowsWords } from './contrastWords.ts';
import { hand, ratio } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const ADAM = { setting: { regime: 'adam', workers: 1 }, seeds: 200 } as const;

const there = [
  hand('swish', { polarized: 0, loss: ratio(0.8) }),
  hand('lossFree:0.03', { polarized: 0, loss: ratio(0.9) }),
  hand('dropout:0.1', { polarized: 10, loss: ratio(1.1) }),
];
const here = [
  hand('swish', { polarized: 82, loss: ratio(0.9) }),
  hand('lossFree:0.03', { polarized: 2, loss: ratio(1.1) }),
  hand('dropout:0.1', { polarized: 47, loss: ratio(1) }),
];

it('what contradicts the platform is told with its figures, in both languages', () => {
  const contrast = contrastOf(here, there);
  expect(contrastWords(en, contrast, ADAM)).toEqual([
    'Not all that holds on the synthetic platform with the same optimizer (Adam, 200 seeds) holds on these rows.',
    'Of 2 cures with which at most 5% of the runs polarize there, 1 surely leave more here: Swish (82 of 100).',
    'The loss is surely lower there and surely higher here with: loss-free 0.03 (10% higher [+5%, +15%]).',
    'Surely higher there, and not here: gate dropout 10%.',
  ]);
  expect(contrastWords(zh, contrast, ADAM).join('')).toContain(
    '在平台上使极化的训练不超过 5% 的 2 种对策中，有 1 种在这里显著超过这一比例：Swish（82/100）。',
  );
});

it('a seed trains on rows of its own only where there are more than it trains on; measured it is on those held out', () => {
  const [few, all] = [cureBase('adam', { data: 'census' }), censusRun({ inputs: 64, columns: 'all' })];
  expect([few, all, cureBase('adam')].map((base) => rowsWords(en, base))).toEqual([
    'Every seed trains on its own 4,000 of the 20,000 training rows and is measured on 5,000 held-out ones.',
    'Every seed trains on all 20,000 training rows and is measured on 5,000 held-out ones.',
    '',
  ]);
  expect(rowsWords(zh, all)).toBe('每个种子都用全部 20,000 行训练数据训练，并在 5,000 行留出数据上评估。');
});

it('nothing is told where nothing contradicts', () => {
  expect(contrastWords(en, contrastOf(there, there), ADAM)).toEqual([]);
});
