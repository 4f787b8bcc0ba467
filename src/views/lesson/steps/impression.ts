/** One impression followed through the gates of the run that has just been trained. */
import { maxIndex } from 'd3';
import { TASKS } from '../../../world/spec.ts';
import { explained } from '../../gates/explained.ts';
import { useSample } from '../../sample.ts';
import { feed } from '../../store.ts';
import type { LessonStep } from '../types.ts';
import { gatesRun } from './gates.ts';

const LIKE = TASKS.indexOf('like');

/** Experts that the like gate was seen to lean on since the step was opened. */
let seen: ReadonlySet<number> = new Set();

function look(): void {
  const weights = explained()?.weights[LIKE];
  // While it trains a gate changes by itself: that is nobody's finding.
  if (weights && feed.frame && feed.frame.step >= feed.frame.steps) seen = new Set([...seen, maxIndex(weights)]);
}

export const impression: LessonStep = {
  id: 'impression',
  chapter: 'gates',
  minutes: 3,
  alone: 1.5,
  run: gatesRun,
  view: { arm: 0, speed: 0 },
  at: gatesRun().training.steps,
  marks: ['gates.impression'],
  controls: [],
  prepares: () => {
    seen = new Set();
    useSample.setState({ task: LIKE });
  },
  watches: (changed) => {
    const hear = (): void => {
      look();
      changed();
    };
    hear();
    const stops = [useSample.subscribe(hear), feed.subscribe(hear)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  done: () => seen.size > 1,
};
