/** Worlds made by the accelerator are those of the plain program, bit for bit. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accelerate, WINDOW } from './accelerator.ts';
import { createAccelerator } from './kernel.ts';
import { RandomStream } from './random.ts';
import { labelled, servingQueries } from './serving.ts';
import { worldPolarization, worldW1, type WorldSpec } from './spec.ts';
import type { WorldLog, World } from './types.ts';
import { createWorld } from './world.ts';

afterEach(() => {
  accelerate(null);
});

/** What `make` gives by the plain program and by the accelerator. */
function bothWays<T>(make: () => T): [T, T] {
  const accelerator = createAccelerator();
  expect(accelerator).not.toBeNull();
  accelerate(null);
  const plain = make();
  accelerate(accelerator);
  const draw = vi.spyOn(accelerator!, 'draw');
  const fast = make();
  expect(draw).toHaveBeenCalled();
  accelerate(null);
  return [plain, fast];
}

const columns = (log: WorldLog): (Float32Array | Uint8Array | Uint32Array)[] => [
  ...[log.features, log.device, log.position, log.labels, log.observed],
  ...[log.query, log.utility, log.clickLogit, log.clickProbability],
];
function digest({ train, heldOut }: Pick<World, 'train' | 'heldOut'>): string {
  const hash = createHash('sha256');
  for (const log of [train, heldOut]) for (const column of columns(log)) hash.update(new Uint8Array(column.buffer));
  return hash.digest('hex').slice(0, 16);
}

const anySpec: fc.Arbitrary<WorldSpec> = fc
  .record({
    logging: fc.constantFrom('ranked' as const, 'quantile' as const, 'none' as const),
    impressions: fc.integer({ min: 9, max: 400 }),
    heldOut: fc.integer({ min: 9, max: 60 }),
    queryFeatures: fc.integer({ min: 0, max: 64 }),
    itemFeatures: fc.integer({ min: 1, max: 64 }),
    candidates: fc.integer({ min: 9, max: 150 }),
    sines: fc.integer({ min: 0, max: 32 }),
    simplerSatisfaction: fc.integer({ min: 0, max: 32 }),
    randomness: fc.double({ min: 0, max: 1, noNaN: true }),
    misalignment: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((changes) => ({ ...worldW1(), ...changes }));

describe('the accelerator', () => {
  it('makes the very worlds of the plain program, truth included, in any dimensions', () => {
    fc.assert(
      fc.property(anySpec, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (spec, seed) => {
        const [plain, fast] = bothWays(() => createWorld(spec, seed));
        expect(digest(fast)).toBe(digest(plain));
        expect(fast.truth).toEqual(plain.truth);
      }),
      { numRuns: 12 },
    );
  });

  it('gives queries their features and labels', () => {
    const world = createWorld({ ...worldPolarization(), impressions: 20, heldOut: 20 }, 3);
    const [plain, fast] = bothWays(() => labelled(world, servingQueries(world, 40, 12)));
    expect(fast).toEqual(plain);
  });

  it('keeps streams apart that take turns, lose their draws to each other and go on behind what they expected', () => {
    const [plain, fast] = bothWays(() => {
      const one = new RandomStream(7, 1, 2).expect(30, 3 * WINDOW);
      const two = new RandomStream(7, 2).expect(3, 4);
      const drawn = new Float64Array(4 * WINDOW);
      const found: number[] = [];
      for (let i = 0; i < 6; i++) {
        found.push(one.normal(), one.uniform(), two.normal(), two.u32(), one.u32(), two.normal(), one.below(9));
        one.normals(drawn, 3 * i, 3);
      }
      one.normals(drawn, 30, 3 * WINDOW + 1);
      found.push(one.normal(), one.u32());
      return [found, drawn] as const;
    });
    expect(fast).toEqual(plain);
  });

  it('is done without where WebAssembly is refused', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(createAccelerator()).toBeNull();
    vi.unstubAllGlobals();
  });
});

describe('the digits of a world', () => {
  // Of the program that asked the browser for logarithms and sines (Node 20, 28 November 2026): links opened then open these worlds still.
  it.each([
    ['ranked', worldW1(), 'bf12fba9d69203bf'],
    ['none', worldPolarization(), 'f1f665f6e140800d'],
    ['quantile', { ...worldW1(), logging: 'quantile', sines: 3, simplerSatisfaction: 2 }, '856c8f6b3ffa6279'],
    ['examination', { ...worldW1(), clickModel: 'examination', misalignment: 0, sines: 6 }, '6c40f2d283d4ed6c'],
  ] as const)('of seed 1, %s, are for ever the same', (_, spec, bytes) => {
    const [plain, fast] = bothWays(() => createWorld(spec as WorldSpec, 1));
    expect([digest(plain), digest(fast)]).toEqual([bytes, bytes]);
  });
});
