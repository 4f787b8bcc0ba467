/** One impression followed through the gates of the run that has just been trained. */
import { maxIndex } from 'd3';
import { TASKS } from '../../../world/spec.ts';
import { explained } from '../../gates/explained.ts';
import { viewed } from '../../gates/scrub.ts';
import { useSample } from '../../sample.ts';
import { feed } from '../../store.ts';
import type { LessonStep } from '../types.ts';
import { gatesRun } from './gates.ts';

const LIKE = TASKS.indexOf('like');

/** The expert that the like gate was last seen to lean on, and the parameters that it was computed from. */
let last: { parameters: Float32Array; expert: number } | null = null;
/** Whether it was seen to lean on two since the step was opened. */
let found = false;

function look(): void {
  const parameters = viewed()?.arm.parameters;
  const weights = explained()?.weights[LIKE];
  if (!parameters || !weights) return;
  const expert = maxIndex(weights);
  // A gate that trains, an earlier one or another model's leans elsewhere by itself: that is nobody's finding.
  if (last?.parameters === parameters && last.expert !== expert) found = true;
  last = { parameters, expert };
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
    last = null;
    found = false;
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
  done: () => found,
};
