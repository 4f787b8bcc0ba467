/** The chapter's sentences: true in every state of an experiment. Pure. */
import { BURN_IN } from '../../metrics/confidenceSequence.ts';
import type { ArmName } from '../../experiments/live/spec.ts';
import type { Measure } from '../../experiments/live/tally.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { sameSetting } from '../../study/spec.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { signed } from '../signed.ts';
import { foreign, type LiveChoices } from './choices.ts';
import { arrived, type ShownExperiment } from './shown.ts';
import { isCompared, roundly, verdictsOf, type Verdict, type VerdictKind } from './verdicts.ts';

export const armName = ({ t }: Pick<Say, 't'>, arm: ArmName): string => t(`live.arm.${arm}`);

/** A lift of a fraction as per cent with its sign. */
const percent = ({ t, numbers }: Say, value: number): string =>
  Number.isFinite(value) ? t('live.percent', { value: signed(numbers, 100 * value, 2) }) : '–';

/** A lift with its bounds, where there are any; none of what ranks nothing. */
export function liftWords(say: Say, verdict: Pick<Verdict, 'lift' | 'bounds' | 'kind'>): string {
  const { lift, bounds } = verdict;
  if (!isCompared(verdict)) return '–';
  return bounds
    ? say.t('live.interval', {
        value: percent(say, lift.value),
        low: percent(say, bounds.low),
        high: percent(say, bounds.high),
      })
    : percent(say, lift.value);
}

/** What is said of one arm. */
export function verdictWords(say: Say, { arm, kind, lift }: Verdict): string {
  const { t, numbers } = say;
  switch (kind) {
    case 'better':
    case 'worse':
      return t(arm === 'aa' ? 'live.verdict.falseAlarm' : `live.verdict.${kind}`, {
        queries: numbers.fixed(lift.sequence!.queries),
      });
    case 'waiting':
      return t('live.verdict.waiting', { n: lift.n, burnIn: BURN_IN });
    case 'open':
      return t(arm === 'aa' ? 'live.verdict.aa' : 'live.verdict.open');
    default:
      return t(`live.verdict.${kind}`);
  }
}

/** When the ordinary interval, looked at after every query, would have declared a winner. */
export const peekWords = ({ t, numbers }: Say, { lift, kind }: Verdict): string =>
  !isCompared({ kind }) || !lift.fixed
    ? t('live.peek.never')
    : t(lift.fixed.sign > 0 ? 'live.peek.better' : 'live.peek.worse', { queries: numbers.fixed(lift.fixed.queries) });

/** Queries still needed, of an arm that is not told apart. */
export function neededWords({ t, numbers }: Say, { kind, needed, arm }: Verdict): string {
  if (arm === 'aa' || kind === 'same') return t('live.needed.none');
  if (kind !== 'open') return t(`live.needed.${kind === 'better' || kind === 'worse' ? 'decided' : 'unknown'}`);
  if (!(needed < MOST_NEEDED)) return t('live.needed.never', { most: numbers.fixed(MOST_NEEDED) });
  return needed === 0 ? t('live.needed.due') : t('live.needed.some', { queries: numbers.fixed(roundly(needed)) });
}
/** More than this is not waited for. */
const MOST_NEEDED = 1e9;

/** Whether an experiment is still running, and whether it is the stored one, whose world was chosen. */
export interface Made {
  live?: boolean;
  stored?: boolean;
}

/** In which world a result holds. */
export const worldWords = ({ t }: Pick<Say, 't'>, { stored = false }: Made): string =>
  t(`live.world.${stored ? 'chosen' : 'one'}`);

/** Which arms are told apart from control, and which are not. */
export function courseTitle(
  say: Say,
  shown: ShownExperiment | undefined,
  measure: Measure,
  { live = false, stored = false }: Made,
): string {
  const { t, numbers } = say;
  if (!shown || shown.points.length === 0) return t('live.course.before');
  const verdicts = verdictsOf(shown, measure);
  const names = (some: readonly Verdict[]): string => some.map(({ arm }) => armName(say, arm)).join(t('comma'));
  // That control should be better than control is nobody's verdict.
  const isAlarm = ({ arm, kind }: Verdict): boolean => arm === 'aa' && (kind === 'better' || kind === 'worse');
  const of = (...kinds: VerdictKind[]): string =>
    names(verdicts.filter((verdict) => kinds.includes(verdict.kind) && !isAlarm(verdict)));
  const alarms = names(verdicts.filter(isAlarm));
  const queries = numbers.fixed(arrived(shown));
  const values = { queries, measure: t(`live.by.${measure}`), world: worldWords(say, { stored }) };
  if (verdicts.every((verdict) => !isCompared(verdict))) return t('live.course.diverged');
  if (verdicts.every(({ kind }) => kind === 'waiting' || kind === 'diverged'))
    return t('live.course.waiting', { queries, burnIn: BURN_IN });
  const told = of('better', 'worse') !== '' || alarms !== '';
  return inSentences(
    t,
    told
      ? t(live ? 'live.course.soFar' : 'live.course.after', values)
      : t(live ? 'live.course.noneSoFar' : 'live.course.none', values),
    of('better') && t('live.course.better', { arms: of('better') }),
    of('worse') && t('live.course.worse', { arms: of('worse') }),
    told && of('open', 'same') ? t('live.course.open', { arms: of('open', 'same') }) : '',
    of('waiting') && t('live.course.noInterval', { arms: of('waiting') }),
    alarms && t('live.course.falseAlarm', { arms: alarms }),
    of('diverged') && t('live.course.lost', { arms: of('diverged') }),
  );
}

/** A title that says of an experiment which is still running that it is. */
export const untilNow = ({ t }: Say, said: string, live: boolean): string => (live ? t('live.soFar', { said }) : said);

/** How many arms are decided. */
export function verdictsTitle(say: Say, verdicts: readonly Verdict[], measure: Measure, made: Made): string {
  const { t } = say;
  if (verdicts.length === 0) return t('live.verdicts.before');
  const decided = verdicts.filter(({ kind }) => kind === 'better' || kind === 'worse').length;
  const said = t('live.verdicts.title', {
    decided,
    arms: verdicts.length,
    measure: t(`live.by.${measure}`),
    world: worldWords(say, made),
  });
  return untilNow(say, said, made.live ?? false);
}

/** What is to be known of the model in Train: that it has changed since it was chosen, or why it cannot be an arm. */
export function trainWords({ t }: Say, { world, open }: Pick<LiveChoices, 'world' | 'open'>, run: RunSpec): string {
  if (open && !sameSetting(open, run)) return t('live.setup.changed');
  const fields = foreign(world, run).map((field) => t(`field.run.world.${field}.label`));
  return fields.length > 0 ? t('live.setup.foreign', { fields: fields.join(t('comma')) }) : t('live.setup.note');
}
