/** Times the fused engine with one choice of its tuning changed at a time: which of them suits an adapter is measured, not guessed. */
import type { PopulationSpec } from '../src/model/spec.ts';
import type { EngineData } from '../src/engine/types.ts';
import { createTunedEngine } from '../src/engine/fused/engine.ts';
import type { Tuning } from '../src/engine/fused/tuning.ts';
import { initWebGpuBackend } from '../src/engine/webgpuBackend.ts';
import { race, type Candidate } from './measure.ts';
import { defaultPopulation, largePopulation, worldOfDefault, worldOfLarge } from './shape.ts';

export interface TuningRow {
  model: string;
  tuning: Partial<Tuning>;
  msPerStep: number;
  min: number;
  max: number;
}

const CHANGES: readonly Partial<Tuning>[] = [
  {},
  { unroll: 0 },
  { trainWorkgroup: 4, unroll: 0 },
  { trainWorkgroup: 8, unroll: 0 },
  { trainWorkgroup: 16, unroll: 0 },
  { trainWorkgroup: 64, unroll: 0 },
  { examples: 2, evaluationExamples: 2, unroll: 0 },
  { workgroup: 32, unroll: 0 },
  { workgroup: 128, unroll: 0 },
  { tileRows: 1, unroll: 0 },
  { tileRows: 2, unroll: 0 },
  { tileRows: 4, tileColumns: 2, unroll: 0 },
  { tileRows: 0, tileColumns: 2, unroll: 0 },
];

interface Shape {
  model: string;
  population: PopulationSpec;
  data: EngineData;
}

const shapes = (replicas: readonly number[], batches: readonly number[]): Shape[] => [
  ...replicas.map((count) => ({
    model: `default, R = ${String(count)}`,
    population: defaultPopulation(count),
    data: worldOfDefault(),
  })),
  ...batches.map((batch) => ({
    model: `large, batch ${String(batch)}`,
    population: largePopulation(batch),
    data: worldOfLarge(),
  })),
];

/** A choice that the device refuses is left out, and said. */
function candidate(shape: Shape, tuning: Partial<Tuning>, say: (line: string) => void): Candidate {
  const name = JSON.stringify(tuning);
  return {
    name,
    make: async () => {
      try {
        const engine = await createTunedEngine(shape.population, [shape.data], { tuning });
        return {
          async steps(count) {
            await engine.train(count);
            await engine.settle();
          },
          dispose: () => {
            engine.dispose();
          },
        };
      } catch (error) {
        say(`${name}: ${String(error)}`);
        return null;
      }
    },
  };
}

/**
 * Every change beside the adapter's own choice, in turns.
 * @param keep - hears all rows so far after every model
 */
export async function measureTunings(
  options: { replicas: readonly number[]; batches: readonly number[]; rounds: number },
  say: (line: string) => void,
  keep: (rows: readonly TuningRow[]) => void,
): Promise<void> {
  await initWebGpuBackend();
  const rows: TuningRow[] = [];
  for (const shape of shapes(options.replicas, options.batches)) {
    say(shape.model);
    const timings = await race(
      CHANGES.map((tuning) => candidate(shape, tuning, say)),
      options.rounds,
      (line) => {
        say(`  ${line}`);
      },
    );
    rows.push(
      ...timings.map(({ name, ...timing }) => ({
        model: shape.model,
        tuning: JSON.parse(name) as Partial<Tuning>,
        ...timing,
      })),
    );
    keep(rows);
  }
}
