/**
 * The work list of the update: which invocation sums up the gradient of which parameters. Every gradient is a sum over the examples of
 * one number or vector of the record times another, so a tile only says where the factors and the parameters lie.
 */
import { decays, type BlockName } from '../../model/layout.ts';
import { gateSets } from '../../model/spec.ts';
import { countOf } from '../../model/visible.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { blockAt, mixtureOf, trainRecord, type Plan, type TrainRecord } from './plan.ts';
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
  /** A quad of a gate's memory, of one of three blocks: not summed by gradients. */
  balance: 5,
  mean: 6,
  top: 7,
} as const;

export interface Tile {
  kind: (typeof TILE_KIND)[keyof typeof TILE_KIND];
  /**
   * dense: quad of the record with the rows' factors. row: index of a number of the record. place, table: row of the table. balance: bits of those
   * experts of the quad that the gate may use. top: the gate and the quad's first expert, as gate · 16 + expert.
   */
  a: number;
  /** Quad of the record with the columns' factors. */
  v: number;
  /** First quad of the parameters, and quads from one row to the next; balance: experts that the gate may use. */
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

/** What the quads of a row of parameters have in common, wherever they lie. */
type Traits = Pick<Tile, 'decays' | 'biasDecays' | 'rate'>;
const traitsOf = (name: BlockName, biases?: BlockName): Traits => ({
  decays: decays(name),
  biasDecays: biases !== undefined && decays(biases),
  rate: rateOf(name),
});

/** A block that holds weights, and the one that holds their biases. */
interface Layer {
  weights: BlockName;
  biases: BlockName;
}
const layerOf = (name: 'shared' | 'experts' | 'gates' | 'adversary'): Layer => ({
  weights: `${name}/w`,
  biases: `${name}/b`,
});
const HIDDEN: Layer = { weights: 'towers/w1', biases: 'towers/b1' };

/** One of the matrices of a layer: 4 · inputs rows of `columns` quads. */
interface Matrix {
  layer: Layer;
  /** Which of the layer's matrices: expert, gate or task. */
  index: number;
  /** Quad of the record with the vector that its rows are multiplied with, and that vector's length in quads. */
  from: number;
  inputs: number;
  /** Quad of the record with the deltas of its columns, and how many quads these are. */
  deltas: number;
  columns: number;
}

/** Matrices whose rows are multiplied with the same vector, cut into columns that one tile can take. */
interface Rows {
  inputs: number;
  columns: (Traits & Pick<Tile, 'v' | 'parameters' | 'stride' | 'columns' | 'bias'>)[];
}

/** Collects the tiles of a model. */
class TileList {
  readonly tiles: Tile[] = [];
  /** By the quad of the record with the vector that the rows are multiplied with. */
  private readonly matrices = new Map<number, Rows>();

  constructor(
    private readonly plan: Plan,
    private readonly tuning: Tuning,
    /** Number of the record that is always 1: what biases are multiplied with. */
    private readonly one: number,
  ) {}

  /** Calls `each` for every stretch of columns that one tile takes: its first, and how many. */
  private cut(columns: number, each: (first: number, count: number) => void): void {
    const { tileColumns } = this.tuning;
    for (let c = 0; c < columns; c += tileColumns) each(c, Math.min(tileColumns, columns - c));
  }

  /**
   * A row of parameters.
   * @param parameters - its first quad
   * @param a - number of the record that the row is multiplied with, or what its kind takes for it
   * @param v - quad of the record with the deltas of its columns
   */
  row(
    name: BlockName,
    parameters: number,
    a: number,
    v: number,
    columns: number,
    kind: Tile['kind'] = TILE_KIND.row,
  ): void {
    this.cut(columns, (c, count) => {
      const place = { a, v: v + c, parameters: parameters + c, stride: 0, rows: 1, columns: count, bias: -1 };
      this.tiles.push({ kind, ...place, ...traitsOf(name) });
    });
  }

  /** A matrix and its biases: row by row, or put aside until all are known that share its rows' factors. */
  matrix({ layer, index, from, inputs, deltas, columns }: Matrix): void {
    const { weights, biases } = layer;
    const parameters = blockAt(this.plan, weights) + index * 4 * inputs * columns;
    const bias = blockAt(this.plan, biases) + index * columns;
    if (this.tuning.tileRows === 0) {
      this.row(biases, bias, this.one, deltas, columns);
      for (let i = 0; i < 4 * inputs; i++) this.row(weights, parameters + i * columns, from * 4 + i, deltas, columns);
      return;
    }
    const same = this.matrices.get(from) ?? { inputs, columns: [] };
    this.matrices.set(from, same);
    this.cut(columns, (c, count) => {
      const place = { v: deltas + c, parameters: parameters + c, stride: columns, columns: count, bias: bias + c };
      same.columns.push({ ...place, ...traitsOf(weights, biases) });
    });
  }

  /** Quads of a table of single numbers. */
  table(name: BlockName, v: number): void {
    const columns = this.plan.blocks[name]?.cols ?? 0;
    for (let c = 0; c < columns; c++) {
      const parameters = blockAt(this.plan, name) + c;
      const place = { a: 4 * c, v, parameters, stride: 0, rows: 1, columns: 1, bias: -1 };
      this.tiles.push({ kind: TILE_KIND.table, ...place, ...traitsOf(name) });
    }
  }

  /** The gates' memory, a quad of a block at a time. @param record - where batches leave it */
  memory(record: TrainRecord): void {
    const { gates, e } = this.plan;
    const sets = gateSets(this.plan.model);
    for (const kind of ['balance', 'mean', 'top'] as const) {
      const name = `gates/${kind}` as const;
      for (let i = 0; i < gates * e; i++) {
        const set = sets[Math.floor(i / e)];
        const first = 4 * (i % e);
        const a = kind === 'balance' ? (set >>> first) & 15 : 16 * Math.floor(i / e) + first;
        const parameters = blockAt(this.plan, name) + i;
        const v = kind === 'top' ? record.top : record.weight + i;
        const place = { a, v, parameters, stride: countOf(set), rows: 1, columns: 1, bias: -1 };
        this.tiles.push({ kind: TILE_KIND[kind], ...place, ...traitsOf(name) });
      }
    }
  }

  /** Cuts the matrices put aside into tiles: all columns of the same rows side by side. */
  finish(): Tile[] {
    for (const [from, rows] of this.matrices) this.denseTiles(from, rows);
    return filled(this.tiles, this.tuning.workgroup);
  }

  private denseTiles(from: number, { inputs, columns }: Rows): void {
    const { tileRows, shareLoads } = this.tuning;
    for (let i = 0; i < inputs; i += tileRows) {
      const rows = Math.min(tileRows, inputs - i);
      const dense = { kind: TILE_KIND.dense, a: from + i, rows };
      for (const part of columns) {
        const parameters = part.parameters + 4 * i * part.stride;
        this.tiles.push({ ...part, ...dense, parameters, bias: i === 0 ? part.bias : -1 });
      }
      // Four lanes load their rows' factors together, so four neighbours must have the same rows; some then have no columns.
      if (shareLoads) for (let lane = columns.length; lane % 4 !== 0; lane++) this.tiles.push({ ...EMPTY, ...dense });
    }
  }
}

/** The shared layer, the experts and the gates. */
function addLayers(list: TileList, plan: Plan, record: TrainRecord): void {
  const { d, h, f, e, u, experts, gates } = plan;
  const trunk = h > 0 ? record.h : record.x;
  if (h > 0) {
    const place = { from: record.x, inputs: d, deltas: record.trunkDelta, columns: h };
    list.matrix({ layer: layerOf('shared'), index: 0, ...place });
  }
  if (plan.positionInput) {
    const rows = plan.blocks['positionInput/w']?.rows ?? 0;
    const first = blockAt(plan, 'positionInput/w');
    for (let i = 0; i < rows; i++) list.row('positionInput/w', first + i * h, i, record.trunkDelta, h, TILE_KIND.place);
  }
  for (let i = 0; i < experts; i++) {
    const place = { from: trunk, inputs: f, deltas: record.expert + i * u, columns: u };
    list.matrix({ layer: layerOf('experts'), index: i, ...place });
  }
  for (let g = 0; g < gates; g++) {
    const place = { from: trunk, inputs: f, deltas: record.gate + g * e, columns: e };
    list.matrix({ layer: layerOf('gates'), index: g, ...place });
  }
}

/** The towers, with or without a hidden layer. */
function addTowers(list: TileList, plan: Plan, record: TrainRecord, one: number): void {
  const { u, tower } = plan;
  const mixOf = (k: number): number => record.mix + mixtureOf(plan, k) * u;
  if (tower > 0) {
    for (let k = 0; k < TASK_COUNT; k++) {
      const place = { from: mixOf(k), inputs: u, deltas: record.hiddenDelta + k * tower, columns: tower };
      list.matrix({ layer: HIDDEN, index: k, ...place });
    }
  }
  for (let k = 0; k < TASK_COUNT; k++) {
    const input = tower > 0 ? record.hidden + k * tower : mixOf(k);
    list.row('towers/w', blockAt(plan, 'towers/w') + k * plan.last, record.output * 4 + k, input, plan.last);
  }
  list.row('towers/b', blockAt(plan, 'towers/b'), one, record.output, 1);
}

/** @returns all tiles of a model, sorted by kind, each kind filled up to whole workgroups */
export function tilesOf(plan: Plan, tuning: Tuning): Tile[] {
  const record = trainRecord(plan);
  const one = record.meta * 4;
  const list = new TileList(plan, tuning, one);
  addLayers(list, plan, record);
  addTowers(list, plan, record, one);
  if (plan.adversary > 0) {
    const from = plan.h > 0 ? record.h : record.x;
    const place = { from, inputs: plan.f, deltas: record.adversary, columns: plan.adversary };
    list.matrix({ layer: layerOf('adversary'), index: 0, ...place });
  }
  if (plan.shallow) list.table('shallow/table', record.output);
  if (plan.memory) list.memory(record);
  return list.finish();
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
