/** A range in words: the unit of both numbers is said once, after the second. Pure. @param min - with its unit, as `max` */
export function rangeWords(min: string, max: string): { min: string; max: string } {
  const unit = /(?<=\d) \D+$/u.exec(max)?.[0];
  return { min: unit !== undefined && min.endsWith(unit) ? min.slice(0, -unit.length) : min, max };
}
