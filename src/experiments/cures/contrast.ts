/** What the same cures do on other data: what is said of them on the one does not hold on the other. Pure. */
import type { CureSummary } from './results.ts';

/** A cure with which no more runs than this polarize is taken to cure. */
export const CURED = 0.05;

export interface Contrast {
  /** Cures that cure there. */
  cured: number;
  /** Of these, the ones with which surely more than {@link CURED} polarize here: those of here, the most polarized first. */
  notHere: CureSummary[];
  /** Cures with which the loss surely is lower there and surely higher here, the highest first. */
  costHere: CureSummary[];
  /** Cures with which the loss surely is higher there, and not here. */
  freeHere: CureSummary[];
}

/**
 * Surely: by the 95% interval of each for itself.
 * @param here - cures of one setting
 * @param there - of the other; those that are in both are compared
 */
export function contrastOf(here: readonly CureSummary[], there: readonly CureSummary[]): Contrast {
  const pairs = here.flatMap((one) => {
    const other = there.find(({ id }) => id === one.id);
    return one.against && other?.against ? [{ one, other, loss: one.against.loss, otherLoss: other.against.loss }] : [];
  });
  const cured = pairs.filter(({ other }) => other.z5.rate <= CURED);
  return {
    cured: cured.length,
    notHere: cured
      .map(({ one }) => one)
      .filter(({ z5 }) => z5.low > CURED)
      .sort((a, b) => b.z5.rate - a.z5.rate),
    costHere: pairs
      .filter(({ loss, otherLoss }) => otherLoss.high < 1 && loss.low > 1)
      .sort((a, b) => b.loss.ratio - a.loss.ratio)
      .map(({ one }) => one),
    freeHere: pairs.filter(({ loss, otherLoss }) => otherLoss.low > 1 && !(loss.low > 1)).map(({ one }) => one),
  };
}
