/** Scales of the pictures: round ends that hold all values, few ticks. Pure. */
import { extent, scaleLinear } from 'd3';

export interface Scale {
  domain: [number, number];
  ticks: number[];
}

/** More stand too close in a narrow column. */
const FEW_TICKS = 4;

/** 0.0001 to 500, in steps of 1, 2, 5. */
const ROUND = Array.from({ length: 7 }, (_, i) => i - 4).flatMap((power) =>
  [1, 2, 5].map((step) => Number((step * 10 ** power).toPrecision(1))),
);
const isPowerOfTen = (tick: number): boolean => Number.isInteger(Number(Math.log10(tick).toFixed(9)));

/** Round numbers that hold some positive values. @param most - ticks that there is room for */
export function logScale(values: readonly number[], most = FEW_TICKS): Scale {
  const [low = 0.1, high = 1] = extent(values.filter((value) => value > 0 && Number.isFinite(value)));
  const from = ROUND.findLast((tick) => tick <= low) ?? ROUND[0];
  const to = ROUND.find((tick) => tick >= high && tick > from) ?? ROUND[ROUND.length - 1];
  const inside = ROUND.filter((tick) => tick >= from && tick <= to);
  const tens = inside.filter(isPowerOfTen);
  return { domain: [from, to], ticks: inside.length <= most ? inside : tens.length >= 2 ? tens : [from, to] };
}

/** Even steps that hold some values. @param always - a value that must be in sight too */
export function evenScale(values: readonly number[], always?: number, most = FEW_TICKS): Scale {
  const known = [...values, ...(always === undefined ? [] : [always])].filter(Number.isFinite);
  const [low = 0, high = 1] = extent(known);
  const scale = scaleLinear([low, high === low ? low + 0.1 : high], [0, 1]).nice(most);
  const [from, to] = scale.domain();
  // As many as there is room for.
  const choices = [most, most - 1, 2].map((count) => scale.ticks(count));
  return { domain: [from, to], ticks: choices.find((ticks) => ticks.length <= most) ?? choices[2] };
}
