/** What the reader chooses to train on: each choice is a run that fits it. Undo takes it back. */
import { censusRun } from '../../run/regimes.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { synthetic } from '../../run/source.ts';
import { play, showRun } from '../control.ts';

/** Of model B, as on the platform. */
const DROPOUT = 0.1;

/** The first run on the sample: all its tasks as they can be learned, with and without gate dropout. */
function sampleRun(): RunSpec {
  const { inputs, columns } = synthetic();
  const run = censusRun({ inputs, columns });
  return { ...run, training: { ...run.training, gateDropout: DROPOUT } };
}

/** Opens the sample and trains on it at full speed: whoever asks for it waits for no second press. */
export function chooseCensus(): void {
  showRun({ did: 'sample' }, sampleRun(), { speed: 0 });
  play();
}

/** Back to the synthetic platform, as the page opens with it. */
export function choosePlatform(): void {
  showRun({ did: 'openingRun' }, defaultRun());
}
