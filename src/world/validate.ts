import { DEVICE_COUNT, POSITIONS, type WorldSpec } from './spec.ts';

/** A world that cannot be made; `field` names the first culprit. */
export class WorldSpecError extends Error {
  override name = 'WorldSpecError';
  constructor(readonly field: keyof WorldSpec, message: string) {
    super(`world.${field} ${message}`);
  }
}

/** @throws WorldSpecError naming the first field out of range */
export function checkWorld(spec: WorldSpec): void {
  const within = (field: keyof WorldSpec, low: number, high: number, whole = false): void => {
    const value = spec[field];
    if (typeof value !== 'number' || !(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw new WorldSpecError(field, `must be a ${whole ? 'whole ' : ''}number from ${String(low)} to ${String(high)}, not ${String(value)}`);
    }
  };
  within('impressions', 1, 1_000_000, true);
  within('heldOut', 1, 1_000_000, true);
  within('queryFeatures', 0, 64, true);
  within('itemFeatures', 1, 64, true);
  within('candidates', POSITIONS, 1000, true);
  within('sines', 0, 32, true);
  within('cosineWithin', 0, 1);
  within('cosineAcross', -1, 1);
  within('randomness', 0, 1);
  within('misalignment', 0, 1);
  within('regressionNoise', 0, 100);
  within('clickGain', 0, 100);
  within('clickOffset', -100, 100);
  within('likeGain', 0, 100);
  within('biasStrength', 0, 100);
  if (spec.logging === 'ranked' && (spec.impressions < POSITIONS || spec.heldOut < POSITIONS)) {
    throw new WorldSpecError(spec.impressions < POSITIONS ? 'impressions' : 'heldOut', `must be at least ${String(POSITIONS)}: one whole query`);
  }
  if (spec.biasCurves.length !== DEVICE_COUNT || spec.biasCurves.some((curve) => curve.length !== POSITIONS || curve.some((v) => !(v <= 0) || !Number.isFinite(v)))) {
    throw new WorldSpecError('biasCurves', `must be ${String(DEVICE_COUNT)} curves of ${String(POSITIONS)} logits, none above 0`);
  }
}
