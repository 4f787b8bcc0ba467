/** The feedback loop: which model comes to believe in what was pushed? */
import type { LoopRun } from '../../../experiments/loop/loop.ts';
import { meanOf, roundsIn } from '../../../experiments/loop/summary.ts';
import type { Treatment } from '../../../experiments/position-bias/treatments.ts';
import { setChoices, startLoop, useLoops } from '../../loop/loops.ts';
import { defaultChoices, sameQuestion, type LoopChoices } from '../../loop/settings.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { ownResult } from './evidence.ts';

const TREATED: readonly Treatment[] = ['none', 'shallow-tower'];
const SEEDS = 2;
/** Correlations below this are not called a belief. */
const BELIEF = 0.1;

const choices = (): LoopChoices => ({ ...defaultChoices(), treatments: TREATED, seeds: SEEDS });

const round = (value: number): number => Number(value.toFixed(2));

type Run = Pick<LoopRun, 'treatment' | 'round' | 'diverged' | 'scoreBoostCorrelation' | 'servedLift'>;

/** @returns null where a treatment has no round that ended well */
export function loopOutcome(runs: readonly Run[], predicted: string): Outcome | null {
  const all = runs as readonly LoopRun[];
  const last = roundsIn(all);
  const belief = (treatment: Treatment, after: number): number =>
    meanOf(all, treatment, after, (run) => run.scoreBoostCorrelation).mean;
  const [none, tower] = TREATED.map((treatment) => belief(treatment, last));
  if (!Number.isFinite(none) || !Number.isFinite(tower)) return null;
  const both = none >= BELIEF && tower >= BELIEF;
  const choice = both ? 'both' : none >= BELIEF ? 'none' : tower >= BELIEF ? 'shallowTower' : 'neither';
  const [none1, tower1] = TREATED.map((treatment) => belief(treatment, 1));
  const said: Said[] = [
    {
      key: 'correlations',
      values: { rounds: last, none: round(none), tower: round(tower), none1: round(none1), tower1: round(tower1) },
    },
  ];
  const lift = meanOf(all, 'shallow-tower', last, (run) => run.servedLift).mean;
  if (choice === 'neither') said.push({ key: 'absent', values: { limit: BELIEF } });
  if (choice === 'none') said.push({ key: 'why' });
  if (choice === 'none' && lift > 0) said.push({ key: 'clicks', values: { lift: Number(lift.toFixed(1)) } });
  if (runs.some(({ diverged }) => diverged)) said.push({ key: 'diverged' });
  return { came: { kind: 'choice', choice }, right: predicted === choice, said };
}

export const loop: LessonStep = {
  id: 'loop',
  chapter: 'loop',
  minutes: 3,
  alone: 1.5,
  marks: ['loop.rounds'],
  veils: ['loop.rounds', 'loop.shown', 'loop.bias'],
  controls: [],
  question: { kind: 'choice', choices: ['none', 'shallowTower', 'both', 'neither'] },
  study: 'loop',
  begins: () => {
    setChoices(choices());
    startLoop();
  },
  outcome: (predicted) => {
    const found = ownResult(
      useLoops.getState().shelf,
      ({ data, finished }) =>
        finished >= SEEDS
        && data.spec.rounds >= choices().rounds
        && TREATED.every((treatment) => data.spec.treatments.includes(treatment))
        && sameQuestion(data.spec, choices()),
    );
    return found && predicted.kind === 'choice' ? loopOutcome(found.runs, predicted.choice) : null;
  },
  watches: (changed) => useLoops.subscribe(changed),
};
