/** Names of any length in places that have their size. Pure. */

/** Pixels that the name of a task may take beside a picture. */
export const LONGEST_NAME = 116;

/**
 * A name that fits: cut off and ended by an ellipsis where it is too long.
 * @param room - pixels; @param widthOf - width of a text in pixels
 */
export function shortened(name: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(name) <= room) return name;
  const letters = Array.from(name);
  // The longest beginning that fits: halving, since every width is measured.
  let [fits, tooLong] = [1, letters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(`${letters.slice(0, middle).join('')}…`) <= room) fits = middle;
    else tooLong = middle;
  }
  return `${letters.slice(0, fits).join('')}…`;
}
