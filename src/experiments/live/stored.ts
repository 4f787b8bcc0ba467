/**
 * What the page shows before a reader has run anything, made out of results of `npm run lab -- live` by scripts/store-live.mjs: experiments on twenty
 * seeds in each world, A/A experiments, and the course of one experiment.
 */
import type { Provenance } from '../../study/provenance.ts';
import type { LiveRun } from './means.ts';
import type { LiveStudySpec } from './live.ts';
import type { NullCourse, Way } from './null.ts';
import type { LivePoint } from './simulate.ts';
import type { ArmName, LiveWorld } from './spec.ts';
import type { ArmState, FirstLeft, MeasuredLift } from './tally.ts';

/** null is NaN, or an interval that there is not. */
type Word = number | null;
type StoredRun = [seed: number, arm: ArmName, diverged: 0 | 1, ...numbers: Word[]];

/** A/A experiments with their course. */
export interface StoredNull {
  experiments: number;
  /** Watched in each. */
  queries: number;
  everOutside: Record<Way, number>;
  course: NullCourse;
}

export interface StoredLive {
  format: 1;
  spec: LiveStudySpec;
  made: Provenance;
  runs: StoredRun[];
  aa?: StoredNull;
  /** left: [arm] query at which an interval first left zero (sequence and fixed, of engagement and of satisfaction), negative where it was worse. */
  course?: { left: Word[][]; points: [queries: number, ...arms: Word[][]][] };
}

const number = (word: Word | undefined): number => word ?? NaN;

function runFrom([seed, arm, diverged, ...n]: StoredRun): LiveRun {
  return {
    seed,
    arm,
    diverged: diverged === 1,
    engagementLift: number(n[0]),
    satisfactionLift: number(n[1]),
    low: n[2],
    high: n[3],
    satisfactionLow: n[4],
    satisfactionHigh: n[5],
    capturedShare: number(n[6]),
    controlShare: number(n[7]),
    clicks: number(n[8]),
    likes: number(n[9]),
    watchTime: number(n[10]),
    rating: number(n[11]),
    queries: number(n[12]),
  };
}

const leftFrom = (word: Word | undefined, queries: number): FirstLeft | null =>
  word === null || word === undefined || Math.abs(word) > queries
    ? null
    : { queries: Math.abs(word), sign: word > 0 ? 1 : -1 };

/** The course of the stored experiment, point by point. */
export function courseFrom({ spec, course }: StoredLive): LivePoint[] {
  if (!course) return [];
  return course.points.map(([queries, ...arms]) => ({
    queries,
    arms: arms.map((words, arm): ArmState => {
      const n = number(words[0]);
      const lift = (at: number, left: number): MeasuredLift => ({
        n: spec.design === 'paired' ? n : n + number(arms[0][0]),
        value: number(words[at]),
        deviation: number(words[at + 1]),
        sequence: leftFrom(course.left[arm][left], queries),
        fixed: leftFrom(course.left[arm][left + 1], queries),
      });
      return {
        n,
        clicks: number(words[1]),
        likes: number(words[2]),
        watchTime: number(words[3]),
        rating: number(words[4]),
        captured: { n, value: number(words[5]), deviation: number(words[6]) },
        lift: arm === 0 ? null : { engagement: lift(7, 0), satisfaction: lift(9, 2) },
      };
    }),
  }));
}

/** Experiments on many seeds with what made them. */
export interface KnownLive {
  spec: LiveStudySpec;
  runs: LiveRun[];
  aa?: StoredNull;
  made: Provenance;
}

export const liveFrom = ({ spec, runs, aa, made }: StoredLive): KnownLive => ({
  spec,
  runs: runs.map(runFrom),
  ...(aa && { aa }),
  made,
});

// The compiler reads the files' own types, in which words are any words.
const FILES: Record<LiveWorld, () => Promise<unknown>> = {
  architectures: async () => (await import('./stored/architectures.json')).default,
  'position-bias': async () => (await import('./stored/position-bias.json')).default,
};

/** The stored experiments on twenty seeds of a world. */
export const storedLive = async (world: LiveWorld): Promise<KnownLive> =>
  liveFrom((await FILES[world]()) as StoredLive);

/** The stored experiment with its course. */
export async function storedCourse(): Promise<{ spec: LiveStudySpec; points: LivePoint[]; made: Provenance }> {
  const file = (await import('./stored/course.json')).default as unknown as StoredLive;
  return { spec: file.spec, points: courseFrom(file), made: file.made };
}
