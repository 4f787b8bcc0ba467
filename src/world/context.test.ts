import { describe, expect, it } from 'vitest';
import { sampleCorrelation } from 'simple-statistics';
import {
  columnWorld,
  CONTEXT_COLUMNS,
  contextBias,
  createContextWorld,
  LEVELS,
  type ContextColumn,
  type ContextWorld,
} from './context.ts';
import { worldW1, type WorldSpec } from './spec.ts';
import type { WorldLog, World } from './types.ts';
import { createWorld } from './world.ts';

const spec = (changes: Partial<WorldSpec> = {}): WorldSpec => ({
  ...worldW1(),
  impressions: 2_700,
  heldOut: 450,
  ...changes,
});
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const worlds = new Map(
  ([...CONTEXT_COLUMNS, null] as const).map((culprit) => [culprit, createContextWorld(spec(), culprit, 3)]),
);
const of = (culprit: ContextColumn | null): ContextWorld => worlds.get(culprit)!;
/** As toEqual, which takes seconds for long arrays. */
const same = (a: ArrayBufferView, b: ArrayBufferView): boolean =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
const LOG = [
  'features',
  'device',
  'position',
  'labels',
  'observed',
  'query',
  'utility',
  'clickLogit',
  'clickProbability',
] as const;
function expectSame(a: World, b: World): void {
  for (const part of ['train', 'heldOut'] as const)
    for (const name of LOG) expect(same(a[part][name], b[part][name]), `${part} ${name}`).toBe(true);
  expect([a.spec, a.truth]).toEqual([b.spec, b.truth]);
}
const utility = (log: WorldLog): number[] => Array.from({ length: log.rows }, (_, row) => log.utility[4 * row]);

describe('a world whose bias nobody named', () => {
  it('is the world with position bias, bit for bit, when positions are the culprit, and that without bias when nothing is', () => {
    expectSame(of('position').world, createWorld(spec(), 3));
    expectSame(of(null).world, createWorld(spec({ biasStrength: 0 }), 3));
  });

  it('has a held-out log that does not hang on how long the other is', () => {
    const short = createContextWorld(spec({ impressions: 90 }), 'time', 3).world.heldOut;
    for (const name of LOG) expect(same(short[name], of('time').world.heldOut[name]), name).toBe(true);
  });

  it('has the same impressions and columns whatever the culprit, and other clicks', () => {
    const { world, train, heldOut } = of(null);
    for (const culprit of CONTEXT_COLUMNS) {
      const other = of(culprit);
      for (const name of ['features', 'device', 'position', 'query', 'utility', 'clickLogit'] as const) {
        expect(same(other.world.train[name], world.train[name]), name).toBe(true);
        expect(same(other.world.heldOut[name], world.heldOut[name]), name).toBe(true);
      }
      for (const column of CONTEXT_COLUMNS) {
        expect(same(other.train[column], train[column])).toBe(true);
        expect(same(other.heldOut[column], heldOut[column])).toBe(true);
      }
      expect(same(other.world.train.labels, world.train.labels)).toBe(false);
      expect(other.world.truth.weights).toEqual(world.truth.weights);
    }
  });

  it('has levels from 1 to as many as there are, all used; time, autoplay and network are of the query', () => {
    const { world, train } = of('time');
    expect(train.position).toBe(world.train.position);
    for (const column of CONTEXT_COLUMNS)
      expect([...new Set(train[column])].sort((a, b) => a - b)).toEqual(
        Array.from({ length: LEVELS[column] }, (_, i) => i + 1),
      );
    for (const column of ['time', 'autoplay', 'network'] as const)
      for (let row = 0; row < world.train.rows; row++) expect(train[column][row]).toBe(train[column][row - (row % 9)]);
    expect(train.thumbnail.slice(0, 9)).not.toEqual(new Uint8Array(9).fill(train.thumbnail[0]));
  });

  it('lets positions and thumbnails go with relevance, and nothing else', () => {
    const { world, train } = of('network');
    const relevance = utility(world.train);
    const r = (column: ContextColumn): number => sampleCorrelation(relevance, Array.from(train[column]));
    expect(r('position')).toBeLessThan(-0.15);
    expect(r('thumbnail')).toBeLessThan(-0.6);
    for (const column of ['time', 'autoplay', 'network'] as const) expect(Math.abs(r(column))).toBeLessThan(0.1);
  });

  it('clicks as the bias of the culprit’s level says, on the device of the query', () => {
    for (const culprit of CONTEXT_COLUMNS) {
      const { world, train } = of(culprit);
      const bias = contextBias(spec(), LEVELS[culprit]);
      let expected = 0;
      let clicks = 0;
      for (let row = 0; row < world.train.rows; row++) {
        const p = sigmoid(world.train.clickLogit[row] + bias[world.train.device[row]][train[culprit][row] - 1]);
        expect(world.train.clickProbability[row]).toBeCloseTo(p, 5);
        expected += p;
        clicks += world.train.labels[4 * row];
      }
      // Three standard errors of 2,700 draws, at most.
      expect(Math.abs(clicks - expected)).toBeLessThan(3 * Math.sqrt(2_700 / 4));
    }
  });

  it('labels like the world: what hangs on a click is seen on clicked impressions alone', () => {
    const { labels, observed, rows } = of('autoplay').world.train;
    for (let row = 0; row < rows; row++)
      for (let k = 1; k < 4; k++) expect(observed[4 * row + k]).toBe(labels[4 * row]);
  });

  it('begins like a shorter one', () => {
    const long = createContextWorld(spec({ impressions: 1_800 }), 'thumbnail', 3);
    const short = createContextWorld(spec({ impressions: 900 }), 'thumbnail', 3);
    expect(long.train.thumbnail.slice(0, 900)).toEqual(short.train.thumbnail);
    expect(long.world.train.labels.slice(0, 3_600)).toEqual(short.world.train.labels);
  });

  it('draws other columns for the held-out log, and for another seed', () => {
    const { train, heldOut } = of('time');
    expect(heldOut.time).not.toEqual(train.time.slice(0, heldOut.time.length));
    expect(createContextWorld(spec(), 'time', 4).train.time).not.toEqual(train.time);
  });

  it('needs pages, and says so', () => {
    expect(() => createContextWorld(spec({ logging: 'none' }), 'time', 3)).toThrow(/logging must be ranked/);
  });
});

describe('the bias of a column', () => {
  it('reads the curves from end to end at as many places as there are levels', () => {
    const curves = [[0, -1, -2, -3, -4, -5, -6, -7, -16], Array<number>(9).fill(-1)];
    expect(contextBias({ biasCurves: curves, biasStrength: 1 }, 9)).toEqual(curves);
    expect(contextBias({ biasCurves: curves, biasStrength: 0.5 }, 2)).toEqual([
      [0, -8],
      [-0.5, -0.5],
    ]);
    // Four levels stand at the positions 1, 3⅔, 6⅓ and 9.
    const four = contextBias({ biasCurves: curves, biasStrength: 3 }, 4)[0];
    [0, -8, -16, -48].forEach((value, i) => {
      expect(four[i]).toBeCloseTo(value, 12);
    });
  });
});

describe('a column in the place of positions', () => {
  it('has the column where positions stood, the very same features and clicks, and the truth about its bias', () => {
    const context = of('network');
    const network = columnWorld(spec(), context, 'network');
    expect(network.train.position).toBe(context.train.network);
    expect(network.heldOut.position).toBe(context.heldOut.network);
    expect(network.train.features).toBe(context.world.train.features);
    expect(network.train.labels).toBe(context.world.train.labels);
    const bias = contextBias(spec(), 4);
    expect(network.truth.bias).toEqual(bias.map((curve) => [...curve, 0, 0, 0, 0, 0]));
    const innocent = columnWorld(spec(), context, 'position');
    expect(innocent.truth.bias.flat().every((value) => value === 0)).toBe(true);
    expect(innocent.train.position).toEqual(context.world.train.position);
  });

  it('can be none: everything missing', () => {
    const none = columnWorld(spec(), of('network'), null);
    expect(none.train.position).toEqual(new Uint8Array(2_700));
    expect(none.truth.bias.flat().every((value) => value === 0)).toBe(true);
  });
});
