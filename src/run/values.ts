/** What the value of a field may be, as schemas: the link reads texts into them, a file's header is held to them as it is. */
import * as v from 'valibot';
import type { Field, FieldValue } from './fields.ts';

/** Why a value cannot be that of its field. */
export type ValueReason = 'not-a-number' | 'not-whole' | 'out-of-range' | 'not-a-choice' | 'wrong-length';

/** Names the reason in a schema; the compiler knows that it is one. */
export const because = <R extends string = ValueReason>(reason: R): R => reason;

/** Whether a field takes whole numbers only: half an expert is no model. */
export const isWhole = (field: { step: number }): boolean => Number.isInteger(field.step);

const numberValue = (field: { min: number; max: number; step: number }) =>
  v.pipe(
    v.number(because('not-a-number')),
    v.check((value) => !isWhole(field) || Number.isInteger(value), because('not-whole')),
    v.minValue(field.min, because('out-of-range')),
    v.maxValue(field.max, because('out-of-range')),
    v.transform((value) => value + 0), // no negative zero
  );

/** The value of a field; `numbers` fields flattened, as getField gives them. */
export function valueSchema(field: Field): v.GenericSchema<unknown, FieldValue> {
  switch (field.kind) {
    case 'number':
      return numberValue(field);
    case 'choice':
    case 'numberChoice':
      return v.picklist(field.choices as readonly (string | number)[], because('not-a-choice'));
    case 'switch':
      return v.boolean(because('not-a-choice'));
    case 'numbers':
      return v.pipe(
        v.array(numberValue(field), because('wrong-length')),
        v.length(field.length, because('wrong-length')),
      );
  }
}
