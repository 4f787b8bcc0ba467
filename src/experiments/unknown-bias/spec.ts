/** The setting in which an unnamed bias is searched for. */
import { positionBiasRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../world/context.ts';

/** What may bias clicks. Nothing first: what is called there is a false alarm. */
export const CULPRITS: readonly (ContextColumn | null)[] = [null, ...CONTEXT_COLUMNS];

export interface SearchSettings {
  /** Multiplies the culprit's bias curves. */
  strength: number;
  /** Sine terms of the utilities. */
  sines: number;
  steps: number;
}

export const DEFAULT_SEARCH: Readonly<SearchSettings> = { strength: 1, sines: 1, steps: 1000 };

/** The setting in which position bias is measured (world W1), with twice the held-out queries: it is they that tell a column from chance. */
export function searchRun({ strength, sines, steps }: SearchSettings): RunSpec {
  const base = positionBiasRun();
  return {
    ...base,
    world: { ...base.world, heldOut: 9_000, biasStrength: strength, sines },
    training: { ...base.training, steps },
  };
}
