/**
 * Treatments compared beforehand on twenty worlds, with the presets "clean" and "aligned". Raw results, made on the scalar engine by the same
 * {@link runTreatments} that the page runs: `npm run lab -- position-bias --seeds 20` (and `--misalignment 0`) makes them again.
 */
import { biasPreset } from '../biasPresets.ts';
import { TREATMENTS, type TreatedWorld, type TreatmentsSpec } from '../treatments.ts';

export const STORED_PRESETS = ['clean', 'aligned'] as const;
export type StoredPreset = (typeof STORED_PRESETS)[number];

/** Loaded when it is asked for: a file of its own. */
export async function storedTreatments(preset: StoredPreset): Promise<{ spec: TreatmentsSpec; worlds: TreatedWorld[] }> {
  const { default: file } = await import('./treatments.json');
  const worlds = file[preset] as unknown as TreatedWorld[];
  return {
    spec: { base: biasPreset(preset, { data: 1, init: 1, dropout: 1, batch: 1 }), treatments: TREATMENTS, seeds: worlds.length, seedBase: worlds[0].seed },
    worlds,
  };
}
