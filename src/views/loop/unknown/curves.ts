/** What the shallow tower of the suspect has learned, level by level and device by device. Pure. */
import type { SearchedWorld } from '../../../experiments/unknown-bias/search.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../../world/context.ts';
import type { Table } from '../../charts/table.ts';
import type { Say } from '../../say.ts';
import { DEVICES } from '../../../world/spec.ts';

export interface Curves {
  /** The column that explains most in most worlds. */
  column: ContextColumn;
  /** In how many of how many. */
  k: number;
  n: number;
  /** Whether it is the culprit. */
  biased: boolean;
  /** [device][level] centred logits, mean over those worlds. */
  learned: number[][];
  truth: number[][];
}

/** Undefined where every model diverged. */
export function curvesOf(worlds: readonly SearchedWorld[]): Curves | undefined {
  const sound = worlds.filter(({ gains }) => Number.isFinite(gains[0]));
  const first = (column: ContextColumn): SearchedWorld[] => sound.filter(({ ranked }) => ranked[0] === column);
  const [column] = [...CONTEXT_COLUMNS].sort((a, b) => first(b).length - first(a).length);
  const own = first(column);
  if (own.length === 0) return undefined;
  const learned = own[0].learned.map((curve, device) =>
    curve.map((_, level) => own.reduce((sum, world) => sum + world.learned[device][level] / own.length, 0)),
  );
  return { column, k: own.length, n: worlds.length, biased: own[0].culprit === column, learned, truth: own[0].truth };
}

/** @param hidden - the truth is not told */
export function curvesTable({ t }: Say, { column, learned, truth }: Curves, hidden: boolean, step: number): Table {
  return {
    columns: [
      { label: t('unknown.table.device') },
      { label: t('unknown.table.level', { column: t(`unknown.column.${column}`) }) },
      { label: t('unknown.table.learned'), digits: 3 },
      ...(hidden ? [] : [{ label: t('unknown.table.truth'), digits: 3 }]),
    ],
    rows: learned.flatMap((curve, device) =>
      curve.map((value, level) => [
        t(`device.${DEVICES[device]}`),
        level + 1,
        value,
        ...(hidden ? [] : [truth[device][level]]),
      ]),
    ),
    step,
  };
}
