/** What the table of figure 5 says: measurements in, words out. Pure. Each depends on the measurements shown, its subtitle on the number of seeds. */
import type { Sharing, SharingPreset } from '../../experiments/task-groups/taskGroups.ts';
import type { Mean } from '../../metrics/intervals.ts';
import type { Say } from '../say.ts';

/** What is known of one setting. */
export interface Measured {
  preset: SharingPreset;
  sharing: Sharing;
}

/** What the difference says of figure 5's claim: as there, the reverse, or nothing that is certain. */
export const claimOf = ({ difference: { low, high } }: Pick<Sharing, 'difference'>): 'as' | 'reverse' | 'open' =>
  low > 0 ? 'as' : high < 0 ? 'reverse' : 'open';

/** "1.20 [0.80, 1.60]"; nothing measured is a dash. */
export function intervalWords({ t, numbers }: Say, { n, mean, low, high }: Mean): string {
  const two = (value: number): string => numbers.fixed(Math.abs(value) < 0.005 ? 0 : value, 2); // no "−0.00"
  return n === 0 ? '–' : t('gates.sharing.interval', { mean: two(mean), low: two(low), high: two(high) });
}

/** Names of the settings that pass a test, in one list; empty where none does. */
function listOf({ t }: Say, measured: readonly Measured[], test: (sharing: Sharing) => boolean): string {
  return measured
    .filter(({ sharing }) => test(sharing))
    .map(({ preset }) => t(`gates.sharing.preset.${preset}`))
    .join(t('gates.sharing.comma'));
}

/** In which settings the claim holds. */
export function sharingTitle(say: Say, measured: readonly Measured[]): string {
  const { t } = say;
  if (measured.length === 0) return t('gates.sharing.title');
  const as = listOf(say, measured, (sharing) => claimOf(sharing) === 'as');
  return as ? t('gates.sharing.titleAs', { settings: as }) : t('gates.sharing.titleNone');
}

/** What else the table shows: where the reverse came out, and where tasks of one group share experts. */
export function sharingFindings(say: Say, measured: readonly Measured[]): string[] {
  const { t } = say;
  const reverse = listOf(say, measured, (sharing) => claimOf(sharing) === 'reverse');
  const isGrouped = ({ within, across }: Sharing): boolean => within.low > across.high;
  const grouped = listOf(say, measured, isGrouped);
  return [
    ...(reverse ? [t('gates.sharing.reverse', { settings: reverse })] : []),
    ...(grouped
      ? [
          measured.every(({ sharing }) => isGrouped(sharing))
            ? t('gates.sharing.groupedAll')
            : t('gates.sharing.grouped', { settings: grouped }),
        ]
      : []),
  ];
}

/** One scale for all settings: as far as the widest interval of a difference reaches, at least to one expert. */
export const differenceLimit = (measured: readonly Measured[]): number =>
  Math.max(
    1,
    ...measured
      .flatMap(({ sharing: { difference } }) => [Math.abs(difference.low), Math.abs(difference.high)])
      .filter(Number.isFinite),
  );
