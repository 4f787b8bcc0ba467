import { describe, expect, it } from 'vitest';
import en from '../../i18n/en/lesson.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { STEP_IDS, type Outcome } from './types.ts';
import { verdictOf } from './words.ts';

const say = { t: ((key: string) => key) as unknown as Say['t'], numbers: numberWords('en') };
const outcome = (right: boolean | null, ...keys: string[]): Outcome => ({
  came: { kind: 'choice', choice: 'shallowTower' },
  right,
  said: keys.map((key) => ({ key })),
});

describe('the verdict', () => {
  it.each([
    ['right', outcome(true, 'lifts', 'best'), 'lesson.page.right'],
    ['wrong', outcome(false, 'lifts', 'behind'), 'lesson.page.wrong'],
    ['close to the first', outcome(null, 'lifts', 'close'), 'lesson.page.close'],
    ['the first, but not told from the next', outcome(null, 'lifts', 'first'), 'lesson.page.close'],
    ['of a run that diverged', outcome(null, 'diverged'), null],
  ])('of a prediction that is %s', (_, one, words) => {
    expect(verdictOf(say, one, {})).toBe(words);
  });
});

it('sends its reader to the steps that are meant', () => {
  const place = (id: (typeof STEP_IDS)[number]): string => `Step ${String(STEP_IDS.indexOf(id) + 1)} `;
  expect(en.steps.gates.said.polarized).toContain(place('polarization'));
  expect(en.steps.polarization.said.chosen).toContain(place('chance'));
});
