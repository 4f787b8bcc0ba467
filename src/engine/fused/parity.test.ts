/** The fused engine against the scalar one, which is itself held against the reference engine and against finite differences. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { parameterLayout } from '../../model/layout.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import { difference, MEASURES } from '../testing/difference.ts';
import { variants, type Variant } from '../testing/populations.ts';
import type { EvaluateOptions } from '../types.ts';
import { createTunedEngine } from './engine.ts';
import { problems, useDawn } from './testing.ts';
import type { Tuning } from './tuning.ts';

beforeAll(async () => {
  await useDawn(createDawnGpu);
});

/** Every choice of the tuning that changes the text of a kernel, in turn. */
const TUNINGS: (Partial<Tuning> | undefined)[] = [
  undefined,
  { examples: 2, evaluationExamples: 3, shareLoads: false, unroll: 64, trainWorkgroup: 8, workgroup: 8 },
  { tileRows: 0, tileColumns: 1, trainWorkgroup: 32, workgroup: 64, shareLoads: false, unroll: 16 },
  { examples: 2, evaluationExamples: 1, tileRows: 1, tileColumns: 1 },
];

const ASKED: EvaluateOptions[] = [{ full: true }, { full: true, position: 'missing', replicas: [1] }, { full: true, position: 4, replicas: [1, 0], withoutExpert: 1 }];
/** As few of the variants as have every pair of options of their structure and training that all of them together have. */
function fewVariants(): Variant[] {
  const pairs = ({ choice }: Variant): string[] => {
    const options = Object.entries(choice).map(([factor, option]) => `${factor} ${option}`);
    return options.flatMap((a, i) => options.slice(i + 1).map((b) => `${a}, ${b}`));
  };
  const all = variants();
  const missing = new Set(all.flatMap(pairs));
  const few: Variant[] = [];
  while (missing.size > 0) {
    const gain = (variant: Variant): number => pairs(variant).filter((pair) => missing.has(pair)).length;
    const best = all.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    for (const pair of pairs(best)) missing.delete(pair);
    few.push(best);
  }
  return few;
}

describe.each(fewVariants().map((variant, i) => ({ ...variant, tuning: TUNINGS[i % TUNINGS.length], asked: ASKED[i % ASKED.length] })))('$name', ({ population, data, tuning, asked }) => {
  it('gradient, 50 steps and measurements are the scalar engine’s', async () => {
    const fused = await createTunedEngine(population, data, { tuning });
    const scalar = await createScalarEngine(population, data);
    expect(difference(await fused.gradient(), await scalar.gradient())).toBeLessThan(1e-5);
    await fused.train(50);
    await scalar.train(50);
    const ours = await fused.checkpoint();
    const theirs = await scalar.checkpoint();
    expect(ours.step).toBe(50);
    const { length } = parameterLayout(population.model);
    for (let at = 0; at < ours.state.length; at += length) {
      expect(difference(ours.state.subarray(at, at + length), theirs.state.subarray(at, at + length))).toBeLessThan(1e-4);
    }
    // The gradient is that at the current parameters, not at a worker's snapshot, which by now is another.
    expect(difference(await fused.gradient(), await scalar.gradient())).toBeLessThan(1e-3);
    const options = population.model.experts === 1 ? { ...asked, withoutExpert: undefined } : asked;
    const measured = await fused.evaluate(options);
    expect(measured.step).toBe(50);
    (await scalar.evaluate(options)).replicas.forEach((truth, i) => {
      const replica = measured.replicas[i];
      expect(replica.replica).toBe(truth.replica);
      for (const name of MEASURES) expect(difference(replica[name], truth[name]), name).toBeLessThan(1e-4);
      expect(difference(replica.full?.predictions ?? [], truth.full?.predictions ?? [])).toBeLessThan(1e-4);
      expect(difference(replica.full?.gates ?? [], truth.full?.gates ?? [])).toBeLessThan(1e-4);
      expect(difference(replica.full?.parameters ?? [], truth.full?.parameters ?? [])).toBeLessThan(1e-4);
      // A weight within rounding of a bin's edge may fall on either side: its two bins then differ by one each.
      expect(replica.histogram.reduce((sum, count, bin) => sum + Math.abs(count - truth.histogram[bin]), 0)).toBeLessThanOrEqual(4);
      expect(replica.finite).toBe(truth.finite);
    });
    fused.dispose();
    expect(problems).toEqual([]);
  });
});
