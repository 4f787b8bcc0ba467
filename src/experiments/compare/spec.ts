/** What a comparison of architectures is: a world and a training, architectures, sizes, seeds. */
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { worldPolarization } from '../../world/spec.ts';
import { isFit, sized, type Architecture, type Frame, type Size, type Sized, type Unfit } from './architectures.ts';

/** What may be asked of the world and the training of a comparison; the rest is what the measurements beforehand were made with. */
export interface CompareSettings {
  /** Cosine between the weight vectors of the two task groups, −1..1. */
  cosine: number;
  /** Sine terms of the utilities. */
  sines: number;
  steps: number;
  /** Gates start at zero and the tasks of a group have equal weight vectors: what groups share shows best so. */
  plainGates?: boolean;
}

export const DEFAULT_SETTINGS: CompareSettings = { cosine: 0, sines: 5, steps: 600 };

/**
 * The setting of a comparison: 20,000 independent impressions of the KDD'18 recipe (Ma et al. 2018, section 3.2), every label observed, no positions,
 * and a schedule in which every architecture has long stopped improving quickly: Adam 0.02 decaying to a tenth over 600 steps of 64.
 */
export function compareRun({ cosine, sines, steps, plainGates = false }: CompareSettings): RunSpec {
  const base = defaultRun();
  return {
    ...base,
    world: {
      ...worldPolarization(),
      impressions: 20_000,
      heldOut: 4_000,
      sines,
      sharedPhases: 'all',
      cosineWithin: plainGates ? 1 : 0.9,
      cosineAcross: cosine,
    },
    model: { ...base.model, towerUnits: 8, biasHandling: 'none', gateInitScale: plainGates ? 0 : 1 },
    training: {
      ...base.training,
      optimizer: 'adam',
      learningRate: 0.02,
      decayTo: 0.1,
      batch: 64,
      steps,
      workers: 1,
      l2: 0,
      gateDropout: 0,
      positionDropout: 0,
    },
  };
}

export interface CompareSpec {
  base: RunSpec;
  architectures: readonly Architecture[];
  sizes: readonly Size[];
  /** Multiplications instead of those of the size. */
  budget?: number;
  /** Number of seeds; seed s sets the world, initial weights and batches alike, in every architecture. */
  seeds: number;
  /** First seed. */
  seedBase: number;
  /** Held-out losses are measured this often, evenly, the last time at the end; default 12. */
  points?: number;
}

/** What all models of a setting have alike. */
export const frameOf = ({ world, model }: RunSpec): Frame => ({
  features: world.queryFeatures + world.itemFeatures,
  sharedUnits: model.sharedUnits,
  towerUnits: model.towerUnits,
});

/** The models of a comparison, and what does not fit its budget. */
export function modelsOf(spec: Pick<CompareSpec, 'base' | 'architectures' | 'sizes' | 'budget'>): {
  models: Sized[];
  unfit: Unfit[];
} {
  const frame = frameOf(spec.base);
  const all = spec.sizes.flatMap((size) =>
    spec.architectures.map((architecture) => sized(architecture, size, frame, spec.budget)),
  );
  return { models: all.filter(isFit), unfit: all.filter((each): each is Unfit => !isFit(each)) };
}
