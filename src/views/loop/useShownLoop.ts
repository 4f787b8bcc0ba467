/** What is shown of the loop: results, whose they are, which round and seed of them. */
import { useDeferredValue, useMemo } from 'react';
import type { LoopRun } from '../../experiments/loop/loop.ts';
import { whatIsShown, type Shown } from '../ui/shown.ts';
import { useLoops } from './loops.ts';
import { sameQuestion } from './settings.ts';
import { ofSeed, roundOf, type ShownLoop } from './shown.ts';

export interface LoopShown extends Shown<ShownLoop> {
  /** The round that is looked at. */
  round: number;
  /** Runs of the seed that is looked at, or of all. */
  runs: readonly LoopRun[];
}

const NONE: readonly LoopRun[] = [];

export function useShownLoop(): LoopShown {
  const shelf = useDeferredValue(useLoops((state) => state.shelf));
  const choices = useLoops((state) => state.choices);
  const chosenRound = useLoops((state) => state.round);
  const seed = useLoops((state) => state.seed);
  return useMemo(() => {
    const what = whatIsShown(shelf, ({ spec }) => !sameQuestion(spec, choices));
    const { shown } = what;
    return { ...what, round: shown ? roundOf(shown, chosenRound) : 0, runs: shown ? ofSeed(shown.runs, seed) : NONE };
  }, [shelf, choices, chosenRound, seed]);
}
