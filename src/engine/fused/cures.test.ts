/** What the texts of the kernels owe to cures: nothing where there are none, and nothing that WGSL does not take where there are some. */
import { beforeAll, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { NO_CURES, type Cures } from '../../model/cures.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { cureVariants } from '../testing/cureVariants.ts';
import { randomData, smallPopulation, variants, type Variant } from '../testing/populations.ts';
import { packReplicas } from './data.ts';
import { compileEvaluation } from './evaluation.ts';
import { sizesOf } from './limits.ts';
import { planOf } from './plan.ts';
import { useDawn } from './testing.ts';
import { compileTraining } from './training.ts';
import { tuningFor, type AdapterKind } from './tuning.ts';

const KINDS: readonly AdapterKind[] = ['cpu', 'gpu'];
let device: GPUDevice;
beforeAll(async () => {
  device = await useDawn(createDawnGpu);
});

/** The texts of a population's kernels by their labels, which are checked but not compiled; and what is wrong with them. */
async function textsOf(population: PopulationSpec, data: Variant['data'], kind: AdapterKind) {
  const texts: Record<string, string> = {};
  const checks: Promise<GPUCompilationInfo>[] = [];
  const plan = planOf(population.model, population.replicas);
  const { training, replicas } = population;
  const tuning = tuningFor({ kind, subgroupsOfFour: kind === 'cpu' }, plan, training, replicas.length);
  const checking = {
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createShaderModule: (descriptor: GPUShaderModuleDescriptor) => {
      texts[descriptor.label ?? ''] = descriptor.code;
      const shader = device.createShaderModule(descriptor);
      checks.push(shader.getCompilationInfo());
      return shader;
    },
    createComputePipelineAsync: () => Promise.resolve({}),
  } as unknown as GPUDevice;
  const setting = {
    device: checking,
    plan,
    tuning,
    population,
    sizes: sizesOf(plan, tuning, population, data, device.limits),
  };
  await Promise.all([compileTraining(setting), compileEvaluation(setting)]);
  const wrong = (await Promise.all(checks)).flatMap(({ messages }) => Array.from(messages, ({ message }) => message));
  return { texts, wrong };
}

const withCures = (population: PopulationSpec, cures: Partial<Cures>): PopulationSpec => ({
  ...population,
  replicas: population.replicas.map((replica) => ({ ...replica, cures })),
});

const GATES_ALONE: Partial<Cures> = {
  gateKind: 'sigmoid',
  entropy: 0.1,
  logitL2: 0.1,
  temperature: 2,
  annealing: 0.5,
  cap: 3,
  noise: 1,
};

it('cures that do nothing cost nothing: texts and replicas are those of a population that names none', async () => {
  const logs = [0, 1].map((i) => ({ log: i, rows: 2, heldOutLog: 3, heldOutRows: 4 }));
  for (const { population, data } of variants().filter((_, i) => i % 5 === 0)) {
    const { kind, sharedUnits } = population.model;
    const idle: Partial<Cures>[] = [
      {},
      NO_CURES,
      { annealing: 0.5 },
      ...(kind === 'shared-bottom' ? [GATES_ALONE] : []),
      ...(sharedUnits === 0 ? [{ sharedActivation: 'swish' } as const] : []),
      // Nobody is stale who works alone.
      ...(population.replicas.every(({ workers }) => workers === 1) ? [{ stalenessAware: true }] : []),
    ];
    const plain = planOf(population.model, population.replicas);
    for (const adapter of KINDS) {
      const { texts } = await textsOf(population, data, adapter);
      for (const cures of idle) {
        const other = withCures(population, cures);
        expect((await textsOf(other, data, adapter)).texts).toEqual(texts);
        const plan = planOf(other.model, other.replicas);
        expect(packReplicas(plan, other, logs)).toEqual(packReplicas(plain, population, logs));
      }
    }
  }
});

it('whatever cures meet, the texts are WGSL', async () => {
  for (const { name, population, data } of cureVariants())
    for (const kind of KINDS) expect((await textsOf(population, data, kind)).wrong, name).toEqual([]);
});

/** Each cure alone. */
const ALONE: Record<'serving' | 'training', readonly Partial<Cures>[]> = {
  serving: [
    { sharedActivation: 'leaky' },
    { sharedActivation: 'swish' },
    { expertActivation: 'leaky' },
    { expertActivation: 'swish' },
    { layerNorm: true },
    { gateKind: 'sigmoid' },
    { temperature: 2 },
    { cap: 2 },
  ],
  training: [
    { importance: 0.1 },
    { switchLoss: 0.1 },
    { entropy: 0.1 },
    { zLoss: 0.1 },
    { logitL2: 0.1 },
    { lossFree: 0.1 },
    { noise: 1 },
    { clip: 1 },
    { stalenessAware: true },
    { warmUp: 5 },
    { decayTo: 0.5 },
  ],
};

it('a cure brings its own code and no other’s, to every replica or to some', async () => {
  const data = [randomData(1, 4)];
  const seen = new Set<string>();
  const answering = new Set<string>();
  for (const role of ['serving', 'training'] as const) {
    for (const cures of ALONE[role]) {
      for (const others of [[], [{}]]) {
        const population = smallPopulation({
          model: { balance: true, expertUnits: 6 },
          replicas: [{ cures, workers: 3 }, ...others],
        });
        const { texts, wrong } = await textsOf(population, data, 'gpu');
        expect(wrong, JSON.stringify(cures)).toEqual([]);
        expect(Object.keys(texts).includes('norm')).toBe('clip' in cures);
        const code = Object.entries(texts).filter(([label]) => label !== 'sums');
        // Of one replica and of two there are other sizes; of one size, every cure has other kernels.
        seen.add(`${String(others.length)} ${JSON.stringify(code)}`);
        if (role === 'training') answering.add(texts.evaluate);
      }
    }
  }
  // Warm-up and a decay of one's own are the same code.
  expect(seen.size).toBe(2 * (ALONE.serving.length + ALONE.training.length - 1));
  // What acts in training only leaves the answers' code alone.
  expect(answering.size).toBe(2);
});
