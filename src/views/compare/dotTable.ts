/** The dots of a picture as a table, in full precision. Pure. */
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import type { DotPicture } from '../ui/dotRows.ts';

/** A row for every row and seed of the picture. Columns in which no row has dots are left out. @param step - that the numbers are of */
export function dotTable({ t }: Say, { columns, groups }: Pick<DotPicture, 'columns' | 'groups'>, step: number): Table {
  const dotted = columns.filter(({ cells }) => Object.values(cells).some((cell) => cell && cell.dots.length > 0));
  return {
    columns: [
      { label: t('compare.table.group') },
      { label: t('compare.table.row') },
      { label: t('compare.column.seed') },
      ...dotted.map(({ title, note }) => ({ label: t('compare.table.column', { title, note }), digits: 4 })),
    ],
    rows: groups.flatMap((group) =>
      group.rows.flatMap((row) => {
        const cells = dotted.map((column) => column.cells[`${group.id} ${row.id}`]);
        const seeds = [...new Set(cells.flatMap((cell) => cell?.dots.map(({ seed }) => seed) ?? []))];
        return seeds.map((seed) => [
          group.title,
          row.name,
          seed,
          ...cells.map((cell) => cell?.dots.find((dot) => dot.seed === seed)?.value ?? NaN),
        ]);
      }),
    ),
    step,
  };
}
