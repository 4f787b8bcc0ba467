/** `npm run lab -- live`: simulated live experiments, as a table and as raw results. */
import * as v from 'valibot';
import { sequenceBounds } from '../../metrics/confidenceSequence.ts';
import { SCORE_FORMS } from '../../metrics/combinedScore.ts';
import type { Experiment } from '../../study/experiment.ts';
import { numbersOption, optional, wholeOption, wordOption } from '../../study/options.ts';
import { meanWords } from '../compare/words.ts';
import { runLive, runNull, type LiveOutcome, type LiveStudySpec } from './live.ts';
import { meansOf, type ArmMeans, type LiveRun } from './means.ts';
import type { LivePoint } from './simulate.ts';
import type { Measure } from './tally.ts';
import { nullCourse, nullRate, WAYS, type NullResult } from './null.ts';
import {
  ANSWERS,
  armsOf,
  ARMS_OF,
  DEFAULT_STEPS,
  DESIGNS,
  EXTRA_ARMS,
  isLost,
  LIVE_WORLDS,
  tightestAt,
  type LiveWorld,
  type TrainedArm,
} from './spec.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The runs of an experiment: one for each arm, control included (its lifts are 0 by definition). */
export function runsOf(spec: LiveStudySpec, { seed, last, diverged }: LiveOutcome): LiveRun[] {
  const names = armsOf(spec);
  // What is compared with a control that ranks nothing is no comparison.
  const lost = diverged.includes(spec.control);
  const controlShare = lost ? NaN : 100 * last.arms[0].captured.value;
  return last.arms.map((state, i) => {
    const { captured, n, clicks, likes, watchTime, rating } = state;
    const lift = lost ? null : state.lift;
    const liftOf = (measure: Measure): number => 100 * (lift?.[measure].value ?? (lost ? NaN : 0));
    const bounds = lift && sequenceBounds(lift.engagement, tightestAt(spec));
    const satisfaction = lift && sequenceBounds(lift.satisfaction, tightestAt(spec));
    const arm = names[i];
    return {
      seed,
      arm,
      engagementLift: liftOf('engagement'),
      satisfactionLift: liftOf('satisfaction'),
      low: bounds && finite(100 * bounds.low),
      high: bounds && finite(100 * bounds.high),
      satisfactionLow: satisfaction && finite(100 * satisfaction.low),
      satisfactionHigh: satisfaction && finite(100 * satisfaction.high),
      capturedShare: 100 * captured.value,
      controlShare,
      clicks,
      likes,
      watchTime,
      rating,
      queries: n,
      diverged: isLost(spec, diverged, arm),
    };
  });
}

const schema = v.object({
  world: wordOption(LIVE_WORLDS),
  arms: optional(v.string()),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
  steps: optional(wholeOption(1, 100_000)),
  queries: wholeOption(1, 1_000_000),
  candidates: wholeOption(9, 1000),
  form: wordOption(SCORE_FORMS),
  weights: v.pipe(numbersOption(0, 1000), v.length(4, 'must be four numbers: click, watch time, like, rating')),
  design: wordOption(DESIGNS),
  answers: wordOption(ANSWERS),
  aa: wholeOption(0, 100_000),
  'aa-queries': wholeOption(30, 1_000_000),
  course: wordOption(['no', 'yes']),
});

const DEFAULT_ARMS: Record<LiveWorld, readonly TrainedArm[]> = {
  architectures: ['shared-bottom-small', 'shared-bottom-large', 'mmoe-4', 'mmoe-8'],
  'position-bias': ARMS_OF['position-bias'],
};

/** @throws RangeError naming the arm that the world has not */
function trainedArms(world: LiveWorld, text: string | undefined): readonly TrainedArm[] {
  if (text === undefined) return DEFAULT_ARMS[world];
  return text.split(',').map((name) => {
    const found = ARMS_OF[world].find((arm) => arm === name);
    if (!found) throw new RangeError(`--arms: "${name}" is none of ${ARMS_OF[world].join(', ')}`);
    return found;
  });
}

function tableOf(spec: LiveStudySpec, means: readonly ArmMeans[], aa: NullResult | null): string[][] {
  const rows = means.map((arm) => [
    arm.arm === spec.control ? `${arm.arm} (control)` : arm.arm,
    meanWords(arm.engagementLift, 2),
    meanWords(arm.satisfactionLift, 2),
    meanWords(arm.capturedShare, 1),
    arm.arm === spec.control ? '' : meanWords(arm.sharePoints, 1),
    meanWords(arm.clicks, 3),
    meanWords(arm.likes, 3),
    `${String(arm.decided)} of ${String(arm.clicks.n)}`,
  ]);
  const header = [
    'arm',
    'engagement lift %',
    'satisfaction lift %',
    'captured share %',
    'points over control',
    'clicks a page',
    'likes a page',
    'decided',
  ];
  const nulls = aa
    ? WAYS.map((way) => {
        const { k, n, rate, low, high } = nullRate(aa, way);
        const percent = (value: number): string => (100 * value).toFixed(1);
        return [
          `A/A, ${way}`,
          `${String(k)} of ${String(n)} declare a winner`,
          `${percent(rate)}% [${percent(low)}, ${percent(high)}]`,
          ...header.slice(3).map(() => ''),
        ];
      })
    : [];
  return [header, ...rows, ...nulls];
}

export const live: Experiment = {
  name: 'live',
  summary: 'simulated live experiments: lift over control with anytime-valid intervals, captured share; A/A coverage',
  options: {
    world: { fallback: 'architectures', help: LIVE_WORLDS.join(' or ') },
    arms: { fallback: '', help: 'trained arms separated by commas, the first is control' },
    seeds: { fallback: '20', help: 'experiments, each on a world and queries of its own' },
    'seed-base': { fallback: '1', help: 'first seed' },
    steps: { fallback: '', help: 'training steps of every arm (default those of the world)' },
    queries: { fallback: '400', help: 'queries that arrive in each experiment' },
    candidates: { fallback: '20', help: 'items ranked for each query; nine are shown' },
    form: { fallback: 'sum', help: `combined score: ${SCORE_FORMS.join(' or ')}` },
    weights: { fallback: '1,1,1,1', help: 'weights of click, watch time, like, rating in it' },
    design: { fallback: 'paired', help: 'paired (every arm’s list for the same query) or split (A/B)' },
    answers: { fallback: 'expected', help: 'expected (true probabilities) or drawn' },
    aa: { fallback: '0', help: 'A/A experiments besides, looked at after every query' },
    'aa-queries': { fallback: '2000', help: 'queries watched in each of them' },
    course: { fallback: 'no', help: 'yes: also every point of every experiment’s course' },
  },
  async run(given, { open, onProgress, signal }) {
    const parsed = v.parse(schema, given);
    const { 'seed-base': seedBase, arms, steps, aa: experiments, 'aa-queries': aaQueries, course, ...rest } = parsed;
    const [control, ...others] = trainedArms(rest.world, arms);
    const spec: LiveStudySpec = {
      ...rest,
      seedBase,
      control,
      arms: others,
      extras: EXTRA_ARMS,
      steps: steps ?? DEFAULT_STEPS[rest.world],
    };
    const points = new Map<number, LivePoint[]>();
    const outcomes = await runLive(spec, {
      open,
      onProgress,
      signal,
      onPoint: ({ seed, points: some }) => points.set(seed, [...(points.get(seed) ?? []), ...some]),
    });
    const runs = outcomes.flatMap((outcome) => runsOf(spec, outcome));
    const means = meansOf(runs);
    const aa =
      experiments > 0
        ? await runNull({ live: spec, seed: seedBase, experiments, queries: aaQueries }, { open, onProgress, signal })
        : null;
    const rates = aa && Object.fromEntries(WAYS.map((way) => [way, nullRate(aa, way)]));
    return {
      spec: { ...spec, aa: experiments, aaQueries },
      results: {
        runs,
        arms: means,
        ...(aa && { aa: { ...aa, rates, course: nullCourse(aa.first, aa.queries) } }),
        ...(course === 'yes' && { courses: [...points].map(([seed, some]) => ({ seed, points: some })) }),
      },
      table: tableOf(spec, means, aa),
    };
  },
};
