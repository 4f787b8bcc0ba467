/** What the runs of arms differ from the base in, by field: of those that have a name, and of a run that is given as an arm. */
import { FIELDS, getField, sameValue } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudyArm } from '../../study/spec.ts';
import { changesOfArm, OPEN_ARM, type TrainedArm } from './spec.ts';

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

/** What a trained arm differs from the base in. @param open - the run that was given, where it is the arm */
export const armChanges = (base: RunSpec, arm: TrainedArm, open: RunSpec | undefined): StudyArm['changes'] =>
  arm === OPEN_ARM ? fieldChanges(base, open!) : changesOfArm(base, arm);
