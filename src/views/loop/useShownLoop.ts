/** What is shown of the loop: results, whose they are, which round and seed of them. */
import { useDeferredValue, useMemo } from 'react';
import type { LoopRun } from '../../experiments/loop/loop.ts';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import { sourceOf, type Source } from '../ui/source.ts';
import { useLoops } from './loops.ts';
import { sameQuestion } from './settings.ts';
import { ofSeed, roundOf, type ShownLoop } from './shown.ts';

export interface Shown {
  evidence: Evidence<ShownLoop> | null;
  /** Absent where there is nothing to show. */
  shown: ShownLoop | undefined;
  /** The round that is looked at. */
  round: number;
  /** Runs of the seed that is looked at, or of all. */
  runs: readonly LoopRun[];
  live: boolean;
  source: Source | undefined;
  /** It was made with other settings than those chosen now. */
  other: boolean;
}

const NONE: readonly LoopRun[] = [];

export function useShownLoop(): Shown {
  const shelf = useDeferredValue(useLoops((state) => state.shelf));
  const choices = useLoops((state) => state.choices);
  const chosenRound = useLoops((state) => state.round);
  const seed = useLoops((state) => state.seed);
  return useMemo(() => {
    const evidence = shownOf(shelf);
    const live = isLive(shelf, evidence);
    const shown = evidence?.data;
    return {
      evidence,
      shown,
      round: shown ? roundOf(shown, chosenRound) : 0,
      runs: shown ? ofSeed(shown.runs, seed) : NONE,
      live,
      source: sourceOf(evidence, live),
      other: shown !== undefined && !sameQuestion(shown.spec, choices),
    };
  }, [shelf, choices, chosenRound, seed]);
}
