/** Why several objectives: of the items of a query, clicked most is not liked most. */
import { group, maxIndex, range } from 'd3';
import { defaultRun } from '../../../run/runSpec.ts';
import { TASK_COUNT, TASKS } from '../../../world/spec.ts';
import { hasTruth, type WorldLog } from '../../../world/types.ts';
import { useLab } from '../../store.ts';
import type { LessonStep, Outcome } from '../types.ts';

/** Correlations from here on are no conflict. */
const TOGETHER = 0.5;
const CLICK = TASKS.indexOf('click');
const LIKE = TASKS.indexOf('like');

/** Queries of a log, and in how many of them the same item has the highest true utility of both tasks. */
export function sameBest(log: Pick<WorldLog, 'rows' | 'query' | 'utility'>): { k: number; n: number; items: number } {
  const all = [...group(range(log.rows), (row) => log.query[row]).values()];
  const best = (rows: number[], task: number): number => maxIndex(rows, (row) => log.utility[row * TASK_COUNT + task]);
  return {
    k: all.filter((rows) => best(rows, CLICK) === best(rows, LIKE)).length,
    n: all.length,
    items: Math.round(log.rows / all.length),
  };
}

/** @param correlation - of the true utilities of click and like over the training log; @param predicted - a number of queries */
export function objectivesOutcome(
  { k, n, items }: ReturnType<typeof sameBest>,
  correlation: number,
  predicted: number,
): Outcome {
  const r = Number(correlation.toFixed(2));
  const key = Math.abs(correlation) < TOGETHER ? 'apart' : 'together';
  return {
    came: { kind: 'number', value: k },
    right: Math.abs(predicted - k) <= 1,
    said: [
      { key: 'counted', values: { k, n, items } },
      { key, values: { r } },
    ],
  };
}

export const objectives: LessonStep = {
  id: 'objectives',
  chapter: 'data',
  minutes: 3,
  alone: 1.5,
  run: defaultRun,
  marks: ['data.query'],
  hides: ['data.query.like'],
  controls: [],
  question: { kind: 'number', from: 0, to: 6, step: 1, unit: 'count' },
  outcome: (predicted) => {
    const { opened } = useLab.getState();
    const truth = opened?.world.truth;
    if (!opened || !truth || !hasTruth(opened.samples) || predicted.kind !== 'number') return null;
    const correlation = truth.utilityCorrelation[CLICK * TASK_COUNT + LIKE];
    return objectivesOutcome(sameBest(opened.samples), correlation, predicted.value);
  },
};
