/** Trains the arms of an experiment: the same world, initial seeds and batches for all, as every study does. */
import { createScorer, type Scorer } from '../../engine/score.ts';
import { servingOf, type Serving } from '../../model/cures.ts';
import { modelOf } from '../../run/runSpec.ts';
import { trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import { firstRows } from '../../world/rows.ts';
import type { World } from '../../world/types.ts';
import { baseOf, trainedOf, type LiveSpec, type TrainedArm } from './spec.ts';
import { armChanges } from './openRun.ts';

/** A trained arm. */
export interface Trained {
  score: Scorer;
  /** Whether its weights are no numbers any more: it ranks nothing then. */
  diverged: boolean;
}

/** All arms of one seed. */
export interface TrainedSeed {
  seed: number;
  world: World;
  models: Map<TrainedArm, Trained>;
}

/** Rows of the held-out log that engines measure on: nothing is measured there here, and a log cannot be empty. */
const HELD_OUT = 32;
/** Worlds in training at once. */
const SEEDS_AT_ONCE = 5;

/** How a replica of an engine predicts now. */
const servedBy = ({ population, step }: Part['engine'], replica: number): Serving =>
  servingOf(population.replicas[replica], population.training, step);

/** Parameters of the arms that an engine has trained. */
async function scorersOf(part: Part): Promise<Trained[]> {
  const { replicas } = await part.engine.evaluate({ full: true });
  return part.members.map(({ run }, i) => ({
    score: createScorer(modelOf(run), replicas[i].full!.parameters, servedBy(part.engine, i)),
    diverged: !replicas[i].finite,
  }));
}

export interface TrainArmsOptions extends Pick<StudyContext, 'open' | 'onProgress' | 'signal'> {
  /** Worlds whose arms are trained. */
  onTrained: (seed: TrainedSeed) => Promise<void>;
}

/**
 * Trains every arm on every seed; a seed is handed on as soon as all of its arms are at their ends.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function trainArms(
  spec: LiveSpec,
  { seeds, seedBase }: { seeds: number; seedBase: number },
  { onTrained, ...context }: TrainArmsOptions,
): Promise<void> {
  const base = baseOf(spec);
  const arms = trainedOf(spec);
  await trainStudy(
    { base, seeds, seedBase, arms: arms.map((arm) => ({ label: arm, changes: armChanges(base, arm, spec.open) })) },
    {
      ...context,
      seedsAtOnce: SEEDS_AT_ONCE,
      wholeSeeds: true,
      dataOf: ({ world }) => ({ train: world.train, heldOut: firstRows(world.heldOut, HELD_OUT) }),
      measure: async (parts) => {
        const found = new Map<number, TrainedSeed>();
        for (const part of parts) {
          const scorers = await scorersOf(part);
          part.members.forEach(({ arm, seed, world }, i) => {
            const own = found.get(seed) ?? { seed, world, models: new Map<TrainedArm, Trained>() };
            own.models.set(arms[arm], scorers[i]);
            found.set(seed, own);
          });
        }
        for (const seed of [...found.values()].sort((a, b) => a.seed - b.seed)) await onTrained(seed);
      },
    },
  );
}
