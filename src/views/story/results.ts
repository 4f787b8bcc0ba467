/** What a story is told of, out of what is on the page. Pure. */
import { shapeOf } from '../../run/source.ts';
import { actedBy, type Change } from '../../run/timeline.ts';
import type { Frame, HistoryPoint, Opened, RunStatus } from '../../session/protocol.ts';
import { pairedOf } from '../tasks.ts';
import type { Apart } from '../trained.ts';
import { isTold, type Results } from './facts.ts';

/** What is on the page: the run that is open, whatever the controls show meanwhile, and where it is. */
export interface OnPage {
  status: RunStatus;
  opened: {
    run: Opened['run'];
    world: { ctr: { pooled: readonly unknown[] }; truth?: { bestAdditive: unknown } };
  } | null;
  timeline: readonly Change[];
  threshold: number;
  apart: Apart;
  /** Whether it is the run that the page opens with. */
  opening?: boolean;
  /** First point of the history. */
  first: HistoryPoint | undefined;
  /** Newest frame of the open run. */
  now: Frame | null;
}

/** @returns null while there is nothing to tell: before a run has come far enough, or while its beginning is not known */
export function resultsOf({ status, opened, timeline, threshold, apart, opening, first, now }: OnPage): Results | null {
  if (!now || !opened || !isTold(status, now.step, now.steps) || first?.step !== 0) return null;
  const { kind, biasHandling, experts, visible, visibleOf, present } = pairedOf(opened.run);
  const acted = actedBy(timeline, now.step);
  return {
    kind,
    handling: biasHandling,
    positions: opened.world.ctr.pooled.length > 0,
    ...(shapeOf(opened.run)?.positions && { placed: true }),
    against: !opened.world.truth ? 'none' : opened.world.truth.bestAdditive ? 'best' : 'truth',
    experts,
    ...(visible && { visible }),
    ...(visibleOf && { visibleOf }),
    ...(present && { present }),
    ...(opening && { opening }),
    threshold,
    step: now.step,
    steps: now.steps,
    status,
    apart,
    changes: acted.length,
    changesOfA: acted.filter(({ path }) => path !== 'run.training.gateDropout').length,
    first: first.arms,
    arms: now.arms,
  };
}
