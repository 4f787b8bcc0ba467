import { describe, expect, it } from 'vitest';
import { worldPolarization, worldW1, type WorldSpec } from './spec.ts';
import { checkSeed, checkWorld, WorldSpecError } from './validate.ts';
import { createWorld } from './world.ts';

const bad: [keyof WorldSpec, unknown][] = [
  ['logging', 'alphabetical'],
  ['impressions', 8],
  ['impressions', 100.5],
  ['impressions', Infinity],
  ['heldOut', 0],
  ['heldOut', 8],
  ['queryFeatures', -1],
  ['itemFeatures', 0],
  ['candidates', 8],
  ['sines', 1.5],
  ['simplerSatisfaction', -1],
  ['sharedPhases', 'none'],
  ['cosineWithin', 1.01],
  ['cosineWithin', NaN],
  ['cosineAcross', -1.5],
  ['clickGain', -1],
  ['clickOffset', '0'],
  ['likeGain', undefined],
  ['regressionNoise', -0.1],
  ['labels', 'some'],
  ['clickModel', ''],
  ['biasStrength', -1],
  ['randomness', 2],
  ['misalignment', -0.1],
  ['biasCurves', []],
  ['biasCurves', undefined],
  ['biasCurves', [[0], [0], [0]]],
  ['biasCurves', worldW1().biasCurves.map((curve) => curve.with(3, 0.1))],
  ['biasCurves', worldW1().biasCurves.map((curve) => curve.with(3, NaN))],
  ['biasCurves', worldW1().biasCurves.map((curve) => curve.with(3, -Infinity))],
];

describe('checkWorld', () => {
  it('accepts the worlds of the app', () => {
    checkWorld(worldW1());
    checkWorld(worldPolarization());
    checkWorld({ ...worldPolarization(), impressions: 1, heldOut: 1 });
  });

  it.each(bad)('names %s = %s', (field, value) => {
    const spec = { ...worldW1(), [field]: value };
    expect(() => checkWorld(spec)).toThrow(WorldSpecError);
    expect(() => checkWorld(spec)).toThrow(new RegExp(`^world\\.${field} must`));
    expect(() => createWorld(spec, 1)).toThrow(expect.objectContaining({ field }));
  });
});

describe('checkSeed', () => {
  it.each([-1, 0.5, 2 ** 32, NaN])('refuses %s', (seed) => {
    expect(() => checkSeed(seed)).toThrow(/^world\.seed must/);
  });
  it('accepts every unsigned 32-bit number', () => {
    checkSeed(0);
    checkSeed(2 ** 32 - 1);
  });
});
