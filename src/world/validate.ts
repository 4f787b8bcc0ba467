import { DEVICE_COUNT, POSITIONS, type WorldSpec } from './spec.ts';

/** A world that cannot be made; `field` names the first culprit. */
export class WorldSpecError extends Error {
  override name = 'WorldSpecError';
  constructor(
    readonly field: keyof WorldSpec | 'seed',
    message: string,
  ) {
    super(`world.${field} ${message}`);
  }
}

/** @throws WorldSpecError unless the seed is a whole number from 0 to 2³² − 1: the generator would silently wrap any other. */
export function checkSeed(seed: number): void {
  if (seed !== seed >>> 0)
    throw new WorldSpecError('seed', `must be a whole number from 0 to 4294967295, not ${String(seed)}`);
}

/** @throws WorldSpecError naming the first field that is missing, of a wrong kind or out of range */
export function checkWorld(spec: WorldSpec): void {
  const within = (field: keyof WorldSpec, low: number, high: number, whole = false): void => {
    const value = spec[field];
    if (typeof value !== 'number' || !(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw new WorldSpecError(
        field,
        `must be a ${whole ? 'whole ' : ''}number from ${String(low)} to ${String(high)}, not ${String(value)}`,
      );
    }
  };
  const oneOf = <F extends keyof WorldSpec>(field: F, choices: readonly WorldSpec[F][]): void => {
    if (!choices.includes(spec[field]))
      throw new WorldSpecError(field, `must be one of ${choices.map(String).join(', ')}, not ${String(spec[field])}`);
  };
  oneOf('logging', ['ranked', 'quantile', 'none']);
  within('impressions', 1, 1_000_000, true);
  within('heldOut', 1, 1_000_000, true);
  within('queryFeatures', 0, 64, true);
  within('itemFeatures', 1, 64, true);
  within('candidates', POSITIONS, 1000, true);
  within('sines', 0, 32, true);
  within('simplerSatisfaction', 0, 32, true);
  oneOf('sharedPhases', ['group', 'all']);
  within('cosineWithin', 0, 1);
  within('cosineAcross', -1, 1);
  within('clickGain', 0, 100);
  within('clickOffset', -100, 100);
  within('likeGain', 0, 100);
  within('regressionNoise', 0, 100);
  oneOf('labels', ['all', 'clicked']);
  oneOf('clickModel', ['additive', 'examination']);
  within('biasStrength', 0, 100);
  const isCurve = (curve: unknown): boolean =>
    Array.isArray(curve)
    && curve.length === POSITIONS
    && curve.every((value) => typeof value === 'number' && value <= 0 && value > -Infinity);
  if (!Array.isArray(spec.biasCurves) || spec.biasCurves.length !== DEVICE_COUNT || !spec.biasCurves.every(isCurve)) {
    throw new WorldSpecError(
      'biasCurves',
      `must be ${String(DEVICE_COUNT)} curves of ${String(POSITIONS)} logits, none above 0`,
    );
  }
  within('randomness', 0, 1);
  within('misalignment', 0, 1);
  for (const field of ['impressions', 'heldOut'] as const) {
    if (spec.logging === 'ranked' && spec[field] < POSITIONS)
      throw new WorldSpecError(field, `must be at least ${String(POSITIONS)}: one whole query`);
  }
}
