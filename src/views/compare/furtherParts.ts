/** What the cards of the further studies have in common. Pure. */
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { KnownLines, Line, MoreRun } from '../../experiments/compare/storedMore.ts';
import { WORLD_SWEEPS } from '../../experiments/compare/sweeps.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { DotPicture } from '../ui/dotRows.ts';
import { linesOf, type Against } from './further.ts';
import { pOfRatio } from './pairs.ts';
import { seedsOf } from './shown.ts';
import { FEWEST_SEEDS, RISK } from './titles.ts';

/** What a study gives its values one after the other of, seeds at once; the others come seed by seed. */
const valuesOf = (study: StudyName): readonly number[] | undefined =>
  study === 'cosine' || study === 'sines' ? WORLD_SWEEPS[study] : undefined;

/** The title of a study that has come to its end on enough seeds, or what is said instead. */
export function furtherTitle(
  { t }: Say,
  study: StudyName,
  { lines, seeds }: Pick<KnownLines<StudyName>, 'lines' | 'seeds'>,
  live: boolean,
  title: string,
): string {
  const values = valuesOf(study);
  const finished = seedsOf(lines.flatMap(({ runs }) => runs)).length;
  if (live && values) {
    const known = new Set(lines.map(({ id }) => ('value' in id ? id.value : NaN)));
    return t('compare.further.soFar', { n: known.size, values: values.length });
  }
  if (live) return t('compare.soFar', { n: finished, seeds });
  return finished < FEWEST_SEEDS ? t('compare.further.few', { n: finished }) : title;
}

export interface Further {
  title: string;
  picture: Omit<DotPicture, 'textWidth' | 'chosen'>;
  table: PanelTable;
}

/** Where rows are of one group. */
export const GROUP = 'all';
export const keyed = (row: string, group = GROUP): string => `${group} ${row}`;

export const runsWhere = <S extends StudyName>(
  lines: readonly Line<S>[],
  holds: (id: Line<S>['id']) => boolean,
): MoreRun[] => linesOf(lines, holds).flatMap(({ runs }) => runs);

/** Of several comparisons those whose error is surely lower or higher, all held against chance together (Bonferroni). */
export const sure = (all: readonly Against[], tests = all.length): Against[] =>
  all.filter(({ ratio }) => pOfRatio(ratio) * tests < RISK);
