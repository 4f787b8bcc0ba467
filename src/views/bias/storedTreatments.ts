/** Comparisons measured beforehand, so that the chapter begins with figures; anything run here takes their place. */
import type { BiasPreset } from '../../experiments/position-bias/presets.ts';
import { storedDropout, storedTreatments } from '../../experiments/position-bias/stored.ts';
import { useComparisons } from './treatmentsClient.ts';

/** Shows what was measured for a preset (world W1 for settings that are none), unless something has been run here. */
export async function showStored(preset: BiasPreset | undefined): Promise<void> {
  const name = preset === 'aligned' ? 'aligned' : 'clean';
  const { treatments } = useComparisons.getState();
  if (treatments && treatments.stored !== undefined && treatments.stored === name) return;
  if (treatments && treatments.stored === undefined) return;
  const { spec, worlds, made } = await storedTreatments(name);
  const now = useComparisons.getState().treatments;
  if (now && now.stored === undefined) return;
  useComparisons.setState({ treatments: { spec, worlds, stored: name, made } });
}

/** Shows the errors of "missing" that were measured, unless something has been run here. */
export async function showStoredDropout(): Promise<void> {
  if (useComparisons.getState().dropout) return;
  const found = await storedDropout();
  if (!useComparisons.getState().dropout) useComparisons.setState({ dropout: found });
}
