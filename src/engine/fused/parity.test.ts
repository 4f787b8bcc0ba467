/** The fused engine against the scalar one, which is itself held against the reference engine and against finite differences. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { ASKED, expectParity } from '../testing/parity.ts';
import { variants, type Variant } from '../testing/populations.ts';
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

describe.each(
  fewVariants().map((variant, i) => ({
    ...variant,
    tuning: TUNINGS[i % TUNINGS.length],
    asked: ASKED[i % ASKED.length],
  })),
)('$name', ({ population, data, tuning, asked }) => {
  it('gradient, 50 steps and measurements are the scalar engine’s', async () => {
    const fused = await createTunedEngine(population, data, { tuning });
    await expectParity(fused, population, data, asked);
    fused.dispose();
    expect(problems).toEqual([]);
  });
});
