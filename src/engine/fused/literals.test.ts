/** The fused engine against literal numbers. */
import { beforeAll, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { describeLiterals } from '../testing/literals/suite.ts';
import { createFusedEngine } from './engine.ts';
import { problems, useDawn } from './testing.ts';

beforeAll(async () => {
  await useDawn(createDawnGpu);
});

describeLiterals('fused', createFusedEngine);

it('the engine made no mistake that WebGPU reports', () => {
  expect(problems).toEqual([]);
});
