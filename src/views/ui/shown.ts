/** What a card shows of the results on a shelf: which ones, whose they are, whether they are still coming. Pure. */
import { isLive, shownOf, type Evidence, type Shelf } from '../../study/evidence.ts';
import { sourceOf, type Source } from './source.ts';

export interface Shown<Data> {
  evidence: Evidence<Data> | null;
  /** Absent where there is nothing to show. */
  shown: Data | undefined;
  live: boolean;
  source: Source | undefined;
  /** It was made with other settings than those chosen now. */
  other: boolean;
}

/** @param isOther - whether results are of other settings than those chosen now */
export function whatIsShown<Data>(shelf: Shelf<Data>, isOther: (data: Data) => boolean): Shown<Data> {
  const evidence = shownOf(shelf);
  const live = isLive(shelf, evidence);
  return {
    evidence,
    shown: evidence?.data,
    live,
    source: sourceOf(evidence, live),
    other: evidence !== null && isOther(evidence.data),
  };
}
