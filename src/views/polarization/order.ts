/** Which pictures of a race are shown, and in what order. Pure. */
import { isGatePolarized, unusedExperts } from '../../metrics/gates.ts';
import { diverged } from '../../experiments/polarization/polarization.ts';
import type { Filter, Sort } from './race.ts';
import { hasTask, usedRows, type RunSummary } from '../../study/summary.ts';

/** What a picture says in words. */
export interface RunFacts {
  /** Tasks whose gate is polarized. */
  polarized: number[];
  /** Of the gate with the most unused experts. */
  unused: number;
  /** The largest mean weight of all gates. */
  largest: number;
  dead: number;
  /** The run diverged: a loss or weight is not finite. */
  diverged: boolean;
}

export function factsOf(run: RunSummary, threshold: number): RunFacts {
  const rows = usedRows(run);
  const own = rows.filter((_, k) => hasTask(run, k));
  const choosing = own.filter((row) => row.length > 1);
  return {
    polarized: rows.flatMap((row, k) => (hasTask(run, k) && isGatePolarized(row, threshold) ? [k] : [])),
    unused: Math.max(...own.map((row) => unusedExperts(row, threshold))),
    // The only expert that a gate may use is no preference.
    largest: Math.max(...(choosing.length > 0 ? choosing : own).map((row) => Math.max(...row))),
    dead: run.deadExperts,
    diverged: diverged(run),
  };
}

export interface Entry {
  seed: number;
  run: RunSummary | null;
  facts: RunFacts | null;
}

/** The entries of one arm in the order asked for; by seed where the measure is equal, so that nothing jumps about without need. */
export function entries(
  runs: readonly (RunSummary | null)[],
  seedBase: number,
  threshold: number,
  sort: Sort,
  filter: Filter,
): Entry[] {
  const all = runs.map((run, i): Entry => ({ seed: seedBase + i, run, facts: run && factsOf(run, threshold) }));
  const kept = all.filter(
    ({ facts }) =>
      filter === 'all' || (facts !== null && (filter === 'polarized' ? facts.polarized.length > 0 : facts.dead > 0)),
  );
  if (sort === 'seed') return kept;
  const measure = ({ facts }: Entry): number => (facts ? (sort === 'largest' ? facts.largest || 0 : facts.unused) : -1);
  return kept.sort((a, b) => measure(b) - measure(a) || a.seed - b.seed);
}

export interface Grid {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

const WIDEST = 76;
/** Height of a picture over its width: four rows of cells a little wider than high. */
const SHAPE = 0.62;

/** Least side of a picture with the gap round it: 24 pixels for a finger, as WCAG 2.5.8 asks. */
const LEAST = 28;

/** The largest pictures of which `count` fit into a width without growing higher than `most`. */
export function gridOf(count: number, width: number, most: number): Grid {
  for (let columns = Math.max(1, Math.ceil(width / WIDEST)); ; columns++) {
    const cell = Math.min(WIDEST, Math.floor(width / columns));
    const rows = Math.max(1, Math.ceil(count / columns));
    const height = Math.max(LEAST, Math.round(cell * SHAPE));
    // Smaller is no picture of 8 × 4 cells and no target: better a higher grid.
    if (rows * height <= most || columns >= count || Math.floor(width / (columns + 1)) < LEAST)
      return { columns, rows, width: cell, height };
  }
}
