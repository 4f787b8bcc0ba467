/** What the cards of the further studies have in common. Pure. */
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { Line, MoreRun } from '../../experiments/compare/storedMore.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { DotPicture } from './dotRows.ts';
import { linesOf, type Against } from './further.ts';
import { pOfRatio } from './pairs.ts';
import { RISK } from './titles.ts';

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
