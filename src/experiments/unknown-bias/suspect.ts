/** Which column, if any, is called the one that biases clicks. Pure. */
import { CONTEXT_COLUMNS, type ContextColumn } from '../../world/context.ts';
import { lowerEnd, type Gain } from './gain.ts';

/** How often a search may call a column where none biases clicks, as far as chance in the held-out queries goes. */
const RISK = 0.05;
/**
 * A gain below this many nats an impression is not called, however sure: what the main towers of two models learn differently by chance is of that size. Set on
 * development worlds without a biased column (seeds 20001 to 20040): the largest of 200 gains was 0.00072, and one of the 40 worlds was called.
 */
export const LEAST_GAIN = 0.0005;

/** What a column was worth as the shallow tower's input. */
export interface ColumnGain {
  column: ContextColumn;
  /** Over no tower at all. */
  gain: Gain;
  /** Over a tower that is told the device and no column: what the column itself adds. NaN where a model diverged. */
  beyond: Gain;
}

/** Columns by what they explain, best first; those whose models diverged last. */
export const rankedColumns = <C extends Pick<ColumnGain, 'gain'>>(columns: readonly C[]): C[] => {
  const key = ({ gain }: C): number => (Number.isNaN(gain.mean) ? -Infinity : gain.mean);
  return [...columns].sort((a, b) => key(b) - key(a));
};

/** Lower end of what a column adds: one-sided, the risk shared among all columns that are tried (Bonferroni). */
export const surelyAdds = ({ beyond }: Pick<ColumnGain, 'beyond'>, tried: number = CONTEXT_COLUMNS.length): number =>
  lowerEnd(beyond, RISK / tried);

/**
 * The column that is called: the best one, if it surely adds something to what the device alone explains, and enough to matter.
 * @returns null where nothing is called
 */
export function suspectOf(columns: readonly ColumnGain[]): ContextColumn | null {
  const best = rankedColumns(columns).at(0);
  if (!best) return null;
  return surelyAdds(best, columns.length) > 0 && best.beyond.mean >= LEAST_GAIN ? best.column : null;
}
