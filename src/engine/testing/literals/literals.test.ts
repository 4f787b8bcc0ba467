/** The engines that need no GPU against literal numbers, and the numbers against the program that they were computed with. */
import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../reference/engine.ts';
import { createScalarEngine } from '../../scalar/engine.ts';
import { createRoundingEngine } from '../../simd/engine.ts';
import { switchOnRelaxedSimd } from '../relaxedSimd.ts';
import { threefry } from './draws.mjs';
import stored from './stored/numbers.json' with { type: 'json' };
import { printed } from './program.mjs';
import { describeLiterals } from './suite.ts';
import { useProcessor } from '../../tfjs/testing.ts';

switchOnRelaxedSimd(setFlagsFromString);

beforeAll(async () => {
  await useProcessor('cpu');
});

describeLiterals('scalar', createScalarEngine);
for (const rounding of ['once', 'twice'] as const)
  describeLiterals(`simd, rounding ${rounding}`, (population, data) =>
    createRoundingEngine(population, data, rounding),
  );
describeLiterals('reference', (population, data) => createReferenceEngine(population, data));

describe('the program', () => {
  // Known answers of Threefry-2x32 with 13 rounds from its authors' library (Random123, kat_vectors).
  it.each<[[number, number], [number, number], [number, number]]>([
    [
      [0, 0],
      [0, 0],
      [0x9d1c5ec6, 0x8bd50731],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0xfd36d048, 0x2d17272c],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xba3e4725, 0xf27d669e],
    ],
  ])('key %j, counter %j: the published words', (key, counter, words) => {
    expect(threefry(key, counter)).toEqual(words);
  });

  it('prints what is stored beside it', () => {
    expect(JSON.parse(printed())).toEqual(stored);
  });
});
