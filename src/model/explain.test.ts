/** One impression followed through small models, every number worked out by hand. */
import { describe, expect, it } from 'vitest';
import { emptyLog } from '../world/labels.ts';
import { explain, impressionAt, softmax } from './explain.ts';
import { PLAIN_SERVING, type Serving } from './cures.ts';
import { blockOf, parameterLayout, type BlockName } from './layout.ts';
import type { ModelSpec } from './spec.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 2,
  sharedUnits: 2,
  experts: 2,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};
const ln3 = Math.log(3);

/** A flat vector whose other parameters are 0. */
function parametersOf(model: ModelSpec, blocks: Partial<Record<BlockName, number[] | Record<number, number>>>) {
  const layout = parameterLayout(model);
  const vector = new Float32Array(layout.length);
  for (const [name, values] of Object.entries(blocks))
    for (const [i, value] of Object.entries(values)) blockOf(layout, vector, name as BlockName)[Number(i)] = value;
  return vector;
}
const close = (actual: ArrayLike<number>, wanted: readonly number[]): void => {
  expect(actual).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 6));
};

describe('softmax', () => {
  it('of ln 3 and 0 is three to one, whatever is added to both', () => {
    for (const shift of [0, 1000, -1000]) close(softmax([ln3 + shift, shift]), [0.75, 0.25]);
    close(softmax([-5]), [1]);
  });
});

describe('impressionAt', () => {
  it('is the row’s features, device and position', () => {
    const log = { ...emptyLog(2, 3), position: Uint8Array.of(4, 9), device: Uint8Array.of(1, 2) };
    log.features.set([1, 2, 3, 4, 5, 6]);
    expect(impressionAt(log, 1)).toEqual({ features: Float32Array.of(4, 5, 6), device: 2, position: 9 });
  });
});

/** x = (2, −1). */
const input = { features: [2, -1], device: 1, position: 3 };
// x·W: (2·1 + (−1)·3, 2·0.5 + (−1)·(−1)) = (−1, 2); with b: (−2, 2.5); rectified: (0, 2.5).
const SHARED = { 'shared/w': [1, 0.5, 3, -1], 'shared/b': [-1, 0.5] };
// Expert 0: 2.5·(1, −2) + (0.5, 1) = (3, −4) → (3, 0); expert 1: 2.5·(−1, 2) + (3, −1) = (0.5, 4).
const EXPERTS = { 'experts/w': [9, 9, 1, -2, 9, 9, -1, 2], 'experts/b': [0.5, 1, 3, -1] };

describe('explain', () => {
  // Gates read 2.5 times the second row; biases: task 0 (ln 3, 0), task 3 (0, ln 3); task 2's second row gives ln 3 in all.
  const gates = { 'gates/w': { 10: ln3 / 2.5 }, 'gates/b': { 0: ln3, 7: ln3 } };
  const towers = { 'towers/w': [1, 2, 0, 1, -1, 1, 2, 0], 'towers/b': [0.5, 0, 1, -1] };
  const table = { 'shallow/table': { 13: -0.75, 10: 0.25 } };
  const parameters = parametersOf(MODEL, { ...SHARED, ...EXPERTS, ...gates, ...towers, ...table });

  it('gives no weight to an expert that a task may not use, and the rest to the others', () => {
    const seen = explain({ ...MODEL, visible: [0b01, 0b11, 0b10, 0b11] }, parameters, input);
    expect(seen.weights.map((row) => Array.from(row))[0]).toEqual([1, 0]);
    expect(Array.from(seen.weights[2])).toEqual([0, 1]);
    close(seen.weights[1], [0.5, 0.5]);
    close(seen.weights[3], [0.25, 0.75]);
    expect(seen.gateLogits[0][1]).toBe(-Infinity);
    close(seen.mixed[0], [3, 0]);
    close(seen.mixed[2], [0.5, 4]);
  });

  it('follows an impression from its features to its outputs', () => {
    const seen = explain(MODEL, parameters, input);
    close(seen.trunk, [0, 2.5]);
    close(seen.experts[0], [3, 0]);
    close(seen.experts[1], [0.5, 4]);
    [[ln3, 0], [0, 0], [ln3, 0], [0, ln3]].forEach((row, k) => close(seen.gateLogits[k], row)); // oxfmt-ignore
    [[0.75, 0.25], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]].forEach((row, k) => close(seen.weights[k], row)); // oxfmt-ignore
    // ¾·(3, 0) + ¼·(½, 4) = (2.375, 1); halves: (1.75, 2); ¼ and ¾: (1.125, 3).
    [[2.375, 1], [1.75, 2], [2.375, 1], [1.125, 3]].forEach((row, k) => close(seen.mixed[k], row)); // oxfmt-ignore
    expect(seen.hidden.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
    close(seen.tower, [4.875, 2, -0.375, 1.25]);
    expect(seen.shallow).toBe(-0.75);
    close(seen.output, [4.125, 2, -0.375, 1.25]);
    expect(seen.served).toBeCloseTo(5.125, 6);
  });

  it('without the shallow tower output and served are the tower’s', () => {
    const model: ModelSpec = { ...MODEL, biasHandling: 'none' };
    const seen = explain(model, parametersOf(model, { ...SHARED, ...EXPERTS, ...gates, ...towers }), input);
    expect(seen.shallow).toBe(0);
    close(seen.output, [4.875, 2, -0.375, 1.25]);
    expect(seen.served).toBe(seen.tower[0]);
  });

  it('one gate mixes for all tasks', () => {
    const model: ModelSpec = { ...MODEL, kind: 'omoe' };
    const blocks = { ...SHARED, ...EXPERTS, ...towers, 'gates/w': { 3: ln3 / 2.5 }, 'gates/b': [0, 0] };
    const seen = explain(model, parametersOf(model, blocks), input);
    for (const row of seen.gateLogits) close(row, [0, ln3]);
    for (const row of seen.mixed) close(row, [1.125, 3]);
    close(seen.tower, [7.625, 3, 2.875, 1.25]);
  });

  it('a shared bottom reads the features where there is no shared layer, with hidden units in its towers', () => {
    const model: ModelSpec = { ...MODEL, kind: 'shared-bottom', experts: 1, sharedUnits: 0, towerUnits: 1 };
    const blocks: Parameters<typeof parametersOf>[1] = {
      // (2·1 − 1·(−1), 2·0 − 1·1) + (0, 2) = (3, 1)
      'experts/w': [1, 0, -1, 1],
      'experts/b': [0, 2],
      // Task 0: 3 + 1 = 4; task 1: 3 − 5 → 0; task 2: 1 + 0.5; task 3: 0 + 2.
      'towers/w1': [1, 1, 1, -5, 0, 1, 0, 0],
      'towers/b1': [0, 0, 0.5, 2],
      'towers/w': [2, 7, -1, 0.5],
      'towers/b': [0, 0.25, 0, 1],
    };
    const seen = explain(model, parametersOf(model, blocks), input);
    close(seen.trunk, [2, -1]);
    for (const row of seen.gateLogits) close(row, [0]);
    for (const row of seen.weights) close(row, [1]);
    for (const row of seen.mixed) close(row, [3, 1]);
    expect(seen.hidden.map(([unit]) => unit)).toEqual([4, 0, 1.5, 2]);
    close(seen.tower, [8, 0.25, -1.5, 2]);
  });

  it('the position as an input changes everything above, and is left out when served', () => {
    const model: ModelSpec = { ...MODEL, kind: 'shared-bottom', experts: 1, biasHandling: 'input-feature' };
    const blocks = {
      ...SHARED,
      // Rows 13 and 10 of two units each: the unit's pre-activations −2 and 2.5 become (1, 2) and (−2, 3).
      'positionInput/w': { 26: 3, 27: -0.5, 21: 0.5 },
      'experts/w': [1, 0, 0, 1],
      'towers/w': [1, 10],
    };
    const parameters = parametersOf(model, blocks);
    const seen = explain(model, parameters, input);
    close(seen.trunk, [1, 2]);
    expect(seen.output[0]).toBeCloseTo(21, 6);
    expect(seen.served).toBeCloseTo(30, 6);
    const missing = explain(model, parameters, { ...input, position: 0 });
    close(missing.trunk, [0, 3]);
    expect(missing.served).toBe(missing.output[0]);
  });
});

describe('explain with cures', () => {
  const plain = { ...PLAIN_SERVING };
  // As above, before activation: shared (−2, 2.5); experts (3, −4) and (0.5, 4) where the shared layer is ReLU.
  const model: ModelSpec = { ...MODEL, biasHandling: 'none', balance: true };
  const blocks = { ...SHARED, ...EXPERTS, 'gates/b': [ln3, 0], 'gates/balance': [0, 0, ln3, 0, 0, -ln3] };
  const parameters = parametersOf(model, blocks);
  const explained = (serving: Partial<Serving>) =>
    explain(model, parameters, input, undefined, { ...plain, ...serving });

  it('shows the activations', () => {
    close(explained({ sharedActivation: 'leaky' }).trunk, [-0.02, 2.5]);
    close(explained({ sharedActivation: 'swish' }).trunk, [-2 / (1 + Math.exp(2)), 2.5 / (1 + Math.exp(-2.5))]);
    close(explained({ expertActivation: 'leaky' }).experts[0], [3, -0.04]);
    close(explained({ expertActivation: 'swish' }).experts[0], [3 / (1 + Math.exp(-3)), -4 / (1 + Math.exp(4))]);
  });

  it('shows layer norm before the activation', () => {
    // Mean −0.5, variance 12.25; mean 2.25, variance 3.0625.
    const [one, other] = [3.5 / Math.sqrt(12.25001), 1.75 / Math.sqrt(3.06251)];
    close(explained({ layerNorm: true }).experts[0], [one, 0]);
    close(explained({ layerNorm: true, expertActivation: 'leaky' }).experts[1], [-0.01 * other, other]);
  });

  it('shows balancing, cap, temperature and sigmoid gates in logits and weights', () => {
    [[ln3, 0], [ln3, 0], [0, -ln3], [0, 0]].forEach((row, k) => close(explained({}).gateLogits[k], row)); // oxfmt-ignore
    close(explained({}).weights[2], [0.75, 0.25]);
    close(explained({ temperature: 0.5 }).weights[0], [0.9, 0.1]);
    // tanh(ln 3) = (9 − 1) / (9 + 1)
    close(explained({ cap: 1 }).gateLogits[0], [0.8, 0]);
    close(explained({ cap: 2, temperature: 4 }).gateLogits[0], [(2 * Math.tanh(ln3 / 2)) / 4, 0]);
    // σ(ln 3) = ¾, σ(0) = ½
    close(explained({ gateKind: 'sigmoid' }).weights[0], [0.6, 0.4]);
  });

  it('and what is served, without the position', () => {
    const spec: ModelSpec = { ...MODEL, biasHandling: 'input-feature' };
    const own = parametersOf(spec, { ...SHARED, ...EXPERTS, 'towers/w': [1, 1], 'positionInput/w': { 26: 3 } });
    const serving = { ...plain, sharedActivation: 'swish' } as const;
    const seen = explain(spec, own, input, undefined, serving);
    expect(seen.served).toBe(explain(spec, own, { ...input, position: 0 }, undefined, serving).output[0]);
    expect(seen.served).not.toBe(explain(spec, own, { ...input, position: 0 }).output[0]);
  });
});
