/**
 * The work list of the update: which invocation sums up the gradient of which parameters. Every gradient is a sum over the examples of
 * one number or vector of the record times another, so a tile only says where the factors and the parameters lie.
 */
import { decays, type BlockName } from '../../model/layout.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { blockAt, mixtureOf, trainRecord, type Plan } from './plan.ts';
import type { Tuning } from './tuning.ts';

export const TILE_KIND = {
  /** Nothing: fills up a workgroup, whose lanes should all do the same. */
  none: 0,
  /** Quads of rows × quads of columns of an outer product. */
  dense: 1,
  /** One row: a single number times a vector. */
  row: 2,
  /** A row of a matrix indexed by device × position: the vector, where the example is in that row. */
  place: 3,
  /** A quad of a table indexed by device × position: the click's delta, where the example is in that row. */
  table: 4,
} as const;

export interface Tile {
  kind: (typeof TILE_KIND)[keyof typeof TILE_KIND];
  /** dense: quad of the record with the rows' factors. row: index of a number of the record. place, table: row of the table. */
  a: number;
  /** Quad of the record with the columns' factors. */
  v: number;
  /** First quad of the parameters, and quads from one row to the next. */
  parameters: number;
  stride: number;
  /** Rows and columns, in quads (rows count singly unless dense). */
  rows: number;
  columns: number;
  /** dense: first quad of the biases of these columns, summed up beside the first rows; −1 without. */
  bias: number;
  /** Whether L2 applies to the parameters, and to the biases. */
  decays: boolean;
  biasDecays: boolean;
  /** Which learning-rate factor: 0 none, 1 the gates', 2 the table's. */
  rate: 0 | 1 | 2;
}

/** Words of a tile on the GPU. */
export const TILE_WORDS = 9;
/** Bits of a tile's flags. */
export const TILE_FLAGS = { decays: 1, biasDecays: 2, rateShift: 2 } as const;

const rateOf = (name: BlockName): Tile['rate'] => (name === 'shallow/table' ? 2 : name.startsWith('gates/') ? 1 : 0);

/** @returns all tiles of a model, sorted by kind, each kind filled up to whole workgroups */
export function tilesOf(plan: Plan, tuning: Tuning): Tile[] {
  const record = trainRecord(plan);
  const tiles: Tile[] = [];
  const trunk = plan.h > 0 ? record.h : record.x;
  const one = record.meta * 4;

  /** A row of parameters `p` from the number at `a` and the vector at `v`. */
  const row = (
    name: BlockName,
    p: number,
    a: number,
    v: number,
    columns: number,
    kind: Tile['kind'] = TILE_KIND.row,
  ): void => {
    for (let c = 0; c < columns; c += tuning.tileColumns) {
      tiles.push({
        kind,
        a,
        v: v + c,
        parameters: p + c,
        stride: 0,
        rows: 1,
        columns: Math.min(tuning.tileColumns, columns - c),
        bias: -1,
        decays: decays(name),
        biasDecays: false,
        rate: rateOf(name),
      });
    }
  };
  /** Matrices of parameters by the vector that their rows are multiplied with: its quad in the record and its length. */
  const matrices = new Map<
    number,
    {
      inputs: number;
      columns: Pick<Tile, 'v' | 'parameters' | 'stride' | 'columns' | 'bias' | 'decays' | 'biasDecays' | 'rate'>[];
    }
  >();
  /** A matrix of parameters `p` and its biases: 4 · inputs rows from the vector at `a`, `columns` quads from the one at `v`. */
  const matrix = (
    name: BlockName,
    p: number,
    biases: BlockName,
    bias: number,
    a: number,
    inputs: number,
    v: number,
    columns: number,
  ): void => {
    if (tuning.tileRows === 0) {
      row(biases, bias, one, v, columns);
      for (let i = 0; i < 4 * inputs; i++) row(name, p + i * columns, a * 4 + i, v, columns);
      return;
    }
    const same = matrices.get(a) ?? { inputs, columns: [] };
    matrices.set(a, same);
    for (let c = 0; c < columns; c += tuning.tileColumns) {
      same.columns.push({
        v: v + c,
        parameters: p + c,
        stride: columns,
        columns: Math.min(tuning.tileColumns, columns - c),
        bias: bias + c,
        decays: decays(name),
        biasDecays: decays(biases),
        rate: rateOf(name),
      });
    }
  };
  const at = (name: BlockName): number => blockAt(plan, name);
  const { d, h, f, e, u, tower, experts, gates } = plan;

  if (h > 0) matrix('shared/w', at('shared/w'), 'shared/b', at('shared/b'), record.x, d, record.trunkDelta, h);
  if (plan.positionInput) {
    const rows = plan.blocks['positionInput/w']?.rows ?? 0;
    for (let i = 0; i < rows; i++)
      row('positionInput/w', at('positionInput/w') + i * h, i, record.trunkDelta, h, TILE_KIND.place);
  }
  for (let i = 0; i < experts; i++) {
    matrix(
      'experts/w',
      at('experts/w') + i * 4 * f * u,
      'experts/b',
      at('experts/b') + i * u,
      trunk,
      f,
      record.expert + i * u,
      u,
    );
  }
  for (let g = 0; g < gates; g++)
    matrix(
      'gates/w',
      at('gates/w') + g * 4 * f * e,
      'gates/b',
      at('gates/b') + g * e,
      trunk,
      f,
      record.gate + g * e,
      e,
    );
  if (tower > 0) {
    for (let k = 0; k < TASK_COUNT; k++) {
      const mix = record.mix + mixtureOf(plan, k) * u;
      matrix(
        'towers/w1',
        at('towers/w1') + k * 4 * u * tower,
        'towers/b1',
        at('towers/b1') + k * tower,
        mix,
        u,
        record.hiddenDelta + k * tower,
        tower,
      );
    }
  }
  for (let k = 0; k < TASK_COUNT; k++) {
    const input = tower > 0 ? record.hidden + k * tower : record.mix + mixtureOf(plan, k) * u;
    row('towers/w', at('towers/w') + k * plan.last, record.output * 4 + k, input, plan.last);
  }
  row('towers/b', at('towers/b'), one, record.output, 1);
  if (plan.adversary > 0) {
    matrix(
      'adversary/w',
      at('adversary/w'),
      'adversary/b',
      at('adversary/b'),
      trunk,
      f,
      record.adversary,
      plan.adversary,
    );
  }
  if (plan.shallow) {
    const columns = plan.blocks['shallow/table']?.cols ?? 0;
    for (let c = 0; c < columns; c++) {
      tiles.push({
        kind: TILE_KIND.table,
        a: 4 * c,
        v: record.output,
        parameters: at('shallow/table') + c,
        stride: 0,
        rows: 1,
        columns: 1,
        bias: -1,
        decays: decays('shallow/table'),
        biasDecays: false,
        rate: rateOf('shallow/table'),
      });
    }
  }
  for (const [a, { inputs, columns }] of matrices) {
    for (let i = 0; i < inputs; i += tuning.tileRows) {
      const rows = Math.min(tuning.tileRows, inputs - i);
      for (const part of columns) {
        tiles.push({
          ...part,
          kind: TILE_KIND.dense,
          a: a + i,
          rows,
          parameters: part.parameters + 4 * i * part.stride,
          bias: i === 0 ? part.bias : -1,
        });
      }
      // Four lanes load their rows' factors together, so four neighbours must have the same rows; some then have no columns.
      if (tuning.shareLoads) {
        for (let lane = columns.length; lane % 4 !== 0; lane++)
          tiles.push({ ...EMPTY, kind: TILE_KIND.dense, a: a + i, rows });
      }
    }
  }
  return filled(tiles, tuning.workgroup);
}

const EMPTY: Tile = {
  kind: TILE_KIND.none,
  a: 0,
  v: 0,
  parameters: 0,
  stride: 0,
  rows: 0,
  columns: 0,
  bias: -1,
  decays: false,
  biasDecays: false,
  rate: 0,
};

function filled(tiles: readonly Tile[], workgroup: number): Tile[] {
  return Object.values(TILE_KIND).flatMap((kind) => {
    const same = tiles.filter((tile) => tile.kind === kind);
    const missing = (workgroup - (same.length % workgroup)) % workgroup;
    return [...same, ...Array.from({ length: missing }, () => EMPTY)];
  });
}

/** @returns the tiles as words for the GPU; the bias as its quad + 1, 0 without one */
export function packTiles(tiles: readonly Tile[]): Uint32Array {
  return Uint32Array.from(
    tiles.flatMap((tile) => [
      tile.kind,
      tile.a,
      tile.v,
      tile.parameters,
      tile.stride,
      tile.rows,
      tile.columns,
      tile.bias + 1,
      (tile.decays ? TILE_FLAGS.decays : 0)
        | (tile.biasDecays ? TILE_FLAGS.biasDecays : 0)
        | (tile.rate << TILE_FLAGS.rateShift),
    ]),
  );
}
