/** What a cure changes beside the loss: the rows of its card. Pure. */
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Say } from '../say.ts';
import { boundsWords, changeWithBounds, rateWords } from './names.ts';

export interface OneRow {
  id: string;
  name: string;
  without: string;
  with: string;
}

/** @param none - of the same results */
export function oneRows(say: Say, cure: CureSummary, none: CureSummary): OneRow[] {
  const { t, numbers } = say;
  const row = (
    id:
      | 'z5'
      | 'contributed'
      | 'effective'
      | 'effectiveContributions'
      | 'dead'
      | 'deadExperts'
      | 'diverged'
      | 'multiplications',
    words: (of: CureSummary) => string,
  ): OneRow => ({ id, name: t(`cures.one.row.${id}`), without: words(none), with: words(cure) });
  return [
    row('z5', ({ z5 }) => rateWords(say, z5)),
    row('contributed', ({ contributedZ5 }) => rateWords(say, contributedZ5)),
    row('effective', ({ effective }) => numbers.fixed(effective, 1)),
    row('effectiveContributions', ({ effectiveContributions }) => numbers.fixed(effectiveContributions, 1)),
    row('dead', ({ dead }) => rateWords(say, dead)),
    row('deadExperts', ({ deadExperts }) => numbers.fixed(deadExperts, 2)),
    row('diverged', ({ diverged }) => t('cures.rate', { k: diverged.k, n: diverged.n })),
    row('multiplications', ({ extraMultiplications }) => numbers.fixed(extraMultiplications)),
  ];
}

/** What became of the gates that polarized without the cure, and of the others. */
export function healedWords(say: Say, { against }: Pick<CureSummary, 'against'>): string[] {
  const { t, numbers } = say;
  if (!against) return [];
  const { gates, fallen, loss, before, after } = against.healed;
  if (gates.n === 0) return [t('cures.one.healed.none')];
  const values = { n: gates.n, k: gates.k, before: numbers.fixed(before, 3), after: numbers.fixed(after, 3) };
  return [
    boundsWords(say, loss)
      ? t('cures.one.healed.text', { ...values, change: changeWithBounds(say, loss) })
      : t('cures.one.healed.noInterval', values),
    t('cures.one.healed.fallen', { n: fallen.n, k: fallen.k }),
  ];
}
