/** Whose results a card shows, for its heading. */
import type { Evidence } from '../../study/evidence.ts';

export type Source = 'stored' | 'own';

/** @param live - they are still coming: the title says so itself */
export const sourceOf = (shown: Pick<Evidence<unknown>, 'id'> | null, live: boolean): Source | undefined =>
  shown && !live ? (shown.id === 0 ? 'stored' : 'own') : undefined;
