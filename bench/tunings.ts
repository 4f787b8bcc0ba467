/** Times the fused engine with one choice of its tuning changed at a time: which of them suits an adapter is measured, not guessed. */
import { createTunedEngine } from '../src/engine/fused/engine.ts';
import type { Tuning } from '../src/engine/fused/tuning.ts';
import { initWebGpuBackend } from '../src/engine/webgpuBackend.ts';
import { race, type Candidate } from './measure.ts';
import { defaultShape, largeShape, type Shape } from './shape.ts';
import { trainerOf } from './trainer.ts';

export interface TuningRow {
  model: string;
  tuning: Partial<Tuning>;
  msPerStep: number;
  min: number;
  max: number;
}

const CHANGES: readonly Partial<Tuning>[] = [
  {},
  { rolled: false },
  { rolled: false, unroll: 64 },
  { unroll: 64 },
  { trainWorkgroup: 4 },
  { trainWorkgroup: 8 },
  { trainWorkgroup: 16 },
  { trainWorkgroup: 64 },
  { examples: 2, evaluationExamples: 2 },
  { workgroup: 32 },
  { workgroup: 128 },
  { tileRows: 1 },
  { tileRows: 2 },
  { tileRows: 4, tileColumns: 2 },
  { tileRows: 0, tileColumns: 2 },
];

/** A choice that the device refuses is left out, and said. */
function candidate(shape: Shape, tuning: Partial<Tuning>, say: (line: string) => void): Candidate {
  const name = JSON.stringify(tuning);
  return {
    name,
    make: async () => {
      try {
        return trainerOf(await createTunedEngine(shape.population, [shape.data], { tuning }));
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
  for (const shape of [...options.replicas.map(defaultShape), ...options.batches.map(largeShape)]) {
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
