/** The shared bottom and its conflict, beside MMoE of the same cost. */
import { compareModels, runsOf, type ModelId, type Summarised } from '../../../experiments/compare/summary.ts';
import { setChoices, startComparison, useComparison } from '../../compare/comparison.ts';
import { defaultChoices } from '../../compare/settings.ts';
import type { Said, LessonStep, Outcome } from '../types.ts';
import { ownResult } from './evidence.ts';

const SEEDS = 8;
const BOTTOM: ModelId = { model: 'shared-bottom', size: 'small' };
const MMOE: ModelId = { model: 'mmoe-4', size: 'small' };
/** Errors nearer than this, relative to each other, are called alike. */
const ALIKE = 0.05;

/** @returns null where no pair came to its end */
export function conflictOutcome(runs: readonly Summarised[], predicted: string): Outcome | null {
  const { pairs, left, ratio, better } = compareModels(runs, MMOE, BOTTOM);
  if (pairs === 0) return null;
  const choice = Math.abs(ratio.ratio - 1) < ALIKE ? 'alike' : ratio.ratio < 1 ? 'mmoe' : 'sharedBottom';
  const stuck = (id: ModelId): number => runsOf(runs, id).filter((run) => run.stuck).length;
  const said: Said[] = [
    { key: 'ratio', values: { ratio: ratio.ratio, better: better.k, pairs } },
    { key: 'stuck', values: { bottom: stuck(BOTTOM), mmoe: stuck(MMOE), n: runsOf(runs, MMOE).length } },
  ];
  if (choice !== 'mmoe') said.push({ key: 'absent' });
  if (left > 0) said.push({ key: 'diverged', values: { left } });
  return { came: { kind: 'choice', choice }, right: predicted === choice, said };
}

export const conflict: LessonStep = {
  id: 'conflict',
  chapter: 'compare',
  minutes: 3,
  alone: 1.5,
  marks: ['compare.metrics'],
  veils: [
    'compare.metrics',
    'compare.pairs',
    'compare.curves',
    'compare.paper',
    'compare.world',
    'compare.cost',
    'compare.offline',
  ],
  controls: [],
  question: { kind: 'choice', choices: ['sharedBottom', 'alike', 'mmoe'] },
  study: 'compare',
  begins: () => {
    setChoices({ ...defaultChoices(), architectures: ['shared-bottom', 'mmoe-4'], size: 'small', seeds: SEEDS });
    startComparison();
  },
  outcome: (predicted) => {
    const found = ownResult(
      useComparison.getState().shelf,
      ({ data, finished }) => finished >= SEEDS && runsOf(data.runs, MMOE).length >= SEEDS,
    );
    return found && predicted.kind === 'choice' ? conflictOutcome(found.runs, predicted.choice) : null;
  },
  watches: (changed) => useComparison.subscribe(changed),
};
