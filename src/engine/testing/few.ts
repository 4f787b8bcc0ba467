/** As few variants as will do, for suites in which each one takes its time. */
import type { Variant } from './populations.ts';

/** The options that were chosen, each with the name of its factor. */
export const optionsOf = ({ choice }: Variant): string[] =>
  Object.entries(choice).map(([factor, option]) => `${factor} ${option}`);

/** As few of some variants as have everything that all of them together have. */
export function fewOf(all: readonly Variant[], has: (variant: Variant) => string[]): Variant[] {
  const missing = new Set(all.flatMap(has));
  const few: Variant[] = [];
  while (missing.size > 0) {
    const gain = (variant: Variant): number => has(variant).filter((option) => missing.has(option)).length;
    const best = all.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    for (const option of has(best)) missing.delete(option);
    few.push(best);
  }
  return few;
}
