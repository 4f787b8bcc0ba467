/** The step that comes next, laid open: what is told of it is what the engine of the run has once it is taken. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { difference } from '../engine/testing/difference.ts';
import type { AskedBackend } from '../engine/types.ts';
import { createTables } from '../run/dataOf.ts';
import { censusRun } from '../run/regimes.ts';
import type { RunSpec } from '../run/runSpec.ts';
import { createRig, type Rig } from './testing/rig.ts';
import { smallRun } from './testing/smallRun.ts';

const sample = new Uint8Array(readFileSync(new URL('../tabular/samples/census-income.bin', import.meta.url)));
const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map(({ session }) => session.dispose()));
});
const rig = (): Rig => {
  const made = createRig({ tables: createTables(() => Promise.resolve(sample)) });
  rigs.push(made);
  return made;
};
const small = (training: Partial<RunSpec['training']> = {}, model: Partial<RunSpec['model']> = {}): RunSpec => {
  const run = smallRun();
  return { ...run, training: { ...run.training, ...training }, model: { ...run.model, ...model } };
};
const census = (): RunSpec => {
  const run = censusRun({ inputs: 64, columns: 'all' });
  return { ...run, world: { ...run.world, impressions: 500, heldOut: 100 } };
};
const { cures } = smallRun().training;

const RUNS: [string, RunSpec, AskedBackend][] = [
  ['the opening run, whose workers are asynchronous', small(), 'cpu'],
  ['SGD', small({ optimizer: 'sgd', learningRate: 0.1, workers: 1 }), 'cpu'],
  ['Adam, one mask a batch', small({ optimizer: 'adam', learningRate: 0.02, mask: 'batch' }), 'cpu'],
  ['one gate', small({}, { kind: 'omoe' }), 'cpu'],
  ['shared bottom', small({}, { kind: 'shared-bottom' }), 'cpu'],
  ['experts of groups', small({}, { sharing: 'groups' }), 'cpu'],
  ['the position as an input', small({}, { biasHandling: 'input-feature' }), 'cpu'],
  ['a balanced, clipped, noisy B', small({ cures: { ...cures, lossFree: 0.01, clip: 0.1, noise: 0.5 } }), 'cpu'],
  ['Census-Income', census(), 'cpu'],
  ['WebAssembly', small(), 'wasm'],
  ['Census-Income in WebAssembly', census(), 'wasm'],
];

describe('the step laid open is the one that is taken', () => {
  it.each(RUNS)('%s', async (_, run, backend) => {
    const { session, open, step, frames } = rig();
    // Both models, at the beginning and later, at a change of the learning rate that is in store.
    await open(run, { backend, timeline: [{ step: 9, path: 'run.training.learningRate', value: 0.013 }] });
    for (const at of [0, 1, 9]) {
      while ((frames().at(-1)?.step ?? 0) < at) await step(1);
      const [a, b] = [await session.walk(0, 0), await session.walk(1, 3)];
      expect([a?.step, b?.step]).toEqual([at, at]);
      await step(1);
      const { arms } = frames().at(-1)!;
      for (const [arm, walk] of [a, b].entries()) {
        // The processor's engine is the same arithmetic; WebAssembly computes in single precision.
        if (backend === 'cpu') expect(walk?.update.after).toEqual(arms[arm].parameters);
        else expect(difference(walk!.update.after, arms[arm].parameters)).toBeLessThan(1e-5);
      }
    }
  });
});

describe('what is asked', () => {
  it('both models see the same impression, and only B drops experts', async () => {
    const { session, open } = rig();
    await open(small({ gateDropout: 0.5 }));
    const [a, b] = [(await session.walk(0, 2))!, (await session.walk(1, 2))!];
    expect(b.impression).toEqual(a.impression);
    expect(a.mask.kept.every((kept) => kept.every((one) => one === 1))).toBe(true);
    expect(b.mask.kept.some((kept) => kept.some((one) => one === 0))).toBe(true);
    // Beyond the batch of 16 it begins again.
    expect((await session.walk(0, 18))!.impression).toEqual(a.impression);
  });

  it('a change that waits is in the step', async () => {
    const { session, open, step, want } = rig();
    await open(small());
    await step(1);
    await want({ kind: 'change', path: 'run.training.gateDropout', value: 0.75 });
    expect((await session.walk(1, 0))!.mask.rate).toBe(0.75);
  });

  it('no step comes where nothing is open, or the run has ended', async () => {
    const { session, open, step } = rig();
    expect(await session.walk(0, 0)).toBeNull();
    await open(small({ steps: 3 }));
    await step(3);
    expect(await session.walk(0, 0)).toBeNull();
  });
});
