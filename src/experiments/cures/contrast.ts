/** What the same cures do on other data: what is said of them on the one does not hold on the other. Pure. */
import type { Rate } from '../../metrics/intervals.ts';
import { polarizedBy, type Measure } from './recommend.ts';
import type { CureSummary } from './results.ts';

/** A cure with which no more runs than this polarize is taken to cure. */
export const CURED = 0.05;

export interface Contrast {
  /** Cures that cure there. */
  cured: number;
  /** Of these, the ones with which surely more than {@link CURED} polarize here: those of here with the runs that do, the most polarized first. */
  notHere: { cure: CureSummary; polarized: Rate }[];
  /** Cures with which the loss surely is lower there and surely higher here, the highest first. */
  costHere: CureSummary[];
  /** Cures with which the loss surely is higher there, and not here. */
  freeHere: CureSummary[];
}

/**
 * Surely: by the 95% interval of each for itself.
 * @param here - cures of one setting
 * @param there - of the other; those that are in both are compared
 * @param measure - by which gates are judged
 */
export function contrastOf(
  here: readonly CureSummary[],
  there: readonly CureSummary[],
  measure: Measure = 'weights',
): Contrast {
  const pairs = here.flatMap((one) => {
    const other = there.find(({ id }) => id === one.id);
    return one.against && other?.against ? [{ one, other, loss: one.against.loss, otherLoss: other.against.loss }] : [];
  });
  const cured = pairs.filter(({ other }) => polarizedBy(other, measure).rate <= CURED);
  return {
    cured: cured.length,
    notHere: cured
      .map(({ one }) => ({ cure: one, polarized: polarizedBy(one, measure) }))
      .filter(({ polarized }) => polarized.low > CURED)
      .sort((a, b) => b.polarized.rate - a.polarized.rate),
    costHere: pairs
      .filter(({ loss, otherLoss }) => otherLoss.high < 1 && loss.low > 1)
      .sort((a, b) => b.loss.ratio - a.loss.ratio)
      .map(({ one }) => one),
    freeHere: pairs.filter(({ loss, otherLoss }) => otherLoss.low > 1 && !(loss.low > 1)).map(({ one }) => one),
  };
}
