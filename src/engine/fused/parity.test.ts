/** The fused engine against the scalar one, which is itself held against the reference engine and against finite differences. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { KINDS } from '../testing/options.ts';
import { ASKED, expectParity } from '../testing/parity.ts';
import { cureVariants } from '../testing/cureVariants.ts';
import { fewOf, optionsOf } from '../testing/few.ts';
import { RATES, randomData, smallPopulation, variants, type Variant } from '../testing/populations.ts';
import { createTunedEngine } from './engine.ts';
import { problems, useDawn } from './testing.ts';
import type { Tuning } from './tuning.ts';

beforeAll(async () => {
  await useDawn(createDawnGpu);
});

/** That of a graphics card, whatever the tests run on. */
const CARD: Tuning = {
  examples: 1,
  evaluationExamples: 1,
  trainWorkgroup: 32,
  workgroup: 64,
  tileRows: 0,
  tileColumns: 1,
  shareLoads: false,
  unroll: 0,
  rolled: true,
};
/** The adapter's own, a card's, and others that together have every choice which changes the text of a kernel. */
const TUNINGS: (Partial<Tuning> | undefined)[] = [
  undefined,
  CARD,
  { examples: 2, evaluationExamples: 3, shareLoads: false, unroll: 64, trainWorkgroup: 8, workgroup: 8, rolled: false },
  { examples: 2, evaluationExamples: 1, tileRows: 1, tileColumns: 1, shareLoads: false, unroll: 16, rolled: true },
];

/** So many of them, the first, are those of adapters. */
const ADAPTERS = 2;

/** Every pair of options of structure and training, and the kinds by themselves: they change how a row of a log is read, and nothing else. */
const pairsOf = (variant: Variant): string[] => {
  const options = optionsOf(variant);
  const paired = options.filter((option) => !option.startsWith('kinds '));
  return [...options, ...paired.flatMap((a, i) => paired.slice(i + 1).map((b) => `${a}, ${b}`))];
};

/**
 * The cures of all the cured variants, in which every two meet, in few structures: compiling is what takes time here, not training many replicas.
 * Each replica is in every second structure, and the kernels have the code of all of them.
 */
function curedVariants(): Variant[] {
  const all = cureVariants();
  const structure = /^(kind|shared|tower|bias|mask|optimizer|visible) /;
  const replicas = all.flatMap(({ population }) => population.replicas.slice(0, 2));
  return fewOf(all, (variant) => optionsOf(variant).filter((option) => structure.test(option))).map((variant, s) => ({
    ...variant,
    name: `cures in ${variant.name.replace(/ \[.*/, '')}`,
    population: {
      ...variant.population,
      // Of three units layer norm leaves 1 and −1, and of their gradient little but rounding.
      model: { ...variant.population.model, expertUnits: 6 },
      replicas: replicas
        .map((replica) => ({
          ...replica,
          learningRate: RATES[variant.population.training.optimizer] / (1 + replica.data),
        }))
        .filter((_, i) => i % 2 === s % 2),
    },
  }));
}

/** What the others lack: kernels for cures that all replicas have, or a few have alone, more than four experts and units, and many inputs. */
function specialVariants(): Variant[] {
  const variant = (name: string, options: Parameters<typeof smallPopulation>[0]): Variant => {
    const population = smallPopulation(options);
    const { features, kinds } = population.model;
    const data = [randomData(3, features, 'half', kinds), randomData(4, features, 'all', kinds)];
    return { name, choice: {}, population, data };
  };
  const all = { sharedActivation: 'swish', expertActivation: 'swish', layerNorm: true, lossFree: 0.03 } as const;
  return [
    variant('65 inputs, five experts of six units, Swish and layer norm in all', {
      model: { features: 65, experts: 5, expertUnits: 6, balance: true, visible: [31, 18, 29, 16] },
      training: { optimizer: 'adam' },
      replicas: [
        { cures: { ...all, gateKind: 'sigmoid' as const, importance: 0.3, entropy: 0.1, noise: 1 }, workers: 2 },
        { cures: { ...all, switchLoss: 0.2, zLoss: 0.1, logitL2: 0.1, cap: 1 }, gateDropout: 0.4, data: 1 },
      ].map((replica) => ({ ...replica, learningRate: RATES.adam, gateInitScale: 2 })),
    }),
    variant('128 inputs, leaky layers, a temperature alone', {
      model: { features: 128, kind: 'omoe', kinds: KINDS.swapped },
      replicas: [
        { cures: { sharedActivation: 'leaky', expertActivation: 'leaky', temperature: 2, annealing: 0.5 } },
        { cures: { sharedActivation: 'leaky', expertActivation: 'leaky' }, data: 1 },
      ],
    }),
    variant('127 inputs, layer norm, sigmoid gates alone', {
      model: { features: 127, kind: 'omoe', sharedUnits: 0, expertUnits: 4 },
      replicas: [0, 1].map((i) => ({ data: i, cures: { layerNorm: true, gateKind: 'sigmoid' } })),
    }),
  ];
}

/** The variants with a tuning each, so that as many options as there can be meet every tuning, first of all those that adapters have. */
function withTunings(all: readonly Variant[]): { variant: Variant; tuning: number }[] {
  const met = new Set<string>();
  return all.map((variant) => {
    const pairs = (tuning: number): string[] => optionsOf(variant).map((option) => `${option}, ${String(tuning)}`);
    const gain = (tuning: number): number =>
      pairs(tuning).filter((pair) => !met.has(pair)).length * (tuning < ADAPTERS ? 2 : 1);
    const tuning = TUNINGS.map((_, t) => t).reduce((a, b) => (gain(b) > gain(a) ? b : a));
    for (const pair of pairs(tuning)) met.add(pair);
    return { variant, tuning };
  });
}

const [paired, cured, special] = [fewOf(variants(), pairsOf), curedVariants(), specialVariants()];
const tuned = [
  ...withTunings([...paired, ...cured]),
  ...special.map((variant, i) => ({ variant, tuning: i % ADAPTERS })),
];

/** As few as have every option; that those with all pairs of options agree as well is looked at less often. */
const daily = new Set([...fewOf(paired, optionsOf), ...cured, ...special]);

it('every option meets the tuning of each kind of adapter', () => {
  for (let kind = 0; kind < ADAPTERS; kind++) {
    const met = new Set(tuned.filter(({ tuning }) => tuning === kind).flatMap(({ variant }) => optionsOf(variant)));
    expect(paired.flatMap(optionsOf).filter((option) => !met.has(option))).toEqual([]);
  }
});

describe.each(
  tuned.map(({ variant, tuning }, i) => ({
    ...variant,
    tuning: TUNINGS[tuning],
    asked: ASKED[i % ASKED.length],
    tags: daily.has(variant) ? [] : ['long'],
  })),
)('$name', ({ population, data, tuning, asked, tags }) => {
  it('gradient, 50 steps and measurements are the scalar engine’s', { tags }, async () => {
    const fused = await createTunedEngine(population, data, { tuning });
    await expectParity(fused, population, data, asked);
    fused.dispose();
    expect(problems).toEqual([]);
  });
});
