/** What an exported file predicts, read by a second implementation that knows the file alone, against what the engines predict. */
import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { createScorer } from '../../engine/score.ts';
import { createTunedEngine } from '../../engine/simd/engine.ts';
import { cureVariants } from '../../engine/testing/cureVariants.ts';
import { MODEL, offTheKinks, randomData, smallPopulation, variants } from '../../engine/testing/populations.ts';
import type { ReplicaEvaluation } from '../../engine/types.ts';
import { PLAIN_SERVING, servingOf } from '../../model/cures.ts';
import { parameterLayout } from '../../model/layout.ts';
import type { Impressions } from '../../world/types.ts';
import { modelFile } from './model.ts';
import { PLATFORM_TASKS } from './platform.ts';
import { inputsCsv } from './tables.ts';
import { predict, readCsv, readModel, type ReadRow } from './testing/readBack.ts';

const STEP = 7;
const INPUTS = Array.from({ length: MODEL.features }, (_, i) => ({
  column: `x${String(i)}`,
  kind: 'number' as const,
  log: false,
  decimalComma: false,
  missing: [],
  mean: 0,
  deviation: 1,
}));

/** The rows of a log as they stand in inputs.csv: the file says all that a model reads. */
const rowsOf = (log: Impressions): ReadRow[] =>
  readCsv(inputsCsv({ log }, INPUTS))
    .slice(1)
    .map((cells) => {
      const [, , device, position, ...inputs] = cells.map(Number);
      return { device, position, inputs: inputs.map(Math.fround) };
    });

function expectPredictions(
  bytes: Uint8Array,
  log: Impressions,
  experts: number,
  full: ReplicaEvaluation['full'],
): void {
  const read = readModel(bytes);
  rowsOf(log).forEach((row, i) => {
    const { outputs, weights } = predict(read, row);
    outputs.forEach((output, k) => {
      expect(full?.predictions[i * 4 + k]).toBeCloseTo(output, 4);
      weights[k].forEach((weight, e) => {
        expect(full?.gates[(i * 4 + k) * experts + e]).toBeCloseTo(weight, 5);
      });
    });
  });
}

describe.each([...variants(), ...cureVariants()])('$name', ({ population, data }) => {
  it('the file alone predicts what the scorer, the scalar and the simd engine predict', async () => {
    const scalar = await createScalarEngine(population, data);
    const state = offTheKinks((await scalar.checkpoint()).state);
    const simd = await createTunedEngine(population, data);
    const evaluations = await Promise.all(
      [scalar, simd].map(async (engine) => {
        await engine.restore({ step: STEP, state });
        return (await engine.evaluate({ full: true })).replicas;
      }),
    );
    population.replicas.forEach((replica, r) => {
      const { model, training } = population;
      const log = data[replica.data].heldOut;
      const serving = servingOf(replica, training, STEP);
      const parameters = evaluations[0][r].full!.parameters;
      const file = { model, serving, parameters, tasks: PLATFORM_TASKS, inputs: INPUTS, source: null, step: STEP };
      const bytes = modelFile(file);
      for (const replicas of evaluations) expectPredictions(bytes, log, model.experts, replicas[r].full);
      // In double precision both: what is left is how the scorer's outputs are rounded.
      const scored = createScorer(model, parameters, serving)(log, { position: 'logged' });
      const read = readModel(bytes);
      rowsOf(log).forEach((row, i) => {
        predict(read, row).outputs.forEach((output, k) => {
          expect(Math.abs(scored[i * 4 + k] - output)).toBeLessThan(1e-6 * Math.max(1, Math.abs(output)));
        });
      });
    });
    simd.dispose();
    scalar.dispose();
  });
});

describe('modelFile', () => {
  const { model } = smallPopulation({ model: { balance: true, towerUnits: 2 } });
  const layout = parameterLayout(model);
  const file = {
    model,
    serving: PLAIN_SERVING,
    parameters: Float32Array.from({ length: layout.length }, (_, i) => i),
    tasks: [PLATFORM_TASKS[0], null, null, { ...PLATFORM_TASKS[1], mean: 3, deviation: 2, unit: 'years' }],
    inputs: INPUTS,
    source: { name: 'synthetic', seed: 5 },
    step: STEP,
  };
  const read = readModel(modelFile(file));

  it('has every tensor by its name and in its shape, without what fills the gaps of the flat vector', () => {
    expect([...read.tensors].map(([name, { shape }]) => [name, shape])).toEqual(
      Object.entries({
        'shared/w': [4, 5],
        'shared/b': [5],
        'experts/w': [3, 5, 3],
        'experts/b': [3, 3],
        'gates/w': [4, 5, 3],
        'gates/b': [4, 3],
        'towers/w1': [4, 3, 2],
        'towers/b1': [4, 2],
        'towers/w': [4, 2],
        'towers/b': [4],
        'shallow/table': [30],
        'gates/balance': [4, 3],
        'gates/mean': [4, 3],
        'gates/top': [4, 3],
      }),
    );
    // shared/b has 5 numbers from place 20 on and is filled up to 28, where the experts begin.
    expect(read.tensors.get('shared/b')?.values).toEqual([20, 21, 22, 23, 24]);
    expect(read.tensors.get('experts/w')?.values[0]).toBe(28);
  });

  it('says in its metadata what it is, how it predicts, and what goes in and comes out', () => {
    expect(read.metadata).toMatchObject({ producer: 'MMoE Lab', version: '1', step: String(STEP) });
    expect(read.model).toEqual(model);
    expect(read.serving).toEqual(PLAIN_SERVING);
    expect(read.tasks).toEqual(file.tasks);
    expect(read.inputs).toEqual(INPUTS);
    expect(JSON.parse(read.metadata.source)).toEqual(file.source);
  });

  it('refuses the parameters of another model', () => {
    expect(() => modelFile({ ...file, parameters: new Float32Array(4) })).toThrow(/not the parameters/);
  });

  it('is read for what it says: another weight, another prediction', () => {
    const [row] = rowsOf(randomData(1, MODEL.features).heldOut);
    const before = predict(read, row).outputs;
    const other = file.parameters.slice();
    other[layout.blocks['towers/b']!.offset + 3] += 1;
    const after = predict(readModel(modelFile({ ...file, parameters: other })), row).outputs;
    expect(after).toEqual([before[0], before[1], before[2], before[3] + 1]);
  });
});
