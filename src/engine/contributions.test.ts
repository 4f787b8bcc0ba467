/** Two experts of two units behind gates that weigh them 3 to 1: every number worked out by hand. */
import { describe, expect, it } from 'vitest';
import { PLAIN_SERVING } from '../model/cures.ts';
import { blockOf, parameterLayout, type BlockName } from '../model/layout.ts';
import type { ModelSpec } from '../model/spec.ts';
import { contributions } from './contributions.ts';
import { randomLog } from './testing/populations.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 1,
  sharedUnits: 0,
  experts: 2,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'none',
};
/** Features 1 and 2. */
const log = { ...randomLog(1, 2, 1), features: Float32Array.of(1, 2) };
const ln3 = Math.log(3);

function vector(model: ModelSpec, blocks: Partial<Record<BlockName, number[]>>): Float32Array {
  const layout = parameterLayout(model);
  const all = new Float32Array(layout.length);
  for (const [name, values] of Object.entries(blocks)) blockOf(layout, all, name as BlockName).set(values);
  return all;
}
const close = (actual: Float64Array, wanted: readonly number[]): void => {
  expect(actual).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 6));
};

// Expert 0 gives (x, 0), expert 1 (1, 2x): (1, 0), (2, 0) and (1, 2), (1, 4).
const EXPERTS = { 'experts/w': [1, 0, 0, 2], 'experts/b': [0, -1, 1, 0] };
const GATES = { 'gates/b': [ln3, 0, ln3, 0, ln3, 0, 0, 0] };

describe('contributions', () => {
  it('with linear towers are weights times |v · h|, in shares of the mean', () => {
    const towers = { 'towers/w': [1, 1, -4, 0, 0, 1, 0, 0] };
    close(contributions(MODEL, vector(MODEL, { ...EXPERTS, ...GATES, ...towers }), log), [
      // ¾·(1 + 2)/2 = 1.125 and ¼·(3 + 5)/2 = 1
      1.125 / 2.125, 1 / 2.125,
      // −4 and −8: ¾·6 = 4.5; −4 twice: ¼·4 = 1
      4.5 / 5.5, 1 / 5.5,
      // the first expert's second unit is shut: weighed 3 to 1, it gives nothing
      0, 1,
      // the tower reads nothing
      0, 0,
    ]); // oxfmt-ignore
  });

  it('with a hidden layer are weights times the length of h · W1', () => {
    const model: ModelSpec = { ...MODEL, towerUnits: 2 };
    // Task 0 reads (3·first, 4·first): 5·first; task 1 (0, 2·second), which the first expert has shut. Others nothing.
    const towers = { 'towers/w1': [3, 4, 0, 0, 0, 0, 0, 2], 'towers/w': [-9, -9] };
    close(contributions(model, vector(model, { ...EXPERTS, ...GATES, ...towers }), log), [
      // ¾·5·1.5 = 5.625 and ¼·5·1 = 1.25
      5.625 / 6.875, 1.25 / 6.875, 0, 1, 0, 0, 0, 0,
    ]); // oxfmt-ignore
  });

  it('with a hidden layer of one unit too, and however little all experts give together', () => {
    const model: ModelSpec = { ...MODEL, towerUnits: 1 };
    // Task 0 reads a tenth of the second unit, which the first expert has shut; task 1 a hundredth of the first.
    const towers = { 'towers/w1': [0, 0.1, 0.01, 0], 'towers/w': [-9, -9] };
    close(contributions(model, vector(model, { ...EXPERTS, ...GATES, ...towers }), log), [
      0, 1,
      // ¾·0.015 = 0.01125 and ¼·0.01 = 0.0025
      1.125 / 1.375, 0.25 / 1.375, 0, 0, 0, 0,
    ]); // oxfmt-ignore
  });

  it('leave out what a task may not use, and tell a single expert and one gate', () => {
    const towers = { 'towers/w': [1, 1, 1, 1, 1, 1, 1, 1] };
    const parameters = vector(MODEL, { ...EXPERTS, ...GATES, ...towers });
    close(contributions({ ...MODEL, visible: [1, 2, 3, 3] }, parameters, log).slice(0, 4), [1, 0, 0, 1]);
    const omoe: ModelSpec = { ...MODEL, kind: 'omoe' };
    const one = contributions(omoe, vector(omoe, { ...EXPERTS, 'gates/b': [ln3, 0], ...towers }), log);
    close(
      one,
      [1, 1, 1, 1].flatMap(() => [1.125 / 2.125, 1 / 2.125]),
    );
    const single: ModelSpec = { ...MODEL, kind: 'shared-bottom', experts: 1 };
    close(contributions(single, vector(single, { 'experts/w': [1, 0], ...towers }), log), [1, 1, 1, 1]);
  });

  it('are measured at the logged positions, where the model reads them', () => {
    const model: ModelSpec = { ...MODEL, sharedUnits: 1, biasHandling: 'input-feature' };
    const shown = { ...log, device: Uint8Array.of(0, 1), position: Uint8Array.of(2, 5) };
    // The shared layer is 1 and 3 at these positions, and 100 where the position is missing; expert 0 gives it, expert 1 gives 1.
    const table = new Array<number>(30).fill(100);
    table[2] = 1;
    table[15] = 3;
    const experts = { 'experts/w': [1, 0, 0, 0], 'experts/b': [0, 0, 1, 0], 'towers/w': [1, 0] };
    close(contributions(model, vector(model, { ...experts, 'positionInput/w': table }), shown).slice(0, 2), [
      2 / 3,
      1 / 3,
    ]);
  });

  it('are of the model as it predicts: activations, balancing and temperature', () => {
    const model: ModelSpec = { ...MODEL, balance: true };
    const towers = { 'towers/w': [0, 1, 0, 1, 0, 1, 0, 1] };
    const blocks = { ...EXPERTS, ...towers, 'gates/b': [ln3, 0], 'gates/balance': [ln3, 0] };
    const serving = { ...PLAIN_SERVING, expertActivation: 'leaky', temperature: 2 } as const;
    // Logits 2 ln 3 and 0, halved: 3 to 1. The shut unit gives −0.01: ¾·0.01; the other expert 2 and 4: ¼·3.
    const seen = contributions(model, vector(model, blocks), log, serving);
    close(seen.slice(0, 2), [0.0075 / 0.7575, 0.75 / 0.7575]);
  });
});
