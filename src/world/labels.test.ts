/** What an impression is and what happens on it, worked out by hand on a platform of two features. */
import { describe, expect, it } from 'vitest';
import { clickProbability, drawLabels, emptyLog, fillTruth, sigmoid } from './labels.ts';
import type { RandomStream } from './random.ts';
import { worldW1, type WorldSpec } from './spec.ts';
import type { Truth } from './types.ts';

const spec: WorldSpec = { ...worldW1(), clickGain: 2, clickOffset: -0.5, likeGain: 3, regressionNoise: 0.5 };
const truth: Truth = {
  weights: [Float64Array.of(1, 0), Float64Array.of(0, 1), Float64Array.of(0.6, 0.8), Float64Array.of(-1, 0)],
  phases: [0, 1, 2, 3].map(() => new Float64Array(0)),
  mean: Float64Array.of(1, 0, 0, 0),
  deviation: Float64Array.of(2, 4, 1, 0.5),
  heuristic: new Float64Array(2),
  bias: [[0, -1, -2], [0, -0.25], []],
};

/** A stream that gives what it is told. */
function scripted(uniforms: number[], normals: number[]): RandomStream {
  return { uniform: () => uniforms.shift(), normal: () => normals.shift() } as unknown as RandomStream;
}

describe('sigmoid', () => {
  it('is the logistic function, without overflow', () => {
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 12);
    expect(sigmoid(-Math.log(3))).toBeCloseTo(0.25, 12);
    expect([sigmoid(1000), sigmoid(-1000)]).toEqual([1, 0]);
  });
});

describe('clickProbability', () => {
  it('adds the bias to the logit, or multiplies by the chance of being seen', () => {
    expect(clickProbability({ clickModel: 'additive' }, Math.log(6), -Math.LN2)).toBeCloseTo(0.75, 12);
    expect(clickProbability({ clickModel: 'examination' }, Math.log(3), -Math.LN2)).toBeCloseTo(0.375, 12);
  });
});

describe('emptyLog', () => {
  it('has room for every row', () => {
    const log = emptyLog(3, 5);
    expect([log.rows, log.featureCount, log.features.length]).toEqual([3, 5, 15]);
    for (const name of ['device', 'position', 'query', 'clickLogit', 'clickProbability'] as const)
      expect(Array.from(log[name]), name).toEqual([0, 0, 0]);
    for (const name of ['labels', 'observed', 'utility'] as const)
      expect(Array.from(log[name]), name).toEqual(new Array(12).fill(0));
  });
});

/** Row 1 of three, features (3, −2), on a desktop. */
function logAt(position: number) {
  const log = emptyLog(3, 2);
  log.features.set([9, 9, 3, -2, 9, 9]);
  log.device[1] = 1;
  log.position[1] = position;
  return log;
}

describe('fillTruth', () => {
  it('standardises the utilities, and biases the click alone', () => {
    const log = logAt(2);
    fillTruth(spec, truth, log, 1);
    // (3 − 1)/2, −2/4, 1.8 − 1.6, −3/0.5
    [1, -0.5, 0.2, -6].forEach((z, k) => expect(log.utility[4 + k]).toBeCloseTo(z, 6));
    expect(log.clickLogit[1]).toBeCloseTo(1.5, 6);
    expect(log.clickProbability[1]).toBeCloseTo(1 / (1 + Math.exp(-1.25)), 6);
    expect(Array.from(log.utility.subarray(0, 4))).toEqual([0, 0, 0, 0]);
    const missing = logAt(0);
    fillTruth(spec, truth, missing, 1);
    expect(missing.clickProbability[1]).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 6);
  });
});

describe('drawLabels', () => {
  const filled = (chance: number) => {
    const log = logAt(2);
    log.utility.set([1, -0.5, 0, -6], 4);
    log.clickProbability[1] = chance;
    return log;
  };

  it('draws click, watch time, like and rating, noise in units of the raw utility', () => {
    const log = filled(0.5);
    drawLabels(spec, truth, log, 1, scripted([0.4, 0.45], [2, -1]));
    // −0.5 + 0.5·2/4; σ(0) = 0.5 > 0.45; −6 − 0.5·1/0.5
    expect(Array.from(log.labels.subarray(4, 8))).toEqual([1, -0.25, 1, -7]);
    expect(Array.from(log.observed)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('hides the rest without a click, having drawn it all the same', () => {
    const log = filled(0.5);
    const [uniforms, normals] = [[0.5, 0.45], [2, -1]]; // oxfmt-ignore
    drawLabels(spec, truth, log, 1, scripted(uniforms, normals));
    expect([uniforms, normals]).toEqual([[], []]);
    expect(Array.from(log.labels.subarray(4, 8))).toEqual([0, 0, 0, 0]);
    expect(Array.from(log.observed.subarray(4, 8))).toEqual([1, 0, 0, 0]);
  });

  it('shows all where all are observed; a like needs its own luck', () => {
    const log = filled(0.5);
    drawLabels({ ...spec, labels: 'all' }, truth, log, 1, scripted([0.6, 0.5], [0, 0]));
    expect(Array.from(log.labels.subarray(4, 8))).toEqual([0, -0.5, 0, -6]);
    expect(Array.from(log.observed.subarray(4, 8))).toEqual([1, 1, 1, 1]);
  });

  it('likes by its own utility and gain', () => {
    const log = filled(0);
    log.utility[6] = Math.log(3) / 3; // σ(3 · ln 3 / 3) = 0.75
    const liked = (luck: number): number => {
      drawLabels({ ...spec, labels: 'all' }, truth, log, 1, scripted([0, luck], [0, 0]));
      return log.labels[6];
    };
    expect([liked(0.74), liked(0.76)]).toEqual([1, 0]);
    expect(log.labels[4]).toBe(0); // no luck is enough for a chance of 0
  });
});
