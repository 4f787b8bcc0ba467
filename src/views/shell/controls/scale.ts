/** From a slider's position to a value and back; what may be typed. Pure. */
import type { NumberField } from '../../../run/fields.ts';

/** Steps of a decade on a log scale: values that one would type. */
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8];
/** Wider ranges (seeds) are typed, not slid. */
const WIDEST = 1e6;

/** Removes what binary fractions leave behind: 0.1 + 0.2 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** The nearest value that the field can have. */
export function snap(field: { min: number; max: number; step: number }, value: number): number {
  const whole = clean(field.min + Math.round((value - field.min) / field.step) * field.step);
  return Math.min(field.max, Math.max(field.min, whole));
}

/** All values of a log slider, ascending: round multiples of the field's step, its ends, and 0 as a notch of its own where it is allowed. */
export function notches(field: NumberField): number[] {
  const found = new Set([field.min, field.max]);
  for (let decade = 1; decade * field.step <= field.max; decade *= 10) {
    for (const mantissa of MANTISSAS) {
      const multiple = mantissa * decade;
      const value = clean(multiple * field.step);
      if (Number.isInteger(multiple) && value > field.min && value < field.max) found.add(value);
    }
  }
  return [...found].sort((a, b) => a - b);
}

export interface SliderScale {
  /** Attributes of the range input. */
  min: number;
  max: number;
  step: number;
  toPosition(value: number): number;
  fromPosition(position: number): number;
}

/** The slider of a field, or null where sliding makes no sense. */
export function sliderScale(field: NumberField): SliderScale | null {
  if (field.max - field.min > WIDEST) return null;
  if (field.scale !== 'log') {
    return {
      min: field.min,
      max: field.max,
      step: field.step,
      toPosition: (value) => value,
      fromPosition: (position) => snap(field, position),
    };
  }
  const values = notches(field);
  return {
    min: 0,
    max: values.length - 1,
    step: 1,
    toPosition(value) {
      const after = values.findIndex((notch) => notch >= value);
      if (after <= 0) return Math.max(0, after);
      return value - values[after - 1] < values[after] - value ? after - 1 : after;
    },
    fromPosition: (position) => values[Math.min(values.length - 1, Math.max(0, Math.round(position)))],
  };
}

/** What a reader typed as a number: accepts thousands separators, a decimal comma, a percent or minus sign. @returns NaN for anything else */
export function parseTyped(text: string): number {
  const bare = text
    .trim()
    .replace(/[\s_%×]/g, '')
    .replace('−', '-');
  const ungrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(ungrouped) ? Number(ungrouped) : NaN;
}
