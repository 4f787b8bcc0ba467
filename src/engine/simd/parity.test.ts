/** The SIMD engine against the scalar one, which is itself held against the reference engine and against finite differences. */
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../scalar/engine.ts';
import { difference } from '../testing/difference.ts';
import { ASKED, expectParity } from '../testing/parity.ts';
import { cureVariants } from '../testing/cureVariants.ts';
import { randomData, smallPopulation, variants, type Observed } from '../testing/populations.ts';
import { createTunedEngine } from './engine.ts';
import { switchOnRelaxedSimd } from '../testing/relaxedSimd.ts';
import { roundingHere } from './support.ts';

// Both ways of multiplying and adding are to be right.
switchOnRelaxedSimd(setFlagsFromString);

/** Batches of fewer examples than a vector, of a few vectors, and of several chunks with a remainder; widths around those of the tiles. */
const SHAPES = [
  { batch: 7, largestChunk: 32, model: {} },
  { batch: 3, largestChunk: 32, model: { features: 9, expertUnits: 4, towerUnits: 4 } },
  { batch: 21, largestChunk: 8, model: { features: 127, sharedUnits: 8, expertUnits: 9, towerUnits: 5 } },
  // Rows that lie further apart than they are long: see `crowds` in plan.ts.
  { batch: 30, largestChunk: 16, model: { features: 5, expertUnits: 32 } },
  { batch: 70, largestChunk: 16, model: { features: 128, sharedUnits: 35, expertUnits: 2, towerUnits: 3, experts: 5 } },
];

const cases = [...variants(), ...cureVariants()].map((variant, i) => {
  const { batch, largestChunk, model } = SHAPES[i % SHAPES.length];
  const { population } = variant;
  const has = population.model;
  const sizes = {
    ...has,
    ...model,
    ...(has.sharedUnits === 0 && { sharedUnits: 0 }),
    ...(has.towerUnits === 0 && { towerUnits: 0 }),
    ...(has.experts === 1 && { experts: 1 }),
    // Two units that are centred and scaled are ±1 whatever they were: what little is left of a gradient is single precision's rounding.
    ...(population.replicas.some(({ cures }) => cures?.layerNorm) && {
      expertUnits: Math.max(6, model.expertUnits ?? 6),
    }),
  };
  const all = 2 ** sizes.experts - 1;
  const visible = has.visible && [all >> 1, 1, all - 1, all];
  return {
    ...variant,
    largestChunk,
    rounding: Math.floor(i / SHAPES.length) % 2 === 0 ? ('once' as const) : ('twice' as const),
    asked: ASKED[i % ASKED.length],
    data: [0, 1].map((n) =>
      randomData(900 + 2 * i + n, sizes.features, variant.choice.observed as Observed, has.kinds),
    ),
    population: { ...population, model: { ...sizes, visible }, training: { ...population.training, batch } },
  };
});

it('rounds once, unless it is asked to round twice, and says which; the two differ in their digits alone', async () => {
  // On a processor without a fused multiply-add there is nothing to compare.
  expect(roundingHere()).toBe('once');
  const [{ population, data }] = cases;
  const states = await Promise.all(
    ([undefined, 'once', 'twice'] as const).map(async (asked) => {
      const engine = await createTunedEngine(population, data, { rounding: asked });
      expect(engine.info.rounding).toBe(asked ?? 'once');
      await engine.train(3);
      return (await engine.checkpoint()).state;
    }),
  );
  expect(states[0]).toEqual(states[1]);
  expect(states[2]).not.toEqual(states[1]);
  expect(difference(states[2], states[1])).toBeLessThan(1e-5);
});

describe.each(cases)('$name', ({ population, data, largestChunk, rounding, asked }) => {
  it('gradient, 50 steps and measurements are the scalar engine’s', async () => {
    const simd = await createTunedEngine(population, data, { largestChunk, rounding });
    expect(simd.info).toEqual({ engine: 'simd', backend: 'wasm', adapter: '', rounding });
    await expectParity(simd, population, data, asked);
    simd.dispose();
  });
});

it('the largest model that there may be has the scalar engine’s gradient', async () => {
  const features = 128;
  const population = smallPopulation({
    model: { features, sharedUnits: 64, experts: 16, expertUnits: 64, towerUnits: 64, biasHandling: 'adversarial' },
    training: { batch: 40, optimizer: 'adam' },
    replicas: [{ gateDropout: 0.3, l2: 0.01, learningRate: 0.001 }],
  });
  const data = [randomData(3, features)];
  const simd = await createTunedEngine(population, data);
  const scalar = await createScalarEngine(population, data);
  for (let i = 0; i < 3; i++) {
    expect(difference(await simd.gradient(), await scalar.gradient())).toBeLessThan(1e-4);
    await simd.train(1);
    await scalar.train(1);
  }
});

it('an engine of the same structure trains with other data and other replicas', async () => {
  const data = [randomData(5, 4), randomData(6, 4)];
  for (const replicas of [[{}], [{ data: 1 }, { workers: 2 }, {}]]) {
    const simd = await createTunedEngine(smallPopulation({ replicas }), data.slice(0, replicas.length));
    const scalar = await createScalarEngine(smallPopulation({ replicas }), data.slice(0, replicas.length));
    await simd.train(10);
    await scalar.train(10);
    expect(difference((await simd.checkpoint()).state, (await scalar.checkpoint()).state)).toBeLessThan(1e-5);
  }
});
