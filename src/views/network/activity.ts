/** Which ReLU units fire, seen on a few held-out impressions: enough to tell a layer that works from one that is dying. */
import { explain, impressionAt } from '../../model/explain.ts';
import type { ParameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** Impressions looked at. */
const ROWS = 54;

export interface Activity {
  /** Impressions that it was seen on. */
  rows: number;
  /** [H] share of the impressions on which a shared unit is above 0; empty without a shared layer. */
  shared: Float64Array;
  /** [E] units of an expert that are above 0 on at least one of the impressions. */
  experts: number[];
}

/** Follows the first samples through a model and counts the units that are above 0. */
export function unitActivity(model: ModelSpec, layout: ParameterLayout, vector: Float32Array, samples: Impressions): Activity {
  const rows = Math.min(ROWS, samples.rows);
  const shared = new Float64Array(model.sharedUnits);
  const ever = Array.from({ length: model.experts }, () => new Uint8Array(model.expertUnits));
  for (let row = 0; row < rows; row++) {
    const { trunk, experts } = explain(model, vector, impressionAt(samples, row), layout);
    for (let i = 0; i < shared.length; i++) if (trunk[i] > 0) shared[i] += 1 / rows;
    experts.forEach((units, e) => units.forEach((value, u) => { if (value > 0) ever[e][u] = 1; }));
  }
  return { rows, shared, experts: ever.map((units) => units.reduce((sum, one) => sum + one, 0)) };
}
