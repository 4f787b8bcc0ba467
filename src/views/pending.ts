/** Which settings wait for a reset, and how a setting that another one needs is kept. Pure. */
import { FIELDS, fieldOf, getField, withField, sameValue, type Field } from '../run/fields.ts';
import { defaultState, type LabState } from '../run/labState.ts';
import { lacksSharedLayer } from '../run/link.ts';
import type { RunSpec } from '../run/runSpec.ts';

/** Fields that take effect at a reset and differ from the run that was asked for last. */
export function pendingFields(state: LabState, asked: RunSpec | null): Field[] {
  if (!asked || asked === state.run) return [];
  const running: LabState = { ...state, run: asked };
  return FIELDS.filter(
    (field) => field.applies === 'reset' && !sameValue(getField(state, field), getField(running, field)),
  );
}

/** The state with every waiting field back at what the run has. */
export function withoutPending(state: LabState, asked: RunSpec): LabState {
  const running: LabState = { ...state, run: asked };
  return pendingFields(state, asked).reduce((next, field) => withField(next, field, getField(running, field)), state);
}

/**
 * Mends a state in which a bias treatment lacks the shared layer that it acts on: the setting changed last stays, the other one gives way.
 * @returns the key of the notice that says so, or null when nothing had to be mended
 */
export function mended(
  state: LabState,
  changed: string,
): { state: LabState; notice: 'notice.handlingChanged' | 'notice.sharedLayerAdded' | null } {
  if (!lacksSharedLayer(state)) return { state, notice: null };
  const other = fieldOf(changed === 'run.model.sharedUnits' ? 'run.model.biasHandling' : 'run.model.sharedUnits');
  return {
    state: withField(state, other, getField(defaultState(), other)),
    notice: changed === 'run.model.sharedUnits' ? 'notice.handlingChanged' : 'notice.sharedLayerAdded',
  };
}
