/** Which gate is the most concentrated: four alike at the start, and one run. */
import { sort } from 'd3';
import { polarizedTasks } from '../../../metrics/gates.ts';
import { defaultRun, type RunSpec } from '../../../run/runSpec.ts';
import type { ArmView } from '../../../session/protocol.ts';
import { TASKS, type Task } from '../../../world/spec.ts';
import { play } from '../../control.ts';
import { useLab } from '../../store.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { divergedAt, endedRun, type Ended } from './ended.ts';

/** Gates nearer to each other than this, in experts, cannot be told apart by one run. */
const NEAR = 0.1;

/** @param arm - model A; @param experts - that every gate has */
export function gatesOutcome(
  arm: Pick<ArmView, 'effectivePerExample' | 'utilization'>,
  { experts, threshold }: { experts: number; threshold: number },
  predicted: string,
  diverged: Ended['diverged'] = null,
): Outcome {
  const uses = (task: Task): number => arm.effectivePerExample[TASKS.indexOf(task)];
  const order = sort(TASKS, uses);
  const [first, second] = order;
  const last = order[order.length - 1];
  const known = TASKS.find((task) => task === predicted);
  const polarized = polarizedTasks(arm.utilization, { experts }, threshold).length;
  const said: Said[] = [
    {
      key: 'order',
      values: {
        task: first,
        fewest: round(uses(first)),
        experts,
        second,
        next: round(uses(second)),
        last,
        most: round(uses(last)),
      },
    },
  ];
  if (uses(second) - uses(first) < NEAR) said.push({ key: 'near', values: { near: NEAR } });
  if (polarized > 0) said.push({ key: 'polarized', values: { k: polarized } });
  said.push({ key: 'chance' });
  if (diverged) said.push(divergedAt(diverged));
  return {
    came: { kind: 'choice', choice: first },
    right: diverged ? null : known !== undefined && uses(known) - uses(first) < NEAR,
    said,
  };
}

const round = (value: number): number => Number(value.toFixed(2));

/** Of the first page's run the reader may have seen the end: what is asked about has other seeds. docs/lesson.md has what it shows. */
const SEED = 2;

export const gatesRun = (): RunSpec => ({
  ...defaultRun(),
  seeds: { data: SEED, init: SEED, dropout: SEED, batch: SEED },
});

export const gates: LessonStep = {
  id: 'gates',
  chapter: 'train',
  minutes: 3,
  alone: 1,
  run: gatesRun,
  view: { speed: 100, arm: 0 },
  marks: ['train.gates'],
  controls: [],
  question: { kind: 'choice', choices: TASKS },
  begins: play,
  outcome: (predicted) => {
    const ended = endedRun();
    if (!ended || predicted.kind !== 'choice') return null;
    const { model, threshold } = useLab.getState().state.run;
    return gatesOutcome(ended.frame.arms[0], { experts: model.experts, threshold }, predicted.choice, ended.diverged);
  },
};
