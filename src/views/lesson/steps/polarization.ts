/** When a gate polarizes: where will the number of experts that the narrowest gate uses end? */
import { minIndex } from 'd3';
import { unusedExperts, unusedLimit, utilizationRow } from '../../../metrics/gates.ts';
import type { ArmView, HistoryPoint } from '../../../session/protocol.ts';
import { TASKS, type Task } from '../../../world/spec.ts';
import { play } from '../../control.ts';
import { feed, useLab } from '../../store.ts';
import type { LessonStep, Outcome, Point, Said } from '../types.ts';
import { collapseRun } from './collapse.ts';
import { divergedAt, endedRun, type Ended } from './ended.ts';

/** The step at which the reader is asked: the narrowest gate still uses five experts. */
const ASKED_AT = 100;
/** A prediction so many experts off counts as right. */
const NEAR = 0.5;

const narrowest = ({ effectiveOfMean }: Pick<ArmView, 'effectiveOfMean'>): number => minIndex(effectiveOfMean);

type History = readonly { step: number; arms: readonly Pick<HistoryPoint['arms'][number], 'effectiveOfMean'>[] }[];

/** What the narrowest gate of model A uses, effective experts of the mean weights, at each step that was measured. */
export const courseBy = (history: History): Point[] =>
  history.map(({ step, arms }) => [step, arms[0].effectiveOfMean[narrowest(arms[0])]]);

/** Whose gate the narrowest is, and what it uses, at the step at which is asked; null before it. */
export interface Begun {
  step: number;
  task: Task;
  /** Effective experts of the mean weights. */
  value: number;
}

const begunHistory = (history: History): History => history.filter(({ step }) => step <= ASKED_AT);

export function begunBy(history: History): Begun | null {
  const last = begunHistory(history).at(-1);
  if (!last) return null;
  const task = narrowest(last.arms[0]);
  return { step: last.step, task: TASKS[task], value: last.arms[0].effectiveOfMean[task] };
}

/** From which gate it came to which: the narrowest is not always the same. */
function endedSaid(begun: Begun, task: Task, came: number): Said {
  const values = { task, came: round(came), begun: begun.step, at: round(begun.value) };
  return begun.task === task
    ? { key: 'ended', values }
    : { key: 'endedOther', values: { ...values, before: begun.task } };
}

/**
 * @param arm - model A at its end
 * @param begun - from {@link begunBy}
 * @param predicted - effective experts
 */
export function polarizationOutcome(
  arm: Pick<ArmView, 'effectiveOfMean' | 'utilization'>,
  { begun, threshold }: { begun: Begun | null; threshold: number },
  predicted: number,
  diverged: Ended['diverged'] = null,
): Outcome {
  const task = narrowest(arm);
  const value = arm.effectiveOfMean[task];
  const experts = arm.utilization.length / TASKS.length;
  const unused = unusedExperts(utilizationRow(arm.utilization, experts, task), threshold);
  const limit = unusedLimit(experts);
  const said: Said[] = [];
  if (begun) said.push(endedSaid(begun, TASKS[task], value));
  if (unused >= limit) said.push({ key: 'polarized', values: { unused, experts } }, { key: 'chosen' });
  else said.push({ key: 'absent', values: { unused, experts, limit } });
  if (diverged) said.push(divergedAt(diverged));
  return { came: { kind: 'number', value }, right: diverged ? null : Math.abs(predicted - value) <= NEAR, said };
}

const round = (value: number): number => Number(value.toFixed(1));

export const polarization: LessonStep = {
  id: 'polarization',
  chapter: 'train',
  minutes: 3,
  alone: 1.5,
  // Without dropout in either model: what it does is the next question.
  run: () => collapseRun(0),
  view: { speed: 100, arm: 0 },
  at: ASKED_AT,
  marks: ['train.polarization'],
  // Its log has no positions.
  leaves: ['train.bias'],
  controls: [],
  question: {
    kind: 'end',
    from: 1,
    to: 8,
    unit: 'experts',
    begun: () => courseBy(begunHistory(feed.history)),
    course: () => courseBy(feed.history),
    steps: () => collapseRun(0).training.steps,
  },
  begins: play,
  outcome: (predicted) => {
    const ended = endedRun();
    if (!ended || predicted.kind !== 'number') return null;
    const { threshold } = useLab.getState().state.run;
    const begun = begunBy(feed.history);
    return polarizationOutcome(ended.frame.arms[0], { begun, threshold }, predicted.value, ended.diverged);
  },
};
