/** What experiments say together, arm by arm. Pure: the page has it without what runs them. */
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import type { ArmName } from './spec.ts';

/** One arm of one experiment. Lifts in per cent, shares in per cent; lifts and controlShare are NaN where control has diverged. */
export interface LiveRun {
  seed: number;
  arm: ArmName;
  /** Clicks and likes a page over control's. */
  engagementLift: number;
  satisfactionLift: number;
  /** Bounds of the engagement lift by the confidence sequence at the last query; null where there is no interval. */
  low: number | null;
  high: number | null;
  /** Of the way from a random to the best page in true combined score. */
  capturedShare: number;
  /** The same of control. */
  controlShare: number;
  satisfactionLow: number | null;
  satisfactionHigh: number | null;
  /** A page: clicks, likes, true watch time and rating of what was shown. */
  clicks: number;
  likes: number;
  watchTime: number;
  rating: number;
  /** Pages that it served. */
  queries: number;
  diverged: boolean;
}

/** One arm over the seeds. */
export interface ArmMeans {
  arm: ArmName;
  engagementLift: Mean;
  satisfactionLift: Mean;
  capturedShare: Mean;
  /** Captured share less control's on the same seed, in points. */
  sharePoints: Mean;
  clicks: Mean;
  likes: Mean;
  watchTime: Mean;
  rating: Mean;
  /** Experiments whose engagement interval excludes zero at the end. */
  decided: number;
}

/** Arm by arm over the seeds; diverged runs are in no mean. */
export function meansOf(runs: readonly LiveRun[]): ArmMeans[] {
  return [...new Set(runs.map(({ arm }) => arm))].map((arm) => {
    const own = runs.filter((run) => run.arm === arm && !run.diverged);
    const mean = (of: (run: LiveRun) => number): Mean => meanInterval(own.map(of));
    return {
      arm,
      engagementLift: mean((run) => run.engagementLift),
      satisfactionLift: mean((run) => run.satisfactionLift),
      capturedShare: mean((run) => run.capturedShare),
      sharePoints: mean((run) => run.capturedShare - run.controlShare),
      clicks: mean((run) => run.clicks),
      likes: mean((run) => run.likes),
      watchTime: mean((run) => run.watchTime),
      rating: mean((run) => run.rating),
      decided: own.filter(({ low, high }) => low !== null && high !== null && (low > 0 || high < 0)).length,
    };
  });
}
