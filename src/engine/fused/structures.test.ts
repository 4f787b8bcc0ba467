import { beforeAll, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { createScalarEngine } from '../scalar/engine.ts';
import { openStructures } from '../structures.ts';
import { difference, MEASURES } from '../testing/difference.ts';
import { randomData, smallPopulation, SOME_VISIBLE } from '../testing/populations.ts';
import { createFusedEngine } from './engine.ts';
import { problems, useDawn } from './testing.ts';

beforeAll(async () => {
  await useDawn(createDawnGpu);
});

it('two structures train side by side on one device, and are measured at once', async () => {
  const data = [randomData(1, 4)];
  const population = smallPopulation({ replicas: [{ gateDropout: 0.2 }, { visible: SOME_VISIBLE }] });
  const fused = await openStructures(population, (one) => createFusedEngine(one, data));
  const scalar = await openStructures(population, (one) => createScalarEngine(one, data));
  for (const engine of [fused, scalar]) await engine.train(30);
  expect(difference((await fused.checkpoint()).state, (await scalar.checkpoint()).state)).toBeLessThan(1e-4);
  const [ours, theirs] = [await fused.evaluate(), await scalar.evaluate()];
  expect(ours.replicas.map(({ replica }) => replica)).toEqual([0, 1]);
  theirs.replicas.forEach((replica, r) => {
    for (const name of MEASURES) expect(difference(ours.replicas[r][name], replica[name]), name).toBeLessThan(1e-4);
  });
  fused.dispose();
  expect(problems).toEqual([]);
});
