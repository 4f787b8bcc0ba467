/** When a gate collapses: where will the number of experts that the narrowest gate uses end? */
import { minIndex } from 'd3';
import { unusedExperts, unusedLimit, utilizationRow } from '../../../metrics/gates.ts';
import type { ArmView, HistoryPoint } from '../../../session/protocol.ts';
import { TASKS } from '../../../world/spec.ts';
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

/** What the narrowest gate of model A uses, effective experts of the mean weights, up to the step at which is asked. */
export const begunBy = (
  history: readonly { step: number; arms: readonly Pick<HistoryPoint['arms'][number], 'effectiveOfMean'>[] }[],
): Point[] =>
  history.filter(({ step }) => step <= ASKED_AT).map(({ step, arms }) => [step, Math.min(...arms[0].effectiveOfMean)]);

/**
 * @param arm - model A at its end
 * @param begun - from {@link begunBy}
 * @param predicted - effective experts
 */
export function polarizationOutcome(
  arm: Pick<ArmView, 'effectiveOfMean' | 'utilization'>,
  { begun, threshold }: { begun: readonly Point[]; threshold: number },
  predicted: number,
  diverged: Ended['diverged'] = null,
): Outcome {
  const task = narrowest(arm);
  const value = arm.effectiveOfMean[task];
  const experts = arm.utilization.length / TASKS.length;
  const unused = unusedExperts(utilizationRow(arm.utilization, experts, task), threshold);
  const limit = unusedLimit(experts);
  const said: Said[] = [];
  const last = begun.at(-1);
  if (last)
    said.push({ key: 'ended', values: { task: TASKS[task], came: round(value), begun: last[0], at: round(last[1]) } });
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
  controls: [],
  question: {
    kind: 'end',
    from: 1,
    to: 8,
    unit: 'experts',
    begun: () => begunBy(feed.history),
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
