/** Whether a run that was saved elsewhere is computed here as it was there. */
import type { BackendName, EngineInfo, Rounding } from '../engine/types.ts';
import type { SavedRun } from './runFile.ts';

/** What a run is computed with; words in the catalogue under `engine.with.<arithmetic>`. WebAssembly is `once` or `twice` where it is known which. */
type Arithmetic = BackendName | Rounding;

const arithmeticOf = ({ backend, rounding }: Pick<SavedRun, 'backend' | 'rounding'>): Arithmetic => rounding ?? backend;

/** @returns what made a run and what goes on with it where their last digits differ; null where they do not, or it is not known */
export function roundsOtherwise(
  saved: Pick<SavedRun, 'backend' | 'rounding'>,
  here: Pick<EngineInfo, 'backend' | 'rounding'>,
): { was: Arithmetic; is: Arithmetic } | null {
  const known = saved.rounding !== undefined && here.rounding !== undefined;
  if (saved.backend === here.backend && !(known && saved.rounding !== here.rounding)) return null;
  return { was: arithmeticOf(saved), is: arithmeticOf(here) };
}
