/** What cures cost those who have none: nothing; and what they do at the edges of single precision. */
import { afterEach, expect, it, vi } from 'vitest';
import { blockOf, parameterLayout } from '../../model/layout.ts';
import type { Cures } from '../../model/cures.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import { difference } from '../testing/difference.ts';
import { randomData, smallPopulation } from '../testing/populations.ts';
import { stateLength, type Engine } from '../types.ts';
import { codesOf, PLAIN } from './cures.ts';
import { createSimdEngine } from './engine.ts';
import { writeModule } from './kernels.ts';
import { planOf, structureOf } from './plan.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const data = [randomData(31, 4), randomData(32, 4)];

/** One replica of each list of cures, alike in everything else. */
const populationOf = (cures: readonly Partial<Cures>[], balance?: true): PopulationSpec =>
  smallPopulation({
    model: { towerUnits: 2, balance },
    training: { optimizer: 'adam' },
    replicas: cures.map((each) => ({ workers: 2, gateDropout: 0.3, l2: 0.01, learningRate: 0.01, cures: each })),
  });

const EVERYTHING: Partial<Cures> = {
  sharedActivation: 'swish',
  expertActivation: 'leaky',
  layerNorm: true,
  importance: 0.2,
  switchLoss: 0.1,
  entropy: 0.3,
  zLoss: 0.05,
  logitL2: 0.04,
  lossFree: 0.02,
  temperature: 3,
  annealing: 0.5,
  cap: 2,
  noise: 0.5,
  clip: 0.4,
  stalenessAware: true,
  warmUp: 10,
  decayTo: 0.5,
};

it('the code of a replica without cures, and where its memory lies, are the same beside any others', () => {
  const alone = planOf(structureOf(populationOf([{}])));
  const beside = planOf(structureOf(populationOf([{}, { cap: 2, noise: 1 }, { ...EVERYTHING, lossFree: 0 }])));
  expect(Buffer.from(writeModule(beside, false)).equals(Buffer.from(writeModule(alone, false)))).toBe(true);
  // Areas of no size lie at the end; those of a cured population come behind what all have.
  const { control, ...areas } = alone.cures;
  expect(new Set([...Object.values(areas), control.temperature])).toEqual(new Set([alone.at.end]));
  expect(beside.cures.control.temperature).toBe(alone.at.end);
  expect({ ...beside.at, end: 0 }).toEqual({ ...alone.at, end: 0 });
  expect(beside.at.end).toBeGreaterThan(alone.at.end);
});

it('strengths that are 0, rates alone, and gates’ cures without gates ask for no code', () => {
  const nothing = [{}, { noise: 0, cap: 0, clip: 0 }, { warmUp: 5, decayTo: 0.1, stalenessAware: true }];
  expect(codesOf(populationOf(nothing)).every((code) => code === PLAIN)).toBe(true);
  const bottom = populationOf([{ noise: 1, cap: 2, entropy: 0.1, zLoss: 0.1, temperature: 2 }]);
  expect(codesOf({ ...bottom, model: { ...bottom.model, kind: 'shared-bottom', experts: 1 } })).toEqual([PLAIN]);
});

it('replicas of like cures share a module, whatever the strengths', async () => {
  const instantiate = vi.spyOn(WebAssembly, 'instantiate');
  await createSimdEngine(populationOf([{}, { cap: 2 }, { noise: 1 }, { cap: 5 }, { warmUp: 3 }]), data);
  expect(instantiate).toHaveBeenCalledTimes(3);
});

/** One replica's state, gradient and measurements. */
async function digitsOf(engine: Engine, r: number): Promise<unknown> {
  await engine.train(30);
  const { length } = parameterLayout(engine.population.model);
  const size = stateLength(engine.population, length);
  const { state } = await engine.checkpoint();
  const [measured] = (await engine.evaluate({ full: true, replicas: [r] })).replicas;
  const gradient = (await engine.gradient()).subarray(r * length, (r + 1) * length);
  return {
    state: state.slice(r * size, (r + 1) * size),
    gradient: gradient.slice(),
    measured: { ...measured, replica: 0 },
  };
}

it('a replica without cures computes the same digits beside cured ones as alone', async () => {
  const alone = await digitsOf(await createSimdEngine(populationOf([{}]), data), 0);
  const others = [{ ...EVERYTHING, lossFree: 0, importance: 0, switchLoss: 0 }, { expertActivation: 'swish' as const }];
  expect(await digitsOf(await createSimdEngine(populationOf([{}, ...others]), data), 0)).toEqual(alone);
  expect(await digitsOf(await createSimdEngine(populationOf([others[0], {}, others[1]]), data), 1)).toEqual(alone);
});

it('a cured replica computes the same digits beside differently cured ones as alone', async () => {
  // The larger population first: its modules, whose areas reach further, must not serve the smaller one.
  const others: Partial<Cures>[] = [{ gateKind: 'sigmoid', cap: 9, temperature: 0.5, expertActivation: 'swish' }, {}];
  const population = populationOf([others[0], EVERYTHING, others[1]], true);
  const beside = await digitsOf(await createSimdEngine(population, data), 1);
  expect(await digitsOf(await createSimdEngine(populationOf([EVERYTHING], true), data), 0)).toEqual(beside);
});

it('gates’ memory changes no digit of a replica that has no use for it', async () => {
  const engines = [
    await createSimdEngine(populationOf([{}]), data),
    await createSimdEngine(populationOf([{}, EVERYTHING], true), data),
  ];
  const seen = [];
  for (const engine of engines) {
    await engine.train(30);
    const { full } = (await engine.evaluate({ full: true })).replicas[0];
    seen.push(full);
  }
  expect(seen[1]?.predictions).toEqual(seen[0]?.predictions);
  expect(seen[1]?.gates).toEqual(seen[0]?.gates);
  expect(seen[1]?.parameters.subarray(0, seen[0]?.parameters.length)).toEqual(seen[0]?.parameters);
});

/** Both engines with every gate bias at a value. */
async function withBiases(population: PopulationSpec, bias: (i: number) => number): Promise<[Engine, Engine]> {
  const engines: [Engine, Engine] = [
    await createSimdEngine(population, data),
    await createScalarEngine(population, data),
  ];
  const { state } = await engines[1].checkpoint();
  blockOf(parameterLayout(population.model), state, 'gates/b').forEach((_, i, block) => (block[i] = bias(i)));
  for (const engine of engines) await engine.restore({ step: 3, state });
  return engines;
}

it.each([
  ['sigmoid gates whose every logit is far below 0', { gateKind: 'sigmoid' }, (i: number) => -300 - i],
  [
    'sigmoid gates on both sides of 0',
    { gateKind: 'sigmoid', entropy: 1, logitL2: 0.1 },
    (i: number) => 60 * (i % 2) - 30,
  ],
  ['an entropy bonus where weights are 0', { entropy: 1, zLoss: 0.1 }, (i: number) => 150 * (i % 3)],
  ['a cap that is reached', { cap: 5, temperature: 0.5, logitL2: 0.1 }, (i: number) => 200 * (i % 3) - 200],
] as const)('%s: all numbers are finite, and the scalar engine’s', async (_, cures, bias) => {
  const [simd, scalar] = await withBiases(populationOf([cures]), bias);
  const ours = await simd.gradient();
  expect(ours.every(Number.isFinite)).toBe(true);
  expect(difference(ours, await scalar.gradient())).toBeLessThan(1e-5);
  const [measured, theirs] = [(await simd.evaluate()).replicas[0], (await scalar.evaluate()).replicas[0]];
  expect(difference(measured.utilization, theirs.utilization)).toBeLessThan(1e-5);
  expect(difference(measured.entropy, theirs.entropy)).toBeLessThan(1e-5);
});

it('an expert whose outputs are all negative is not dead', async () => {
  const population = populationOf([{ expertActivation: 'leaky' }]);
  const engine = await createSimdEngine(population, data);
  const { step, state } = await engine.checkpoint();
  const layout = parameterLayout(population.model);
  blockOf(layout, state, 'experts/b').fill(-1000);
  await engine.restore({ step, state });
  expect(Array.from((await engine.evaluate()).replicas[0].dead)).toEqual([0, 0, 0]);
});

it('a gradient that is short enough is not clipped', async () => {
  const seen = [];
  for (const clip of [0, 1e6]) {
    const engine = await createSimdEngine(populationOf([{ clip }]), data);
    await engine.train(5);
    seen.push((await engine.checkpoint()).state);
  }
  expect(seen[1]).toEqual(seen[0]);
});

it('even gates: the largest weight is the first expert’s, and nobody is pushed', async () => {
  for (const experts of [3, 5, 6, 7]) {
    const engine = await createSimdEngine(
      smallPopulation({
        model: { balance: true, experts },
        replicas: [{ gateInitScale: 0, cures: { switchLoss: 0.1, importance: 0.1, lossFree: 0.5 } }],
      }),
      data,
    );
    await engine.train(1);
    const { state } = await engine.checkpoint();
    const blocks = (['gates/top', 'gates/mean', 'gates/balance'] as const).map((name) =>
      Array.from(blockOf(parameterLayout(engine.population.model), state, name)),
    );
    expect(blocks[0]).toEqual(Array.from({ length: 4 * experts }, (_, i) => (i % experts === 0 ? 1 : 0)));
    for (const mean of blocks[1]) expect(mean).toBeCloseTo(1 / experts, 6);
    expect(blocks[2].every((bias) => bias === 0)).toBe(true);
  }
});

it.each(['adagrad', 'adam'] as const)('%s leaves the moments of what gates remember alone', async (optimizer) => {
  const population = smallPopulation({
    model: { balance: true },
    training: { optimizer },
    replicas: [{ l2: 0.1, cures: EVERYTHING }],
  });
  const engine = await createSimdEngine(population, data);
  const layout = parameterLayout(population.model);
  const { state } = await engine.checkpoint();
  state.fill(0.3, layout.length);
  await engine.restore({ step: 0, state });
  await engine.train(3);
  const after = (await engine.checkpoint()).state;
  for (let at = layout.length; at < after.length; at += layout.length) {
    for (const name of ['gates/balance', 'gates/mean', 'gates/top'] as const) {
      const moments = blockOf(layout, after.subarray(at, at + layout.length), name);
      expect(Array.from(moments)).toEqual(Array.from(moments, () => Math.fround(0.3)));
    }
    expect(
      blockOf(layout, after.subarray(at, at + layout.length), 'gates/b').every((m) => m !== Math.fround(0.3)),
    ).toBe(true);
  }
});
