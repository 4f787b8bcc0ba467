/** In which respects the runs of a study are not those that the controls would train. Pure. */
import { idleReason } from '../../run/idle.ts';
import { FIELDS, getField, sameValue, type Field, type FieldValue } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudySpec } from '../../study/spec.ts';

export interface Difference {
  field: Field;
  /** In the study, and in the controls. */
  here: FieldValue;
  controls: FieldValue;
}

/**
 * The settings that differ, in the order of the controls; seeds, which every run has its own of, and what the arms compare are left out. What all
 * arms set alike is as good as set in their base.
 */
export function differences({ base, arms }: Pick<StudySpec, 'base' | 'arms'>, controls: RunSpec): Difference[] {
  const [there, ours] = [controls, base].map((run) => ({ ...defaultState(), run }));
  return FIELDS.filter(
    ({ path, group, applies }) => path.startsWith('run.') && group !== 'seeds' && applies !== 'view',
  ).flatMap((field) => {
    const own = getField(ours, field);
    // Whatever the controls say of a platform means nothing to a table, and the other way round.
    if (idleReason(base, field.path)) return [];
    const [here = own, ...others] = arms.map(({ changes }) => changes[field.path] ?? own);
    const wanted = getField(there, field);
    const compared = others.some((other) => !sameValue(other, here));
    return compared || sameValue(here, wanted) ? [] : [{ field, here, controls: wanted }];
  });
}

/** The seeds that two studies of one setting have in common: the same runs then, counted twice. Null where they have none, or their settings differ. */
export function sharedSeeds(
  one: Pick<StudySpec, 'base' | 'seeds' | 'seedBase'>,
  other: Pick<StudySpec, 'base' | 'seeds' | 'seedBase'>,
): { from: number; to: number } | null {
  if (differences({ base: one.base, arms: [] }, other.base).length > 0) return null;
  const from = Math.max(one.seedBase, other.seedBase);
  const to = Math.min(one.seedBase + one.seeds, other.seedBase + other.seeds) - 1;
  return from <= to ? { from, to } : null;
}
