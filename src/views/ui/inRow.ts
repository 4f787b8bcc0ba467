/**
 * How many of some small pictures stand side by side: the first of some numbers that there is room for, else one. Pure.
 * @param room - pixels that a picture needs, and between two of them
 */
export const inRow = (
  width: number,
  { least, gap }: { least: number; gap: number },
  choices: readonly number[],
): number => choices.find((n) => n * least + (n - 1) * gap <= width) ?? 1;
