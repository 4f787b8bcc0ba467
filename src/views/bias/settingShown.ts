/** Which setting the run in sight has, for the words that say what to look for in it. Pure. */
import { presetOf, type BiasPreset } from '../../experiments/position-bias/presets.ts';
import type { LabState } from '../../run/labState.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { isSynthetic } from '../../run/source.ts';
import { pendingFields, withoutPending, type Trained } from '../pending.ts';

/** A preset, the setting that the page opens with, settings of the reader's own, or a run on a table. */
export type Setting = BiasPreset | 'opening' | 'own' | 'table';

function settingOf(run: RunSpec): Setting {
  if (!isSynthetic(run)) return 'table';
  const opening = { ...defaultRun(), seeds: run.seeds };
  return presetOf(run) ?? (JSON.stringify(opening) === JSON.stringify(run) ? 'opening' : 'own');
}

/**
 * The setting of the run that trains: what the controls ask for beyond it is not seen yet, it waits.
 * @param trained - null where changes are taken up by themselves: then the controls are the run
 */
export function settingShown(state: LabState, trained: Trained | null): { setting: Setting; waiting: number } {
  const waiting = pendingFields(state, trained).length;
  const { run } = trained && waiting > 0 ? withoutPending(state, trained) : state;
  return { setting: settingOf(run), waiting };
}
