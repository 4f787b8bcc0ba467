/** The verdicts of a race do not hang on how the engine rounds: with relaxed SIMD, and with it off by `backend=wasm-plain`. */
import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { runExperiment } from '../../commands/registry.ts';
import { switchOnRelaxedSimd } from '../../engine/testing/relaxedSimd.ts';
import type { AskedBackend } from '../../engine/types.ts';
import type { RunSummary } from '../../study/summary.ts';

switchOnRelaxedSimd(setFlagsFromString);

const raced = (backend: AskedBackend) =>
  runExperiment('polarization', { regime: 'adam', seeds: '8', 'seed-base': '1', dropout: '0,0.1' }, { backend });

it('a race rounded once and rounded twice has other digits and the same verdicts', async () => {
  const [fused, plain] = await Promise.all([raced('wasm'), raced('wasm-plain')]);
  expect([fused, plain].map(({ report }) => report.engine.rounding)).toEqual(['once', 'twice']);
  // Rates of every measure, their intervals and the test between the arms.
  expect(plain.table).toEqual(fused.table);
  const runs = [fused, plain].map(({ report }) =>
    (report.results as { arms: { runs: RunSummary[] }[] }).arms.flatMap((arm) => arm.runs),
  );
  const polarized = runs.map((all) =>
    all.map(({ utilization }) => utilization.some((gate) => gate.filter((share) => share < 0.01).length >= 5)),
  );
  expect(polarized[1]).toEqual(polarized[0]);
  // One seed in some, not none: else there would be nothing to agree on.
  expect(new Set(polarized[0]).size).toBe(2);
  expect(runs[1].map(({ heldOut }) => heldOut)).not.toEqual(runs[0].map(({ heldOut }) => heldOut));
});
