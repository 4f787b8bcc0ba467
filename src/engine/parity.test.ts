import { beforeAll, describe, expect, it } from 'vitest';
import { parameterLayout } from '../model/layout.ts';
import { createReferenceEngine } from './reference/engine.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { difference, MEASURES } from './testing/difference.ts';
import { cureVariants } from './testing/cureVariants.ts';
import { variants, wideVariants } from './testing/populations.ts';
import { useProcessor } from './tfjs/testing.ts';

beforeAll(async () => {
  await useProcessor('cpu');
});

describe.each([...variants(), ...cureVariants(), ...wideVariants()])('$name', ({ population, data }) => {
  // With cures steps of the reference engine are dear, and twenty go through all that a gate keeps.
  const steps = population.replicas.some(({ cures }) => cures) ? 20 : 50;

  it('the steps of the scalar engine end where those of the reference engine do', async () => {
    const scalar = await createScalarEngine(population, data);
    const reference = await createReferenceEngine(population, data);
    await scalar.train(steps);
    await reference.train(steps);
    const ours = await scalar.checkpoint();
    const theirs = await reference.checkpoint();
    expect(ours.step).toBe(steps);
    expect(theirs.step).toBe(steps);
    const { length } = parameterLayout(population.model);
    for (let at = 0; at < ours.state.length; at += length) {
      expect(difference(ours.state.subarray(at, at + length), theirs.state.subarray(at, at + length))).toBeLessThan(
        1e-4,
      );
    }
    const measured = (await scalar.evaluate({ full: true })).replicas;
    (await reference.evaluate({ full: true })).replicas.forEach((theirs, r) => {
      for (const name of MEASURES) expect(difference(measured[r][name], theirs[name]), name).toBeLessThan(1e-4);
      expect(difference(measured[r].full?.predictions ?? [], theirs.full?.predictions ?? [])).toBeLessThan(1e-4);
      expect(difference(measured[r].full?.gates ?? [], theirs.full?.gates ?? [])).toBeLessThan(1e-4);
      expect(theirs.finite && measured[r].finite).toBe(true);
    });
    reference.dispose();
  });
});
