/** What the page is told of a run once its engine is there. */
import type { LiveRun } from './live.ts';
import { parameterLayout } from '../model/layout.ts';
import { multiplications } from '../model/spec.ts';
import { firstRows } from '../world/rows.ts';
import { modelOfArm } from '../run/runSpec.ts';
import type { Opened } from './protocol.ts';
import { isEncoded, viewWorld } from './worldView.ts';

/** Held-out impressions sent to the page as examples: six whole queries. */
const SAMPLES = 54;

/** @param live - a run whose engine is there */
export function openedView({ course: { run }, data, engine, why }: LiveRun): Opened {
  const model = modelOfArm(run, 0);
  return {
    run,
    engine: engine.info,
    why,
    world: viewWorld(data),
    parameters: parameterLayout(model).count,
    multiplications: multiplications(model),
    samples: firstRows(data.heldOut, SAMPLES),
    ...(isEncoded(data) && { inputs: data.inputs }),
  };
}
