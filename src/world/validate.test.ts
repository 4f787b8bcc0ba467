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

const WHOLE = 'whole number';
const ANY = 'number';
/** Every number of a world: of which kind it is, and between what it lies. */
const RANGES: [keyof WorldSpec, string, number, number][] = [
  ['impressions', WHOLE, 1, 1_000_000],
  ['heldOut', WHOLE, 1, 1_000_000],
  ['queryFeatures', WHOLE, 0, 64],
  ['itemFeatures', WHOLE, 1, 64],
  ['candidates', WHOLE, 9, 1000],
  ['sines', WHOLE, 0, 32],
  ['simplerSatisfaction', WHOLE, 0, 32],
  ['cosineWithin', ANY, 0, 1],
  ['cosineAcross', ANY, -1, 1],
  ['clickGain', ANY, 0, 100],
  ['clickOffset', ANY, -100, 100],
  ['likeGain', ANY, 0, 100],
  ['regressionNoise', ANY, 0, 100],
  ['biasStrength', ANY, 0, 100],
  ['randomness', ANY, 0, 1],
  ['misalignment', ANY, 0, 1],
];

describe.each(RANGES)('%s, a %s from %d to %d', (field, kind, low, high) => {
  const world = (value: unknown): WorldSpec => ({ ...worldPolarization(), [field]: value });
  it('may be either end', () => {
    checkWorld(world(low));
    checkWorld(world(high));
  });
  it.each([low - 1, high + 1, NaN, '2'])('may not be %s, and the message says what it may', (value) => {
    expect(() => checkWorld(world(value))).toThrow(
      new WorldSpecError(field, `must be a ${kind} from ${String(low)} to ${String(high)}, not ${String(value)}`),
    );
  });
  it('may be a fraction only where it need not be whole', () => {
    const half = world(low + 0.5);
    if (kind === WHOLE) expect(() => checkWorld(half)).toThrow(WorldSpecError);
    else checkWorld(half);
  });
});

it.each<[keyof WorldSpec, string[]]>([
  ['logging', ['ranked', 'quantile', 'none']],
  ['sharedPhases', ['group', 'all']],
  ['labels', ['all', 'clicked']],
  ['clickModel', ['additive', 'examination']],
])('%s may be one of %j, and the message says so', (field, choices) => {
  for (const choice of choices) checkWorld({ ...worldW1(), [field]: choice });
  for (const wrong of ['', 'other']) {
    const spec = { ...worldW1(), [field]: wrong };
    expect(() => checkWorld(spec)).toThrow(
      new WorldSpecError(field, `must be one of ${choices.join(', ')}, not ${wrong}`),
    );
  }
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
