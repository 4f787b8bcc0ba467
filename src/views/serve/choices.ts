/** What the reader of the chapter has chosen. The form of the score and its weights are kept for this browser. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { SCORE_FORMS, type ScoreForm } from '../../metrics/combinedScore.ts';
import type { ServedPosition } from '../../serving/positions.ts';
import { asWord } from '../remembered.ts';

/** Of each weight: more would be the same ranking with all of them smaller. */
export const MOST_WEIGHT = 3;
export const WEIGHT_STEP = 0.05;
/** Queries to choose among. */
export const QUERY_COUNT = 50;
export const LEAST_CANDIDATES = 9;
export const MOST_CANDIDATES = 1000;

export interface Choices {
  form: ScoreForm;
  /** [4] in the order of TASKS. */
  weights: readonly number[];
  /** From 0. */
  query: number;
  /** Null: as many as the logging policy ranks. */
  candidates: number | null;
  position: ServedPosition;
  /** Whether what is true stands below what is predicted. */
  truth: boolean;
  /** The candidate that is looked at, by its number in the query; null: the first of the list. */
  chosen: number | null;
}

type Kept = Pick<Choices, 'form' | 'weights'>;

/** "product 1 1 0.5 2" */
export function readKept(word: string): Kept | undefined {
  const [form, ...numbers] = word.split(' ');
  const known = SCORE_FORMS.find((one) => one === form);
  const weights = numbers.map(Number);
  const fine = weights.length === 4 && weights.every((weight) => weight >= 0 && weight <= MOST_WEIGHT);
  return known && fine ? { form: known, weights } : undefined;
}

export const useChoices = create<Choices>()(
  persist<Choices, [], [], Kept>(
    () => ({
      form: 'product',
      weights: [1, 1, 1, 1],
      query: 0,
      candidates: null,
      position: 'missing',
      truth: false,
      chosen: null,
    }),
    {
      name: 'mmoe-lab.score',
      partialize: ({ form, weights }) => ({ form, weights }),
      storage: asWord<Kept>(readKept, ({ form, weights }) => [form, ...weights.map(String)].join(' ')),
    },
  ),
);

export const choose = (part: Partial<Choices>): void => {
  useChoices.setState(part);
};

export const chooseWeight = (task: number, weight: number): void => {
  choose({ weights: useChoices.getState().weights.map((value, k) => (k === task ? weight : value)) });
};
