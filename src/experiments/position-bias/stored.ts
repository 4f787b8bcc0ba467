/**
 * What the chapter "Position bias" shows before a reader has run anything: the treatments compared on twenty worlds, with the presets "clean"
 * and "aligned", and the error of "missing" at three rates of position dropout. Raw results of `npm run lab -- position-bias`, put together by
 * scripts/store-treatments.mjs.
 */
import { biasPreset } from './presets.ts';
import { TREATMENTS, type TreatedWorld, type TreatmentsSpec } from './treatments.ts';
import type { MissingRun, MissingSpec } from './missingStudy.ts';
import type { Provenance } from '../../study/provenance.ts';

export const STORED_PRESETS = ['clean', 'aligned'] as const;
export type StoredPreset = (typeof STORED_PRESETS)[number];

interface StoredTreatmentsFile {
  clean: { made: Provenance; worlds: TreatedWorld[] };
  aligned: { made: Provenance; worlds: TreatedWorld[] };
  dropout: { made: Provenance; runs: MissingRun[] };
}

/** Loaded when it is asked for: a file of its own. */
async function file(): Promise<StoredTreatmentsFile> {
  const { default: found } = await import('./stored/treatments.json');
  return found;
}

const baseOf = (preset: StoredPreset): TreatmentsSpec['base'] =>
  biasPreset(preset, { data: 1, init: 1, dropout: 1, batch: 1 });

/** The comparison that was made with a preset. */
export async function storedTreatments(
  preset: StoredPreset,
): Promise<{ spec: TreatmentsSpec; worlds: TreatedWorld[]; made: Provenance }> {
  const { made, worlds } = (await file())[preset];
  return {
    spec: { base: baseOf(preset), treatments: TREATMENTS, seeds: worlds.length, seedBase: worlds[0].seed },
    worlds,
    made,
  };
}

/** The errors of "missing" on the clean case, rate by rate. */
export async function storedDropout(): Promise<{ spec: MissingSpec; runs: MissingRun[]; made: Provenance }> {
  const { made, runs } = (await file()).dropout;
  const rates = [...new Set(runs.map(({ rate }) => rate))];
  return {
    spec: { base: baseOf('clean'), rates, seeds: runs.length / rates.length, seedBase: runs[0].seed },
    runs,
    made,
  };
}
