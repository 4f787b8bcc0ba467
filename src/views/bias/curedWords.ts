/** What is said of the cures with which the chapter's studies train. Pure. */
import type { RunSpec } from '../../run/runSpec.ts';
import { curesActing } from '../charts/cureWords.ts';
import type { Say } from '../say.ts';
import { treatmentWords } from '../trained.ts';

/** @param run - that every model of a study is trained as; @returns nothing where it has no cure that acts */
export function curedWords(say: Say, run: RunSpec): string {
  const cures = curesActing(run);
  return cures.length === 0 ? '' : say.t('bias.cured', { cures: treatmentWords(say, { dropout: [], cures }) });
}
