/** The picture and the table of an experiment's course. Pure. */
import { BURN_IN, fixedBounds, sequenceBounds, type Bounds } from '../../metrics/confidenceSequence.ts';
import { armsOf, tightestAt } from '../../experiments/live/spec.ts';
import type { Measure } from '../../experiments/live/tally.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import { roundLimit, type ArmCourse, type CoursePicture, type CoursePoint } from './courseMarks.ts';
import type { Intervals } from './experiment.ts';
import type { ShownExperiment } from './shown.ts';
import { isCompared, verdictsOf, type Verdict } from './verdicts.ts';
import { armName, liftWords } from './words.ts';

const inPercent = (bounds: Bounds | null): Bounds | null =>
  bounds && { low: 100 * bounds.low, high: 100 * bounds.high };

function pointsOf({ spec, points }: ShownExperiment, arm: number, measure: Measure): CoursePoint[] {
  return points.flatMap(({ queries, arms }) => {
    const lift = arms[arm].lift?.[measure];
    if (!lift) return [];
    const value = 100 * lift.value;
    const sequence = inPercent(sequenceBounds(lift, tightestAt(spec)));
    return [{ queries, value, sequence, fixed: inPercent(fixedBounds(lift)) }];
  });
}

/** What a scale must hold: the newest interval with room for those before it. */
const reachOf = (verdicts: readonly Verdict[]): number =>
  Math.max(
    0,
    ...verdicts.map(({ bounds }) => (bounds ? 160 * Math.max(Math.abs(bounds.low), Math.abs(bounds.high)) : 0)),
  );

/** @param measure - whose lift */
export function coursePicture(say: Say, shown: ShownExperiment, measure: Measure, intervals: Intervals): CoursePicture {
  const { t, numbers } = say;
  const names = armsOf(shown.spec);
  const verdicts = verdictsOf(shown, measure);
  // Chance is far off: on the scale of the others it would lie outside, on its own theirs would be flat.
  const near = reachOf(verdicts.filter(({ arm }) => arm !== 'random'));
  const limitOf = (arm: string): number =>
    roundLimit(arm === 'random' ? Math.max(near, reachOf(verdicts.filter((one) => one.arm === arm))) : near || 10);
  return {
    arms: verdicts.map((verdict): ArmCourse => ({
      key: verdict.arm,
      name: armName(say, verdict.arm),
      now: liftWords(say, verdict),
      ...(isCompared(verdict)
        ? {
            points: pointsOf(shown, names.indexOf(verdict.arm), measure),
            left: { sequence: verdict.lift.sequence?.queries ?? null, fixed: verdict.lift.fixed?.queries ?? null },
          }
        : { points: [], left: { sequence: null, fixed: null } }),
      limit: limitOf(verdict.arm),
      ...(verdict.bounds === null && { instead: insteadWords(say, verdict) }),
    })),
    queries: shown.spec.queries,
    show: { sequence: intervals !== 'fixed', fixed: intervals !== 'sequence' },
    words: {
      percent: (value) => t('live.percent', { value: `${value > 0 ? '+' : ''}${numbers.plain(value)}` }),
      count: (value) => numbers.fixed(value),
      queries: t('live.course.axis'),
    },
  };
}

const insteadWords = ({ t }: Say, { kind }: Verdict): string =>
  kind === 'diverged' || kind === 'noControl' || kind === 'same'
    ? t(`live.course.instead.${kind}`)
    : t('live.course.instead.waiting', { burnIn: BURN_IN });

/** Every point of every arm. */
export function courseTable(say: Say, shown: ShownExperiment, measure: Measure): Table {
  const { t } = say;
  const names = armsOf(shown.spec);
  return {
    columns: [
      { label: t('live.column.arm') },
      { label: t('live.column.queries') },
      { label: t('live.column.units') },
      { label: t(`live.column.lift.${measure}`), digits: 3 },
      ...(['sequence', 'fixed'] as const).flatMap((way) => [
        { label: t(`live.column.low.${way}`), digits: 3 },
        { label: t(`live.column.high.${way}`), digits: 3 },
      ]),
    ],
    rows: names
      .slice(1)
      .flatMap((arm, i) =>
        pointsOf(shown, i + 1, measure).map(({ queries, value, sequence, fixed }, p) => [
          armName(say, arm),
          queries,
          shown.points[p].arms[i + 1].lift![measure].n,
          value,
          ...[sequence, fixed].flatMap((bounds) => [bounds?.low ?? NaN, bounds?.high ?? NaN]),
        ]),
      ),
    step: shown.spec.steps,
  };
}
