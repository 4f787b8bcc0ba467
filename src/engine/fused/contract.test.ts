import { beforeAll, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { describeEngine } from '../testing/contract.ts';
import { variants } from '../testing/populations.ts';
import { createFusedEngine } from './engine.ts';
import { problems, useDawn } from './testing.ts';

beforeAll(async () => {
  await useDawn(createDawnGpu);
});

// Few structures here, and none with cures: parity.test.ts has all of them.
describeEngine(
  'fused',
  createFusedEngine,
  1e-6,
  variants().filter((_, i) => i % 9 === 4),
);

it('the engine made no mistake that WebGPU reports', () => {
  expect(problems).toEqual([]);
});
