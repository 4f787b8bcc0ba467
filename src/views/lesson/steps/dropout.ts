/** The cure of the paper: the same run beside one with gate dropout. */
import { maxIndex, sum } from 'd3';
import { polarizedTasks, unusedExperts, utilizationRow } from '../../../metrics/gates.ts';
import type { ArmView } from '../../../session/protocol.ts';
import { TASKS } from '../../../world/spec.ts';
import { play } from '../../control.ts';
import { useLab } from '../../store.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { collapseRun } from './collapse.ts';
import { divergedAt, endedRun, type Ended } from './ended.ts';

type Arm = Pick<ArmView, 'utilization' | 'loss'>;

/** How often the paper drops an expert. */
const DROPOUT = 0.1;

/** @returns which choice polarized gates of A and B make true */
function choiceOf(a: number, b: number): string {
  if (b === 0) return 'none';
  return b < a ? 'fewer' : b === a ? 'same' : 'more';
}

/** Of the task in which the held-out losses differ most: what B loses by, or gains. */
function priceSaid(a: Arm, b: Arm): Said {
  const by = b.loss.map((loss, k) => loss / a.loss[k] - 1);
  const most = maxIndex(by, Math.abs);
  return {
    key: by[most] > 0 ? 'pays' : 'gains',
    values: { task: TASKS[most], by: Math.round(100 * Math.abs(by[most])) },
  };
}

export function dropoutOutcome(
  [a, b]: readonly [Arm, Arm],
  threshold: number,
  predicted: string,
  diverged: Ended['diverged'] = null,
): Outcome {
  const experts = a.utilization.length / TASKS.length;
  const count = ({ utilization }: Arm): number => polarizedTasks(utilization, { experts }, threshold).length;
  const unused = ({ utilization }: Arm): number =>
    sum(TASKS.keys(), (k) => unusedExperts(utilizationRow(utilization, experts, k), threshold));
  const [inA, inB] = [count(a), count(b)];
  const choice = choiceOf(inA, inB);
  const values = { a: inA, b: inB, ua: unused(a), ub: unused(b), all: a.utilization.length };
  const said: Said[] = [{ key: 'counts', values }, priceSaid(a, b)];
  if (inA === 0) said.push({ key: 'absent' });
  said.push(diverged ? divergedAt(diverged) : { key: 'one' });
  return {
    came: { kind: 'choice', choice },
    // Where nothing was to be cured, nothing was foretold of a cure.
    right: diverged || inA === 0 ? null : predicted === choice,
    said,
  };
}

export const dropout: LessonStep = {
  id: 'dropout',
  chapter: 'train',
  minutes: 3,
  alone: 1,
  run: () => collapseRun(DROPOUT),
  view: { speed: 100, arm: 1 },
  marks: ['train.polarization', 'train.curves'],
  // Its log has no positions.
  leaves: ['train.bias'],
  controls: ['run.training.gateDropout'],
  question: { kind: 'choice', choices: ['none', 'fewer', 'same', 'more'] },
  begins: play,
  outcome: (predicted) => {
    const ended = endedRun();
    if (!ended || predicted.kind !== 'choice') return null;
    const [a, b] = ended.frame.arms;
    return dropoutOutcome([a, b], useLab.getState().state.run.threshold, predicted.choice, ended.diverged);
  },
};
