/** What an experiment allows to say of each arm, at whichever query it is looked at. Pure. */
import { BURN_IN, sequenceBounds, unitsNeeded, type Bounds } from '../../metrics/confidenceSequence.ts';
import { armsOf, isLost, queriesFor, tightestAt, type ArmName } from '../../experiments/live/spec.ts';
import type { ArmState, Measure, MeasuredLift } from '../../experiments/live/tally.ts';
import { arrived, type ShownExperiment } from './shown.ts';

/**
 * `waiting`: before the burn-in, there is no interval. `better`, `worse`: the confidence sequence has left zero, whatever it did since. `open`: it has
 * not. `same`: both arms' answers are the same by construction. `diverged`: the model's weights are no numbers. `noControl`: those of control are none,
 * so that there is nothing to compare with.
 */
export type VerdictKind = 'waiting' | 'better' | 'worse' | 'open' | 'same' | 'diverged' | 'noControl';

/** Kinds of which no lift is told: what ranks nothing is not compared. */
export const isCompared = ({ kind }: Pick<Verdict, 'kind'>): boolean => kind !== 'diverged' && kind !== 'noControl';

export interface Verdict {
  arm: ArmName;
  state: ArmState;
  lift: MeasuredLift;
  kind: VerdictKind;
  bounds: Bounds | null;
  /** Of `open`: queries still to come until it is told apart four times in five, if lift and spread stay as they are; Infinity: never. */
  needed: number;
}

function kindOf(shown: ShownExperiment, arm: ArmName, lift: MeasuredLift): VerdictKind {
  const { spec, diverged } = shown;
  if (isLost(spec, diverged, arm)) return 'diverged';
  if (isLost(spec, diverged, spec.control)) return 'noControl';
  if (lift.sequence) return lift.sequence.sign > 0 ? 'better' : 'worse';
  if (lift.n < BURN_IN) return 'waiting';
  return lift.deviation === 0 ? 'same' : 'open';
}

/** Every arm but control at the newest point; none before the first. */
export function verdictsOf(shown: ShownExperiment, measure: Measure): Verdict[] {
  const { spec, points } = shown;
  const names = armsOf(spec);
  return (points.at(-1)?.arms ?? []).flatMap((state, i): Verdict[] => {
    const lift = state.lift?.[measure];
    if (!lift) return [];
    const kind = kindOf(shown, names[i], lift);
    const needed =
      kind === 'open'
        ? Math.max(0, queriesFor(spec, unitsNeeded(lift.value, lift.deviation, tightestAt(spec))) - arrived(shown))
        : 0;
    const bounds = kind === 'same' || !isCompared({ kind }) ? null : sequenceBounds(lift, tightestAt(spec));
    return [{ arm: names[i], state, lift, kind, bounds, needed }];
  });
}

/** Two leading digits: more would be pretended. */
export function roundly(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return value;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}
