/** Predictions and labels of a table's numbers, in the units of their columns. Pure. */
import type { RunTask } from '../run/source.ts';
import type { Say } from './say.ts';

/** Units that the catalogue has words for: a link may name any. */
const UNITS = ['weeks', 'years'] as const;

/** A value of a regression in the units of its column, "38 weeks"; as it is where the column has none, or nothing is known of it. */
export function inOwnUnits({ t, numbers }: Say, { log }: Pick<RunTask, 'log'>, value: number): string {
  if (!log) return numbers.fixed(value, 2);
  return withUnit({ t, numbers }, log.unit, log.mean + log.deviation * value, digitsOf(log.deviation));
}

/** A value with its unit, where there are words for it: "38 weeks", "1 week". @param digits - decimals at most */
export function withUnit({ t, numbers }: Say, named: string | undefined, value: number, digits: number): string {
  const text = numbers.plain(value, digits);
  const unit = UNITS.find((known) => known === named);
  // What is read decides between one and several, not what was rounded.
  return unit && Number.isFinite(value)
    ? t(`tabular.unit.${unit}`, { value: text, count: Number(value.toFixed(digits)) })
    : text;
}

/** A difference of two such values in the same units: "12 weeks". */
export const spreadInOwnUnits = (say: Say, { log }: Pick<RunTask, 'log'>, spread: number): string =>
  inOwnUnits(say, { log: log && { ...log, mean: 0 } }, spread);

/** Decimals that tell values apart whose spread is so large: two digits of it. */
const digitsOf = (deviation: number): number => Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(deviation))));
