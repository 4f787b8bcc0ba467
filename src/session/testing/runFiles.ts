/** Run files for tests: whole ones, and ones with a right checksum and any contents. */
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { stateLength } from '../../engine/types.ts';
import { parameterLayout } from '../../model/layout.ts';
import { defaultRun, populationOf, type RunSpec } from '../../run/runSpec.ts';
import { anyCourse } from '../../run/testing.ts';
import type { HistoryArm } from '../protocol.ts';
import { decodeRun, RunFileError, type SavedRun } from '../runFile.ts';

/** Small, so that its state can be counted by hand: see `floats`. */
export function smallRun(): RunSpec {
  const run = defaultRun();
  return {
    ...run,
    world: { ...run.world, queryFeatures: 1, itemFeatures: 1 },
    model: { ...run.model, experts: 2, expertUnits: 1, sharedUnits: 0, towerUnits: 0, biasHandling: 'none' },
    training: { ...run.training, steps: 100, optimizer: 'sgd', workers: 1 },
  };
}

/** How long the state of a run is: the parameters, moments and snapshots of both models. */
export function stateOf(run: RunSpec): number {
  const population = populationOf(run);
  return 2 * stateLength(population, parameterLayout(population.model).length);
}

const arm = (experts: number, value = 0.5): HistoryArm => ({
  loss: [1, 2, 3, 4],
  auc: [value, NaN, 0.7, NaN],
  utilization: Float64Array.from({ length: 4 * experts }, (_, i) => value / (i + 1)),
  effectivePerExample: [1, 1.5, 2, 1],
  effectiveOfMean: [2, 2, 2, 2],
  rmse: NaN,
});

export function saved(): SavedRun {
  const run = smallRun();
  return {
    run,
    timeline: [
      { step: 5, path: 'run.training.gateDropout', value: 0.3 },
      { step: 5, path: 'run.training.taskWeights', value: [1, 2, 0, 1] },
      { step: 40, path: 'run.training.gateDropout', value: 0 },
    ],
    step: 12,
    backend: 'cpu',
    state: Float32Array.from({ length: stateOf(run) }, (_, i) => Math.sin(i) * 1e-3),
    history: [0, 4, 12].map((step) => ({ step, arms: [arm(2), arm(2, 0.25)] })),
  };
}

/** A file with a right checksum and any header, a text or what is to become one. */
export function fileWith(
  header: unknown,
  state: Float32Array = new Float32Array(0),
  headerLength?: number,
): ArrayBuffer {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const start = Math.ceil((12 + text.length) / 4) * 4;
  const bytes = new Uint8Array(start + 4 * state.length + 32);
  bytes.set(new TextEncoder().encode('MMOELAB\n'));
  new DataView(bytes.buffer).setUint32(8, headerLength ?? text.length, true);
  bytes.set(text, 12);
  bytes.set(new Uint8Array(state.slice().buffer), start);
  bytes.set(sha256(bytes.subarray(0, -32)), bytes.length - 32);
  return bytes.buffer;
}

export type Tree = Record<string, unknown>;
/** The parts of a file as they are written. */
export function opened(file: ArrayBuffer): { header: Tree; state: Float32Array } {
  const length = new DataView(file).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 12, length))) as Tree;
  return { header, state: new Float32Array(file.slice(Math.ceil((12 + length) / 4) * 4, -32)) };
}

export const refusal = async (file: ArrayBuffer): Promise<unknown> =>
  decodeRun(file).then(
    () => 'accepted',
    (error: unknown) => (error instanceof RunFileError ? error.refusal : error),
  );

/** Any run that can be saved, of a small model. */
export const anySaved: fc.Arbitrary<SavedRun> = fc
  .record({
    state: anyCourse,
    experts: fc.integer({ min: 2, max: 4 }),
    // Not 1: layer norm has nothing to normalise there, and a file that asks for it is refused.
    units: fc.integer({ min: 2, max: 3 }),
    workers: fc.integer({ min: 1, max: 3 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    backend: fc.constantFrom('webgpu', 'wasm', 'cpu'),
    numbers: fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 7 }),
    points: fc.uniqueArray(fc.nat({ max: 50 }), { maxLength: 5 }),
    // No −0, nor what becomes it when divided: JSON has none, and nothing that is measured is.
    measured: fc.double({ noDefaultInfinity: true }).map((value) => (Math.abs(value) < 1e-300 ? 0 : value)),
  })
  .chain(
    ({ state: { run: settings, timeline }, experts, units, workers, part, backend, numbers, points, measured }) => {
      const run: RunSpec = {
        ...settings,
        world: { ...settings.world, queryFeatures: 2, itemFeatures: 2 },
        model: { ...settings.model, experts, expertUnits: units, sharedUnits: units, towerUnits: units },
        training: { ...settings.training, workers },
      };
      const step = Math.round(part * run.training.steps);
      const seen = run.model.kind === 'shared-bottom' ? 1 : experts;
      const history = points
        .filter((point) => point <= step)
        .sort((a, b) => a - b)
        .map((point) => ({ step: point, arms: [arm(seen, measured), arm(seen)] }));
      return fc.constant({ run, timeline, step, backend, history, numbers });
    },
  )
  .map(({ numbers, ...rest }) => ({ ...rest, state: Float32Array.from(numbers) }));

/** The state as long as it must be. */
export function complete(run: SavedRun): SavedRun {
  const { state } = run;
  return { ...run, state: Float32Array.from({ length: stateOf(run.run) }, (_, i) => state[i % state.length]) };
}
