import { beforeAll, describe, expect, it } from 'vitest';
import { createScalarEngine } from '../scalar/engine.ts';
import { cureVariants } from '../testing/cureVariants.ts';
import { variants } from '../testing/populations.ts';
import { getBackend, tensorCount, useProcessor } from '../tfjs/testing.ts';
import { createReferenceEngine } from './engine.ts';

beforeAll(async () => {
  await useProcessor('wasm');
});

// The WebAssembly backend has fewer kernels than the others: every structure must get by with them, and with their gradients.
describe.each([...variants(), ...cureVariants()])('$name', ({ population, data }) => {
  it('trains on WebAssembly as the scalar engine does', async () => {
    expect(getBackend()).toBe('wasm');
    const before = tensorCount();
    const scalar = await createScalarEngine(population, data);
    const reference = await createReferenceEngine(population, data);
    expect(reference.info).toEqual({ engine: 'reference', backend: 'wasm', adapter: '' });
    await scalar.train(5);
    await reference.train(5);
    const ours = (await scalar.checkpoint()).state;
    const theirs = (await reference.checkpoint()).state;
    const worst = theirs.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - ours[i]) / Math.max(1, Math.abs(ours[i]))),
      0,
    );
    expect(worst).toBeLessThan(1e-4);
    const [measured] = (await scalar.evaluate()).replicas;
    const [again] = (await reference.evaluate()).replicas;
    again.utilization.forEach((weight, i) => expect(weight).toBeCloseTo(measured.utilization[i], 4));
    reference.dispose();
    expect(tensorCount()).toBe(before);
  });
});
