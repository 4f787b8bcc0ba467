/** What the same cures do on other data, in words. Pure. */
import { CURED, type Contrast } from '../../experiments/cures/contrast.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Say } from '../say.ts';
import { changeWithBounds, combinationName, settingName, type Setting } from './names.ts';

/** @param there - the setting that is compared with, and on how many seeds it was measured. @returns sentences; none where nothing contradicts */
export function contrastWords(
  say: Say,
  { cured, notHere, costHere, freeHere }: Contrast,
  there: { setting: Setting; seeds: number },
): string[] {
  const { t, numbers } = say;
  const named = (cures: readonly CureSummary[], words: (cure: CureSummary, name: string) => string): string =>
    cures.map((cure) => words(cure, combinationName(say, cure.combination))).join(t('comma'));
  if (notHere.length + costHere.length + freeHere.length === 0) return [];
  return [
    t('cures.census.otherwise', { setting: settingName(say, there.setting), seeds: there.seeds }),
    notHere.length > 0
      ? t('cures.census.notHere', {
          n: cured,
          most: numbers.percent(CURED),
          k: notHere.length,
          cures: named(notHere, ({ z5 }, name) => t('cures.census.left', { name, k: z5.k, n: z5.n })),
        })
      : '',
    costHere.length > 0
      ? t('cures.census.costHere', {
          cures: named(costHere, ({ against }, name) =>
            t('cures.census.price', { name, change: changeWithBounds(say, against!.loss) }),
          ),
        })
      : '',
    freeHere.length > 0 ? t('cures.census.freeHere', { cures: named(freeHere, (_, name) => name) }) : '',
  ].filter(Boolean);
}
