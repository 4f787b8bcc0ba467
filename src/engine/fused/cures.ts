/** Which cures the kernels of a population are compiled for, and the numbers by which each replica has its own. */
import {
  CURE_STRENGTHS,
  curesOf,
  cureCodeOf,
  LEAKY_SLOPE,
  PLAIN_SERVING,
  type Activation,
  type CureCode,
  type CureStrengths,
  type GateKind,
} from '../../model/cures.ts';
import type { ModelSpec, PopulationSpec, ReplicaSpec } from '../../model/spec.ts';

/**
 * What the replicas of a population need, all of them together. What a replica lacks of it is taken from it by its numbers: a strength of 0, a
 * temperature of 1, a choice between two values that are both computed. {@link cured} is false where there is nothing, and then kernels, records
 * and replicas are what they would be if there were no cures.
 */
export interface PopulationCures extends CureStrengths {
  /** Whether some replica has any cure that acts on this model. */
  readonly cured: boolean;
  /** Activations that occur, of the shared layer and of the experts. */
  readonly shared: readonly Activation[];
  readonly expert: readonly Activation[];
  readonly layerNorm: 'none' | 'some' | 'all';
  readonly gateKinds: readonly GateKind[];
  /** Some replica has a learning rate with warm-up or a decay of its own, or that minds staleness. */
  readonly rate: boolean;
  /** Some replica minds staleness, with workers. */
  readonly staleness: boolean;
}

const mindsStaleness = (replica: Pick<ReplicaSpec, 'cures' | 'workers'>): boolean =>
  curesOf(replica).stalenessAware && replica.workers > 1;

const hasRate = (replica: ReplicaSpec): boolean => {
  const { warmUp, decayTo } = curesOf(replica);
  return warmUp > 0 || decayTo !== 1 || mindsStaleness(replica);
};

/** @returns the union of what the replicas need; of no replicas: nothing */
export function populationCures(
  model: Pick<ModelSpec, 'kind' | 'sharedUnits'>,
  replicas: readonly ReplicaSpec[],
): PopulationCures {
  const plain = cureCodeOf(model, {});
  const codes = replicas.length > 0 ? replicas.map((replica) => cureCodeOf(model, replica)) : [plain];
  const keys = Object.keys(plain) as (keyof CureCode)[];
  const some = (key: keyof CureCode): boolean => codes.some((code) => code[key] !== plain[key]);
  const different = <K extends keyof CureCode>(key: K): CureCode[K][] => [...new Set(codes.map((code) => code[key]))];
  const rate = replicas.some(hasRate);
  return {
    ...(Object.fromEntries(CURE_STRENGTHS.map((key) => [key, some(key)])) as CureStrengths),
    cured: keys.some(some) || rate,
    shared: different('sharedActivation'),
    expert: different('expertActivation'),
    layerNorm: !some('layerNorm') ? 'none' : codes.every(({ layerNorm }) => layerNorm) ? 'all' : 'some',
    gateKinds: different('gateKind'),
    rate,
    staleness: replicas.some(mindsStaleness),
  };
}

/** Whether something lies between a gate's logits and its softmax. */
export const reshapesLogits = (cures: PopulationCures): boolean =>
  cures.cap || cures.temperature || cures.gateKinds.includes('sigmoid');

/** Whether the way back through an activation needs what went in, because what came out does not tell. */
export const keepsInput = (kinds: readonly Activation[]): boolean => kinds.includes('swish');

/** Whether records keep what went into the experts' activations. */
export const storesInput = ({ expert, layerNorm }: PopulationCures): boolean =>
  keepsInput(expert) || layerNorm !== 'none';

/** Bits of `Replica.choices` in WGSL. */
export const CHOICE = {
  sharedSwish: 1,
  expertSwish: 2,
  layerNorm: 4,
  sigmoid: 8,
  importance: 16,
  switchLoss: 32,
  staleness: 64,
} as const;

/** What a replica's struct has beside the rest where its population is cured; the order is that of {@link cureWords}. */
export const CURES_WGSL = `  choices: u32, sharedLeak: f32, expertLeak: f32, importance: f32,
  switchLoss: f32, entropy: f32, zLoss: f32, logitL2: f32,
  lossFree: f32, temperature: f32, annealed: f32, cap: f32,
  noise: f32, clip: f32, warmed: f32, decay: f32,
  perStep: f32, spare2: f32, spare3: f32, spare4: f32,
`;
export const CURE_WORDS = 20;

/** Writes a replica's cures at word `at`. Parts of a run come as their share of a step, so that kernels need not divide. */
export function packCures(
  { model, training }: Pick<PopulationSpec, 'model' | 'training'>,
  replica: ReplicaSpec,
  words: Uint32Array,
  floats: Float32Array,
  at: number,
): void {
  const cures = curesOf(replica);
  const code = cureCodeOf(model, replica);
  const leak = (kind: Activation): number => (kind === 'leaky' ? LEAKY_SLOPE : 0);
  words[at] =
    (code.sharedActivation === 'swish' ? CHOICE.sharedSwish : 0)
    | (code.expertActivation === 'swish' ? CHOICE.expertSwish : 0)
    | (code.layerNorm ? CHOICE.layerNorm : 0)
    | (code.gateKind === 'sigmoid' ? CHOICE.sigmoid : 0)
    | (code.importance ? CHOICE.importance : 0)
    | (code.switchLoss ? CHOICE.switchLoss : 0)
    | (mindsStaleness(replica) ? CHOICE.staleness : 0);
  floats.set(
    [
      leak(code.sharedActivation),
      leak(code.expertActivation),
      cures.importance,
      cures.switchLoss,
      cures.entropy,
      cures.zLoss,
      cures.logitL2,
      cures.lossFree,
      code.temperature ? cures.temperature : PLAIN_SERVING.temperature,
      cures.annealing > 0 ? 1 / (cures.annealing * training.steps) : 0,
      cures.cap,
      cures.noise,
      cures.clip,
      cures.warmUp > 0 ? 1 / cures.warmUp : 0,
      cures.decayTo - 1,
      1 / training.steps,
    ],
    at + 1,
  );
}
