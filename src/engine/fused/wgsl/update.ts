/** The second kernel of a training step: gradients summed up over the batch, L2, and the optimizer, in place. */
import { CHOICE } from '../cures.ts';
import { replicaWgsl, STEP_WGSL } from '../data.ts';
import { gradientQuads, momentCount, trainRecord, type Plan } from '../plan.ts';
import { TILE_FLAGS, TILE_KIND, type Tile } from '../tiles.ts';
import type { Tuning } from '../tuning.ts';
import { BALANCE_DEAD_ZONE } from '../../../model/cures.ts';
import {
  ADAGRAD_EPSILON,
  ADAM_BETA1,
  ADAM_BETA2,
  ADAM_EPSILON,
  type OptimizerKind,
  type TrainingSpec,
} from '../../../model/spec.ts';
import type { KernelSizes } from './train.ts';
import { chose } from './activation.ts';
import { Code, float, LANES, range } from './code.ts';

/**
 * The optimizers, on a quad: `theta` (in), `g`, `rate`, moments at `m` and beyond → new theta.
 * adagrad: Duchi et al. 2011. adam: Kingma & Ba 2015, algorithm 1.
 */
function optimizerWgsl(kind: OptimizerKind, length: number): string[] {
  if (kind === 'sgd') return ['return theta - rate * g;'];
  if (kind === 'adagrad') {
    return [
      'let acc = state[m] + g * g;',
      'state[m] = acc;',
      `return theta - (rate * g) / (sqrt(acc) + vec4f(${float(ADAGRAD_EPSILON)}));`,
    ];
  }
  const second = `state[m + ${String(length)}u]`;
  return [
    `let first = ${float(ADAM_BETA1)} * state[m] + ${float(1 - ADAM_BETA1)} * g;`,
    `let second = ${float(ADAM_BETA2)} * ${second} + ${float(1 - ADAM_BETA2)} * g * g;`,
    'state[m] = first;',
    `${second} = second;`,
    `return theta - (rate * now.unbias1) * first / (sqrt(second * now.unbias2) + vec4f(${float(ADAM_EPSILON)}));`,
  ];
}

/** `train`: it is applied. `gradient`: it is written to binding 5 and not applied. `clipped`: it is read from there, scaled, and applied. */
export type UpdateMode = 'train' | 'gradient' | 'clipped';

/**
 * @param tiles - the work list that the kernel will be given: code for kinds that it lacks is left out
 * @param mode - what becomes of the gradient
 * @returns the WGSL of the kernel, entry point `main`, one workgroup row (y) per replica
 */
export function updateWgsl(
  plan: Plan,
  tuning: Tuning,
  training: TrainingSpec,
  sizes: KernelSizes,
  tiles: readonly Tile[],
  mode: UpdateMode,
): string {
  const code = new Code();
  const share = tuning.shareLoads && tuning.tileRows > 0;
  // The lanes of a subgroup have tiles of one kind, so they take its branch together; the compiler cannot know.
  if (share) code.add('enable subgroups;', 'diagnostic(off, subgroup_uniformity);');
  declare(code, plan, sizes, tiles.length, mode);
  if (mode !== 'gradient') {
    code.block('fn optimize(theta: vec4f, g: vec4f, rate: f32, m: u32) -> vec4f', () => {
      code.add(...optimizerWgsl(training.optimizer, plan.length));
    });
  }
  code.add(`@compute @workgroup_size(${String(tuning.workgroup)})`);
  code.block(
    `fn main(@builtin(global_invocation_id) id: vec3u${share ? ', @builtin(subgroup_invocation_id) lane: u32' : ''})`,
    () => {
      const length = trainRecord(plan).length;
      code.add('let tile = tiles[id.x];', 'let r = id.y;');
      if (mode !== 'clipped')
        code.add(`var sums: array<vec4f, ${String((4 * tuning.tileRows + 1) * tuning.tileColumns)}>;`);
      code.add(`let records = r * ${String(sizes.places * length)}u;`, 'var rows = tile.rows;');
      const kinds = new Set(tiles.map((tile) => tile.kind));
      if (mode === 'clipped') denseRows(code, tuning, kinds);
      else sumsOfKinds(code, plan, tuning, { batch: training.batch, length }, kinds);
      apply(code, plan, tuning, training, sizes, mode);
    },
  );
  return code.toString();
}

/** Structures and bindings. */
function declare(code: Code, plan: Plan, sizes: KernelSizes, tiles: number, mode: UpdateMode): void {
  const { replicas, places, stateQuads } = sizes;
  const quadsOf = (count: number): string => `array<vec4f, ${String(count)}>`;
  code.add(
    replicaWgsl(plan),
    STEP_WGSL,
    'struct Tile { kind: u32, a: u32, v: u32, parameters: u32, stride: u32, rows: u32, columns: u32, bias: u32, flags: u32 }',
  );
  code.add(
    '@group(0) @binding(0) var<uniform> now: Step;',
    `@group(0) @binding(1) var<storage, read> replicas: array<Replica, ${String(replicas)}>;`,
    `@group(0) @binding(2) var<storage, read> tiles: array<Tile, ${String(tiles)}>;`,
    `@group(0) @binding(3) var<storage, read> scratch: ${quadsOf(replicas * places * trainRecord(plan).length)};`,
    `@group(0) @binding(4) var<storage, ${mode === 'gradient' ? 'read' : 'read_write'}> state: ${quadsOf(replicas * stateQuads)};`,
  );
  if (mode === 'train') return;
  const access = mode === 'gradient' ? 'read_write' : 'read';
  code.add(`@group(0) @binding(5) var<storage, ${access}> gradient: ${quadsOf(replicas * gradientQuads(plan))};`);
}

/** Rows of a dense tile: four to each of its quads, and the biases. */
const DENSE_ROWS = ['rows = 4u * tile.rows;', 'if (tile.bias > 0u) { rows++; }'];

/** The rows of tiles whose sums are known. */
function denseRows(code: Code, tuning: Tuning, kinds: ReadonlySet<Tile['kind']>): void {
  if (tuning.tileRows === 0 || !kinds.has(TILE_KIND.dense)) return;
  code.block(`if (tile.kind == ${String(TILE_KIND.dense)}u)`, () => code.add(...DENSE_ROWS));
}

/** Leaves in `sums` what the tile sums up: a branch for each kind that occurs. */
function sumsOfKinds(
  code: Code,
  plan: Plan,
  tuning: Tuning,
  examples: Examples,
  kinds: ReadonlySet<Tile['kind']>,
): void {
  const columns = tuning.tileColumns;
  const branch = (kind: Tile['kind'], body: () => void): void => {
    code.block(`if (tile.kind == ${String(kind)}u)`, body);
  };
  if (tuning.tileRows > 0 && kinds.has(TILE_KIND.dense)) {
    branch(TILE_KIND.dense, () => {
      code.add(...DENSE_ROWS);
      denseSums(code, examples, tuning);
    });
  }
  branch(TILE_KIND.row, () => {
    rowSums(code, examples, columns, `scratch[b + (tile.a >> 2u)][tile.a & 3u]`);
  });
  const place = `u32(scratch[b + ${String(trainRecord(plan).meta)}u].y)`;
  if (kinds.has(TILE_KIND.place)) {
    branch(TILE_KIND.place, () => {
      rowSums(code, examples, columns, `select(0.0, 1.0, ${place} == tile.a)`);
    });
  }
  if (kinds.has(TILE_KIND.table)) {
    branch(TILE_KIND.table, () => {
      tableSums(code, examples, place);
    });
  }
}

/** What the sums are over: the examples of a batch, and the length of their records in quads. */
interface Examples {
  batch: number;
  length: number;
}

/** Loop over the examples, whose records begin at `b`. */
function overExamples(code: Code, { batch, length }: Examples, body: () => void): void {
  code.add('var b = records;');
  code.block(`for (var j = 0u; j < ${String(batch)}u; j++)`, () => {
    body();
    code.add(`b += ${String(length)}u;`);
  });
}

function denseSums(code: Code, examples: Examples, { tileRows, tileColumns, shareLoads }: Tuning): void {
  const rows = range(4 * tileRows);
  const columns = range(tileColumns);
  const name = (i: number, c: number): string => `s${String(i)}_${String(c)}`;
  for (const i of rows) for (const c of columns) code.add(`var ${name(i, c)} = vec4f(0.0);`);
  for (const c of columns) code.add(`var bias${String(c)} = vec4f(0.0);`);
  // A tile at the edge of its matrix reads its last quad twice and drops the second sum.
  code.add('let lastRow = tile.rows - 1u;', 'let lastColumn = tile.columns - 1u;');
  overExamples(code, examples, () => {
    const own = shareLoads ? code.let('own', `scratch[b + tile.a + min(lane, lastRow)]`) : '';
    const a = range(tileRows).map((q) =>
      code.let(
        'a',
        shareLoads ? `quadBroadcast(${own}, ${String(q)}u)` : `scratch[b + tile.a + min(${String(q)}u, lastRow)]`,
      ),
    );
    const v = columns.map((c) => code.let('v', `scratch[b + tile.v + min(${String(c)}u, lastColumn)]`));
    for (const i of rows) for (const c of columns) code.add(`${name(i, c)} += ${a[i >> 2]}.${LANES[i & 3]} * ${v[c]};`);
    for (const c of columns) code.add(`bias${String(c)} += ${v[c]};`);
  });
  for (const i of rows) for (const c of columns) code.add(`sums[${String(i * tileColumns + c)}] = ${name(i, c)};`);
  // The biases come after the rows that this tile has.
  for (const c of columns)
    code.add(`sums[4u * tile.rows * ${String(tileColumns)}u + ${String(c)}u] = bias${String(c)};`);
}

function rowSums(code: Code, examples: Examples, columns: number, factor: string): void {
  for (let c = 0; c < columns; c++) code.add(`var s${String(c)} = vec4f(0.0);`);
  code.add('let lastColumn = tile.columns - 1u;');
  overExamples(code, examples, () => {
    const a = code.let('a', factor);
    for (let c = 0; c < columns; c++)
      code.add(`s${String(c)} += ${a} * scratch[b + tile.v + min(${String(c)}u, lastColumn)];`);
  });
  for (let c = 0; c < columns; c++) code.add(`sums[${String(c)}] = s${String(c)};`);
}

/** @param place - the example's place in the table */
function tableSums(code: Code, examples: Examples, place: string): void {
  code.add('var s0 = vec4f(0.0);');
  overExamples(code, examples, () => {
    code.add(
      `s0 += select(vec4f(0.0), vec4f(scratch[b + tile.v].x), vec4u(tile.a) + vec4u(0u, 1u, 2u, 3u) == vec4u(${place}));`,
    );
  });
  code.add('sums[0] = s0;');
}

/**
 * L2 and the optimizer on every quad of the tile. A replica's current parameters are those that its last push wrote into the pushing worker's
 * slot; the new ones go to the slot of the worker that pushes now, which thereby has taken its new snapshot.
 */
function apply(
  code: Code,
  plan: Plan,
  tuning: Tuning,
  training: TrainingSpec,
  sizes: KernelSizes,
  mode: UpdateMode,
): void {
  const length = String(plan.length);
  code.add(`let base = r * ${String(sizes.stateQuads)}u;`);
  if (sizes.slots > 1) {
    code.add(`let slots = scratch[records + ${String(trainRecord(plan).meta)}u].zw;`);
    code.add(`let current = base + u32(slots.x) * ${length}u;`, `let own = base + u32(slots.y) * ${length}u;`);
  } else code.add('let current = base;', 'let own = base;');
  if (plan.memory) {
    code.block(`if (tile.kind >= ${String(TILE_KIND.balance)}u)`, () => {
      if (mode === 'gradient') code.add(`gradient[${gradientAt(plan, 'tile.parameters')}] = vec4f(0.0);`);
      else gateMemory(code, plan, training.batch);
      code.add('return;');
    });
  }
  const gradientOnly = mode === 'gradient';
  if (mode !== 'clipped') code.add('let l2 = replicas[r].l2;');
  if (!gradientOnly) {
    code.add(
      `var rate = replicas[r].learningRate * now.decay${plan.cures.rate ? ` * scratch[records + ${String(trainRecord(plan).rate)}u].x` : ''};`,
    );
    code.add(
      `let part = tile.flags >> ${String(TILE_FLAGS.rateShift)}u;`,
      'if (part == 1u) { rate *= replicas[r].gateRate; }',
      'if (part == 2u) { rate *= replicas[r].tableRate; }',
    );
  }
  if (mode === 'clipped') code.add(`let scale = gradient[${gradientAt(plan, `${length}u`)}].x;`);
  code.block('for (var i = 0u; i < rows; i++)', () => {
    code.block('for (var c = 0u; c < tile.columns; c++)', () => {
      place(code, tuning, mode);
      // The decay is that of the parameters which the gradient was computed with: a stale snapshot's own.
      code.add(
        'let theta = state[current + at];',
        mode === 'clipped'
          ? `let g = scale * gradient[${gradientAt(plan, 'at')}];`
          : `var g = sums[i * ${String(tuning.tileColumns)}u + c];`,
      );
      if (mode !== 'clipped')
        code.add(`if (decays && l2 > 0.0) { g += l2 * ${sizes.slots > 1 ? 'state[own + at]' : 'theta'}; }`);
      if (gradientOnly) code.add(`gradient[${gradientAt(plan, 'at')}] = g;`);
      else if (momentCount(training.optimizer) === 0) code.add('state[own + at] = optimize(theta, g, rate, 0u);');
      else code.add(`state[own + at] = optimize(theta, g, rate, base + ${String(sizes.slots * plan.length)}u + at);`);
    });
  });
}

/** Leaves in `at` where row `i`, quad `c` of the tile lies among the parameters, and in `decays` whether L2 applies to it. */
function place(code: Code, { tileRows }: Tuning, mode: UpdateMode): void {
  const decays = mode !== 'clipped';
  code.add('var at = tile.parameters + i * tile.stride + c;');
  if (decays) code.add(`var decays = (tile.flags & ${String(TILE_FLAGS.decays)}u) != 0u;`);
  if (tileRows === 0) return;
  code.block('if (tile.bias > 0u && i + 1u == rows)', () => {
    code.add('at = tile.bias - 1u + c;');
    if (decays) code.add(`decays = (tile.flags & ${String(TILE_FLAGS.biasDecays)}u) != 0u;`);
  });
}

/** Index of a quad of the replica's part of the buffer of gradients. */
const gradientAt = (plan: Plan, at: string): string => `r * ${String(gradientQuads(plan))}u + ${at}`;

const EXPERT_BITS = 'vec4u(0u, 1u, 2u, 3u)';

/**
 * The new quad of a gate's memory: of its biases one step of loss-free balancing, or what this batch was, where the replica asks for it. Else
 * what is current, which the pushing worker takes.
 */
function gateMemory(code: Code, plan: Plan, batch: number): void {
  const { cures } = plan;
  code.add('var remembered = state[current + tile.parameters];');
  const mean = (value: string): void => {
    code.add('var sum = vec4f(0.0);');
    overExamples(code, { batch, length: trainRecord(plan).length }, () => code.add(`sum += ${value};`));
    code.add(`let mean = sum / ${float(batch)};`);
  };
  const branch = (kind: 'balance' | 'mean' | 'top', asked: string, body: () => void): void => {
    code.block(`if (tile.kind == ${String(TILE_KIND[kind])}u && ${asked})`, body);
  };
  if (cures.lossFree) {
    branch('balance', 'replicas[r].lossFree > 0.0', () => {
      mean('scratch[b + tile.v]');
      code.add(
        'let excess = mean - vec4f(1.0 / f32(tile.stride));',
        `let usable = ((vec4u(tile.a) >> ${EXPERT_BITS}) & vec4u(1u)) != vec4u(0u);`,
        `let moved = usable & (abs(excess) > vec4f(${float(BALANCE_DEAD_ZONE)}));`,
        'remembered -= select(vec4f(0.0), replicas[r].lossFree * sign(excess), moved);',
      );
    });
  }
  if (cures.importance) {
    branch('mean', chose(CHOICE.importance), () => {
      mean('scratch[b + tile.v]');
      code.add('remembered = mean;');
    });
  }
  if (cures.switchLoss) {
    branch('top', chose(CHOICE.switchLoss), () => {
      code.add(`let experts = vec4f(${EXPERT_BITS} + vec4u(tile.a & 15u));`);
      mean('select(vec4f(0.0), vec4f(1.0), experts == vec4f(scratch[b + tile.v][tile.a >> 4u]))');
      code.add('remembered = mean;');
    });
  }
  code.add('state[own + tile.parameters] = remembered;');
}
