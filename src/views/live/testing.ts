/** Experiments written by hand, for tests of this chapter's pictures and words; nothing here was trained or served. */
import type { ArmState, FirstLeft, MeasuredLift } from '../../experiments/live/tally.ts';
import { defaultChoices, specOf, type LiveChoices } from './choices.ts';
import type { ShownExperiment } from './shown.ts';

const lift = (n: number, value: number, deviation: number, left: FirstLeft | null = null): MeasuredLift => ({
  n,
  value,
  deviation,
  sequence: left,
  fixed: left && { ...left, queries: Math.round(left.queries / 2) },
});

const state = (n: number, own: MeasuredLift | null, captured = 0.8): ArmState => ({
  n,
  clicks: 5,
  likes: 4,
  watchTime: 0.4,
  rating: 0.5,
  captured: { n, value: captured, deviation: 0.2 },
  lift: own && { engagement: own, satisfaction: own },
});

/** Control, eight experts, A/A, oracle, random after some queries. @param lifts - of the four others */
export function shownWith(
  queries: number,
  lifts: readonly [value: number, deviation: number, left?: FirstLeft][],
  more: { choices?: Partial<LiveChoices>; diverged?: ShownExperiment['diverged'] } = {},
): ShownExperiment {
  const n = queries / 5;
  const at = (share: number): ShownExperiment['points'][number] => ({
    queries: queries * share,
    arms: [
      state(n * share, null),
      ...lifts.map(([value, deviation, left]) =>
        state(n * share, lift(2 * n * share, value, deviation, left && left.queries <= queries * share ? left : null)),
      ),
    ],
  });
  return {
    spec: specOf({ ...defaultChoices(), queries: 20_000, ...more.choices }),
    points: [at(0.5), at(1)],
    diverged: more.diverged ?? [],
  };
}
