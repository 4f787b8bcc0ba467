/** A run that is given as an arm: what it differs from the base in, by field. */
import { FIELDS, getField, sameValue } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudyArm } from '../../study/spec.ts';

/** Fields of the model and of the training; the world is the experiment's, and seeds are those of all arms. */
export function fieldChanges(base: RunSpec, run: RunSpec): StudyArm['changes'] {
  const from = { ...defaultState(), run: base };
  const to = { ...defaultState(), run };
  const differing = FIELDS.filter(
    (field) =>
      (field.path.startsWith('run.model.') || field.path.startsWith('run.training.'))
      && !sameValue(getField(from, field), getField(to, field)),
  );
  return Object.fromEntries(differing.map((field) => [field.path, getField(to, field)]));
}
