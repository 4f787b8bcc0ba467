/** What the page is told of a run once its engine is there. */
import type { OpenedEngine } from '../engine/create.ts';
import { parameterLayout } from '../model/layout.ts';
import { multiplications } from '../model/spec.ts';
import { firstRows } from '../world/rows.ts';
import type { World } from '../world/types.ts';
import { modelOf, type RunSpec } from '../run/runSpec.ts';
import type { Opened } from './protocol.ts';
import { viewWorld } from './worldView.ts';

/** Held-out impressions sent to the page as examples: six whole queries. */
const SAMPLES = 54;

export function openedView(run: RunSpec, world: World, { engine, why }: OpenedEngine): Opened {
  const model = modelOf(run);
  return {
    run,
    engine: engine.info,
    why,
    world: viewWorld(world),
    parameters: parameterLayout(model).count,
    multiplications: multiplications(model),
    dropout: engine.population.replicas.map((replica) => replica.gateDropout),
    samples: firstRows(world.heldOut, SAMPLES),
  };
}
