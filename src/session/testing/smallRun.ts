import { defaultRun, type RunSpec } from '../../run/runSpec.ts';

/** A run that trains in a moment. */
export function smallRun(steps = 60): RunSpec {
  const run = defaultRun();
  return {
    ...run,
    world: { ...run.world, impressions: 900, heldOut: 450 },
    model: { ...run.model, experts: 4, expertUnits: 4, sharedUnits: 8 },
    training: { ...run.training, steps, batch: 16 },
  };
}
