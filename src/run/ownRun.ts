/** The first run on a file of the reader's own. */
import { defaultRun, type RunSpec } from './runSpec.ts';
import { positionBiasRun } from './regimes.ts';
import { synthetic, type OwnLog } from './source.ts';

/** As often as on the sample each row is trained on, within what a run may be long. */
const EPOCHS = 8;
const BATCH = 64;
const STEPS = { least: 200, most: 3000, grid: 50 };
/** What the controls of a table's rows allow. */
const ROWS = { train: [900, 81_000], heldOut: [450, 9_000] } as const;

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

/**
 * As {@link censusRun} where that fits: Adam 0.003 decaying to 0, a shared layer of 32 units. Where the file has positions, the shallow tower learns their bias.
 * Small tables are trained on no longer than 200 steps ask for, large ones not to the eighth time.
 */
export function ownRun(own: OwnLog): RunSpec {
  const base = positionBiasRun();
  const { train, heldOut, positions } = own.shape;
  const steps = Math.ceil((EPOCHS * train) / BATCH / STEPS.grid) * STEPS.grid;
  return {
    ...base,
    source: { ...synthetic(), name: 'own', own },
    world: { ...base.world, impressions: within(train, ROWS.train), heldOut: within(heldOut, ROWS.heldOut) },
    model: { ...base.model, sharedUnits: 32, towerUnits: 8, biasHandling: positions ? 'shallow-tower' : 'none' },
    training: {
      ...base.training,
      learningRate: 0.003,
      steps: within(steps, [STEPS.least, STEPS.most]),
      batch: BATCH,
      gateDropout: defaultRun().training.gateDropout,
      positionDropout: positions ? base.training.positionDropout : 0,
      tableRate: positions ? base.training.tableRate : 1,
    },
  };
}
