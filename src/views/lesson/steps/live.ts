/** A live experiment: are so many queries enough to say who earns more clicks? */
import { sequenceBounds, unitsNeeded } from '../../../metrics/confidenceSequence.ts';
import { armsOf, isLost, queriesFor, sameExperiment, tightestAt } from '../../../experiments/live/spec.ts';
import type { LiveStudySpec } from '../../../experiments/live/live.ts';
import type { MeasuredLift } from '../../../experiments/live/tally.ts';
import { defaultChoices, specOf, type LiveChoices } from '../../live/choices.ts';
import { setChoices, setSight, startExperiment, useLive } from '../../live/experiment.ts';
import type { ShownExperiment } from '../../live/shown.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { ownResult } from './evidence.ts';

const QUERIES = 20_000;
const MMOE = 'mmoe-8';

const choices = (): LiveChoices => ({ ...defaultChoices(), queries: QUERIES });

const percent = (value: number, digits = 1): number => Number((100 * value).toFixed(digits));

/** What the interval allows to say. */
function verdictSaid(spec: LiveStudySpec, lift: MeasuredLift, queries: number): Said {
  if (lift.sequence) return { key: 'told', values: { at: lift.sequence.queries } };
  const needed = queriesFor(spec, unitsNeeded(lift.value, lift.deviation, tightestAt(spec))) - queries;
  return { key: 'untold', values: { needed: Math.max(0, Number(needed.toPrecision(2))) } };
}

/** @returns null before there is an interval */
export function liveOutcome({ spec, points, diverged }: ShownExperiment, predicted: string): Outcome | null {
  const arms = armsOf(spec);
  const point = points.at(-1);
  const mmoe = point?.arms[arms.indexOf(MMOE)];
  if (!point || !mmoe?.lift) return null;
  const lost = [spec.control, MMOE].some((arm) => isLost(spec, diverged, arm as typeof MMOE));
  if (lost) return { came: { kind: 'choice', choice: 'untold' }, right: null, said: [{ key: 'diverged' }] };
  const lift = mmoe.lift.engagement;
  const bounds = sequenceBounds(lift, tightestAt(spec));
  if (!bounds) return null;
  const choice = !lift.sequence ? 'untold' : lift.sequence.sign > 0 ? 'mmoe' : 'control';
  const said: Said[] = [
    {
      key: 'lift',
      values: {
        queries: point.queries,
        lift: percent(lift.value),
        low: percent(bounds.low),
        high: percent(bounds.high),
      },
    },
    verdictSaid(spec, lift, point.queries),
  ];
  const early = lift.fixed && lift.fixed.queries < (lift.sequence?.queries ?? Infinity);
  if (lift.fixed && early) said.push({ key: 'peeking', values: { at: lift.fixed.queries } });
  said.push({
    key: 'truth',
    values: { mmoe: percent(mmoe.captured.value, 0), control: percent(point.arms[0].captured.value, 0) },
  });
  return { came: { kind: 'choice', choice }, right: predicted === choice, said };
}

export const live: LessonStep = {
  id: 'live',
  chapter: 'live',
  minutes: 3,
  alone: 1.5,
  marks: ['live.course', 'live.verdicts'],
  veils: ['live.course', 'live.verdicts', 'live.share', 'live.paper'],
  controls: [],
  question: { kind: 'choice', choices: ['mmoe', 'control', 'untold'] },
  study: 'live',
  begins: () => {
    setChoices(choices());
    setSight({ measure: 'engagement', intervals: 'both' });
    startExperiment();
  },
  outcome: (predicted) => {
    const found = ownResult(
      useLive.getState().shelf,
      ({ data, finished }) => finished >= QUERIES && sameExperiment(data.spec, specOf(choices())),
    );
    return found && predicted.kind === 'choice' ? liveOutcome(found, predicted.choice) : null;
  },
  watches: (changed) => useLive.subscribe(changed),
};
