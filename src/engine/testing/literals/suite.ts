/**
 * Every engine against literal numbers: what tiny populations have after no, one and three steps, computed by a program that shares no code with
 * the app (program.mjs beside its numbers). Parity suites hold the engines to one another, and would not see what they all have wrong.
 */
import { describe, expect, it } from 'vitest';
import type { PopulationSpec } from '../../../model/spec.ts';
import type { WorldLog } from '../../../world/types.ts';
import type { CreateEngine, EngineData } from '../../types.ts';
import { CASES, type Data, type Log } from './cases.mjs';
import stored from './stored/numbers.json' with { type: 'json' };

function impressions({ rows }: Log): WorldLog {
  return {
    rows: rows.length,
    featureCount: rows[0].x.length,
    features: Float32Array.from(rows.flatMap(({ x }) => x)),
    device: Uint8Array.from(rows, ({ device }) => device),
    position: Uint8Array.from(rows, ({ position }) => position),
    labels: Float32Array.from(rows.flatMap(({ labels }) => labels.map((label) => label ?? NaN))),
    observed: Uint8Array.from(rows.flatMap(({ labels }) => labels.map((label) => (label === null ? 0 : 1)))),
    query: new Uint32Array(rows.length),
    utility: new Float32Array(0),
    clickLogit: new Float32Array(0),
    clickProbability: new Float32Array(0),
  };
}

const engineData = (data: readonly Data[]): EngineData[] =>
  data.map(({ train, heldOut }) => ({ train: impressions(train), heldOut: impressions(heldOut) }));

/** Expects numbers of single precision: a millionth off, in units of the number where it is larger than 1. Null stands for NaN. */
function expectNumbers(actual: ArrayLike<number>, wanted: readonly (number | null)[], what: string): void {
  expect(actual.length, what).toBe(wanted.length);
  const off = wanted.map((value, i) => {
    if (value === null) return Number.isNaN(actual[i]) ? 0 : Infinity;
    return Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
  });
  const worst = off.reduce((most, value, i) => (value <= off[most] ? most : i), 0);
  expect(off[worst], `${what}[${worst}] is ${actual[worst]}, not ${wanted[worst]}`).toBeLessThan(TOLERANCE);
}
const TOLERANCE = 3e-6;

/** Describes one engine's numbers; its backend must be set before the tests run. */
export function describeLiterals(name: string, create: CreateEngine): void {
  describe(`${name} engine, literal numbers`, () => {
    it.each(CASES.map((c, i) => ({ ...c, wanted: stored[i] })))(
      '$name',
      async ({ model, training, replicas, data, wanted }) => {
        const population: PopulationSpec = { model, training, replicas };
        const engine = await create(population, engineData(data));
        expectNumbers((await engine.checkpoint()).state, wanted.states[0], 'at the start');
        await engine.train(1);
        expectNumbers((await engine.checkpoint()).state, wanted.states[1], 'after one step');
        await engine.train(2);
        expectNumbers((await engine.checkpoint()).state, wanted.states[3], 'after three steps');
        const measured = (await engine.evaluate()).replicas;
        const served = (await engine.evaluate({ full: true, position: 'missing' })).replicas;
        wanted.evaluation.forEach((truth, r) => {
          expectNumbers(measured[r].loss, truth.loss, 'loss');
          expectNumbers(measured[r].utilization, truth.utilization, 'utilization');
          expectNumbers(served[r].full?.predictions ?? [], truth.served, 'served');
        });
        engine.dispose();
      },
    );
  });
}
