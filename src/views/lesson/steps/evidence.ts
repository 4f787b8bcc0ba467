/** What studies of the reader's own have come to, for the outcomes of steps. Pure. */
import type { Evidence, Shelf } from '../../../study/evidence.ts';

/** The newest study of the reader's own that was trained to its end and answers the step's question; what was stored beforehand never counts. */
export const ownResult = <Data>(
  { own }: Pick<Shelf<Data>, 'own'>,
  answers: (evidence: Evidence<Data>) => boolean,
): Data | null => own.findLast(answers)?.data ?? null;
