/** How examples go through a model: what of its cures a forward and a backward pass have to mind. */
import { curesOf, servingOf, type Cures, type Serving } from '../../model/cures.ts';
import { gateSets, type ReplicaSpec, type TrainingSpec } from '../../model/spec.ts';
import { countOf } from '../../model/visible.ts';
import type { Shape } from './shape.ts';

/** The losses on gates, each λ / B. */
export interface GateLosses extends Pick<Cures, 'importance' | 'switchLoss' | 'entropy' | 'zLoss' | 'logitL2'> {
  /** [G] how many experts each gate may use. */
  readonly sizes: readonly number[];
}

export interface Pass {
  readonly serving: Serving;
  /** Whether the shared layer is affine with ReLU; the experts; and whether weights are the softmax of what the gates' affine map gives. */
  readonly plainShared: boolean;
  readonly plainExperts: boolean;
  readonly plainGates: boolean;
  /** [.., G × E] what is added to the logits; null = nothing. */
  readonly noise: Float64Array | null;
  readonly losses: GateLosses | null;
}

const isPlain = ({ gateKind, temperature, cap }: Serving): boolean =>
  gateKind === 'softmax' && temperature === 1 && cap === 0;

/** @returns how examples are predicted */
export const servingPass = (shape: Shape, serving: Serving): Pass => ({
  serving,
  plainShared: serving.sharedActivation === 'relu',
  plainExperts: serving.expertActivation === 'relu' && !serving.layerNorm,
  plainGates: isPlain(serving) && shape.at['gates/balance'] < 0,
  noise: null,
  losses: null,
});

/** @param noise - of the batch; null = none; @returns how the examples of a batch are learnt from at `step` */
export function trainingPass(
  shape: Shape,
  replica: ReplicaSpec,
  training: TrainingSpec,
  step: number,
  noise: Float64Array | null,
): Pass {
  const { importance, switchLoss, entropy, zLoss, logitL2 } = curesOf(replica);
  const pass = servingPass(shape, servingOf(replica, training, step));
  const weights = { importance, switchLoss, entropy, zLoss, logitL2 };
  const has = shape.gates > 0 && Object.values(weights).some((weight) => weight > 0);
  if (!has) return { ...pass, plainGates: pass.plainGates && noise === null, noise };
  const scaled = Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [name, weight / training.batch]),
  ) as typeof weights;
  return { ...pass, plainGates: false, noise, losses: { ...scaled, sizes: gateSets(shape.model).map(countOf) } };
}
