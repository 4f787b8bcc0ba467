/** Opens one run of a race, or a run that fails, in the live part of the page. */
import { studyRun, type StudySpec } from '../../study/study.ts';
import type { Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { trainNow } from '../control.ts';
import { notify } from '../notices.ts';
import { failureRun, type Failure } from './arms.ts';

/** Gate dropout of the second model where the race itself has none. */
const USUAL_DROPOUT = 0.1;

/**
 * The run that shows a run of a study: the page trains both models of its pair, one without gate dropout (arm 0) and one with (arm 1); the
 * study's own is one of the two, with the same data, weights, batches and masks.
 */
export function pageRun(spec: StudySpec, arm: number, seed: number): { run: RunSpec; arm: 0 | 1 } {
  const run = studyRun(spec, spec.arms[arm], seed);
  const own = run.training.gateDropout;
  const others = spec.arms.map((other) => studyRun(spec, other, seed).training.gateDropout);
  const gateDropout = own > 0 ? own : Math.max(...others) || USUAL_DROPOUT;
  return { run: { ...run, training: { ...run.training, gateDropout } }, arm: own > 0 ? 1 : 0 };
}

/** Opens a run of a race in the Gates chapter, where it trains to its end. */
export function openRun(spec: StudySpec, arm: number, seed: number): void {
  const found = pageRun(spec, arm, seed);
  trainNow(found.run, { chapter: 'gates', arm: found.arm });
  notify(
    'info',
    `polarization.opened.${found.arm === 1 ? 'with' : 'without'}`,
    { seed, steps: found.run.training.steps },
    'run',
  );
}

/** Where it is seen: the losses are in the first chapter, what becomes of gates and experts in theirs. */
export const failureChapter = (failure: Failure): Chapter => (failure === 'divergence' ? 'train' : 'gates');

/** Trains a run that fails, in the chapter where it is best seen. */
export function openFailure(failure: Failure): void {
  trainNow(failureRun(failure), { chapter: failureChapter(failure), arm: 0 });
  notify('info', `polarization.failure.${failure}.look`, {}, 'run');
}
