/** What an experiment knows after so many queries: running means of every arm, lifts over control, and when an interval first left zero. */
import { excludesZero, fixedBounds, sequenceBounds, type Estimate } from '../../metrics/confidenceSequence.ts';
import { independentLift, pairedLift } from '../../metrics/lift.ts';
import { Moments, PairMoments } from '../../metrics/moments.ts';
import type { Answered } from './answers.ts';
import type { Page } from './pages.ts';
import type { Design } from './spec.ts';

/** What lift is measured of: clicks a page, likes a page. */
export const MEASURES = ['engagement', 'satisfaction'] as const;
export type Measure = (typeof MEASURES)[number];

/** Queries that had arrived when an interval first excluded zero, and on which side; null as long as it has not. */
export interface FirstLeft {
  queries: number;
  sign: 1 | -1;
}

/** One measure of an arm against control. */
export interface MeasuredLift extends Estimate {
  /** By the confidence sequence, and by the ordinary interval looked at after every query. */
  sequence: FirstLeft | null;
  fixed: FirstLeft | null;
}

/** An arm as it stands. Means are NaN before its first query. */
export interface ArmState {
  /** Queries that it answered. */
  n: number;
  /** Means a page: clicks, likes, true watch time and true rating. */
  clicks: number;
  likes: number;
  watchTime: number;
  rating: number;
  /** Share of the way from a random to the best page in true combined score, over the queries that it answered. */
  captured: Estimate;
  /** Lift over control, as a fraction; of control itself null. */
  lift: Record<Measure, MeasuredLift> | null;
}

interface Arm {
  clicks: Moments;
  likes: Moments;
  watchTime: Moments;
  rating: Moments;
  /** What its pages have over a random one, and what the best pages have. */
  gain: PairMoments;
  /** With control's answers to the same queries. */
  pairs: Record<Measure, PairMoments>;
  sequence: Record<Measure, FirstLeft | null>;
  fixed: Record<Measure, FirstLeft | null>;
}

const newArm = (): Arm => ({
  clicks: new Moments(),
  likes: new Moments(),
  watchTime: new Moments(),
  rating: new Moments(),
  gain: new PairMoments(),
  pairs: { engagement: new PairMoments(), satisfaction: new PairMoments() },
  sequence: { engagement: null, satisfaction: null },
  fixed: { engagement: null, satisfaction: null },
});

const momentsOf = (arm: Arm, measure: Measure): Moments => (measure === 'engagement' ? arm.clicks : arm.likes);
const answerOf = ({ clicks, likes }: Answered, measure: Measure): number => (measure === 'engagement' ? clicks : likes);

export interface TallyOptions {
  /** Arms, control being the first. */
  arms: number;
  design: Design;
  /** Units at which the confidence sequence is tightest. */
  tightestAt: number;
}

/** Counts queries as they are complete. */
export function createTally({ arms: count, design, tightestAt }: TallyOptions) {
  const arms = Array.from({ length: count }, newArm);
  const control = arms[0];
  const paired = design === 'paired';

  const estimate = (arm: Arm, measure: Measure): Estimate =>
    paired ? pairedLift(arm.pairs[measure]) : independentLift(momentsOf(arm, measure), momentsOf(control, measure));

  /** Looks at both intervals of an arm. */
  function look(arm: Arm, queries: number): void {
    for (const measure of MEASURES) {
      if (arm.sequence[measure] !== null && arm.fixed[measure] !== null) continue;
      const now = estimate(arm, measure);
      const left: FirstLeft = { queries, sign: now.value > 0 ? 1 : -1 };
      if (excludesZero(fixedBounds(now))) arm.fixed[measure] ??= left;
      if (excludesZero(sequenceBounds(now, tightestAt))) arm.sequence[measure] ??= left;
    }
  }

  function addTo(arm: Arm, page: Page, { clicks, likes }: Answered): void {
    arm.clicks.add(clicks);
    arm.likes.add(likes);
    arm.watchTime.add(page.watchTime);
    arm.rating.add(page.rating);
    arm.gain.add(page.utility - page.chance, page.best - page.chance);
  }

  const stateOf = (arm: Arm): ArmState => ({
    n: arm.clicks.n,
    clicks: arm.clicks.mean,
    likes: arm.likes.mean,
    watchTime: arm.watchTime.mean,
    rating: arm.rating.mean,
    captured: shareOf(arm.gain),
    lift: arm === control ? null : { engagement: liftOf(arm, 'engagement'), satisfaction: liftOf(arm, 'satisfaction') },
  });

  const liftOf = (arm: Arm, measure: Measure): MeasuredLift => ({
    ...estimate(arm, measure),
    sequence: arm.sequence[measure],
    fixed: arm.fixed[measure],
  });

  return {
    /** A page that has been answered. @param arm - index */
    add(arm: number, page: Page, answered: Answered): void {
      addTo(arms[arm], page, answered);
    },
    /**
     * A query is complete: intervals are looked at.
     * @param queries - that have arrived, this one included
     * @param answered - of a paired query, what each arm's page was answered; of a split one the arm that had it
     */
    complete(queries: number, answered: readonly Answered[] | number): void {
      if (typeof answered === 'number') {
        // Control's mean is in every arm's lift.
        arms.forEach((arm, i) => {
          if (i > 0 && (answered === 0 || answered === i)) look(arm, queries);
        });
        return;
      }
      arms.forEach((arm, i) => {
        if (i === 0) return;
        for (const measure of MEASURES)
          arm.pairs[measure].add(answerOf(answered[i], measure), answerOf(answered[0], measure));
        look(arm, queries);
      });
    },
    /** Every arm as it stands, control first. */
    state: (): ArmState[] => arms.map(stateOf),
  };
}

/** Ratio of two means over the same queries, with its spread. */
function shareOf(gain: PairMoments): Estimate {
  const { n, value, deviation } = pairedLift(gain);
  return { n, value: value + 1, deviation };
}
