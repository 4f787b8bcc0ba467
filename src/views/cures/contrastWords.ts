/** What cures were measured on rows of, and what the same ones do on other data, in words. Pure. */
import { CURED, type Contrast } from '../../experiments/cures/contrast.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { shapeOf } from '../../run/source.ts';
import type { Say } from '../say.ts';
import { changeWithBounds, combinationName, settingName, type Setting } from './names.ts';

/** How runs on a table are trained and measured; nothing of runs on a platform. */
export function rowsWords({ t, numbers }: Say, base: RunSpec): string {
  const table = shapeOf(base);
  if (!table) return '';
  const { impressions, heldOut } = base.world;
  return t(impressions < table.train ? 'cures.census.rows' : 'cures.census.allRows', {
    drawn: numbers.fixed(impressions),
    all: numbers.fixed(table.train),
    heldOut: numbers.fixed(Math.min(heldOut, table.heldOut)),
  });
}

/** @param there - the setting that is compared with, and on how many seeds it was measured. @returns sentences; none where nothing contradicts */
export function contrastWords(
  say: Say,
  { cured, notHere, costHere, freeHere }: Contrast,
  there: { setting: Setting; seeds: number },
): string[] {
  const { t, numbers } = say;
  const nameOf = ({ combination }: CureSummary): string => combinationName(say, combination);
  if (notHere.length + costHere.length + freeHere.length === 0) return [];
  return [
    t('cures.census.otherwise', { setting: settingName(say, there.setting), seeds: there.seeds }),
    notHere.length > 0
      ? t('cures.census.notHere', {
          n: cured,
          most: numbers.percent(CURED),
          k: notHere.length,
          cures: notHere
            .map(({ cure, polarized: { k, n: of } }) => t('cures.census.left', { name: nameOf(cure), k, n: of }))
            .join(t('comma')),
        })
      : '',
    costHere.length > 0
      ? t('cures.census.costHere', {
          cures: costHere
            .map((cure) =>
              t('cures.census.price', { name: nameOf(cure), change: changeWithBounds(say, cure.against!.loss) }),
            )
            .join(t('comma')),
        })
      : '',
    freeHere.length > 0 ? t('cures.census.freeHere', { cures: freeHere.map(nameOf).join(t('comma')) }) : '',
  ].filter(Boolean);
}
