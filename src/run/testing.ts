/** Arbitrary states for property tests. */
import fc from 'fast-check';
import { contradicts } from './conflicts.ts';
import { FIELDS, getField, withField, type Field, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import { LIVE_FIELDS, withChange, type Course } from './timeline.ts';
import { isWhole } from './values.ts';

const numberOf = (field: { min: number; max: number; step: number }): fc.Arbitrary<number> =>
  isWhole(field)
    ? fc.integer({ min: field.min, max: field.max })
    : fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0);

/** Any value that a field may have. */
export function valueOf(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'number':
      return numberOf(field);
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'numberChoice':
      return fc.constantFrom(...field.choices);
    case 'switch':
      return fc.boolean();
    case 'numbers':
      return fc.array(numberOf(field), { minLength: field.length, maxLength: field.length });
  }
}

/** A state without changes: any setting of any field. */
const anySettings: fc.Arbitrary<LabState> = fc
  .tuple(...FIELDS.map((field) => fc.option(valueOf(field), { nil: undefined })))
  .map((values) =>
    FIELDS.reduce((state, field, i) => {
      const value = values[i];
      return value === undefined ? state : withField(state, field, value);
    }, defaultState()),
  )
  .filter((state) => !contradicts(state));

const anyChange = fc
  .constantFrom(...LIVE_FIELDS)
  // Back to a value that the field may have had, now and then: that is no change.
  .chain((field) =>
    fc.tuple(fc.constant(field.path), fc.oneof(valueOf(field), fc.constant(getField(defaultState(), field)))),
  );

/** Any settings, and what a reader may have changed while they trained. */
export const anyCourse: fc.Arbitrary<LabState> = fc
  .tuple(anySettings, fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), anyChange), { maxLength: 8 }))
  .map(([state, changes]) => {
    const { steps } = state.run.training;
    const begin: Course = { run: state.run, timeline: [] };
    const { run, timeline } = changes.reduce(
      (course, [part, [path, value]]) => withChange(course, Math.round(part * steps), path, value),
      begin,
    );
    return { ...state, run, timeline };
  });
