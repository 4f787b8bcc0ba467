/** An engine made by hand: it learns nothing, and what it predicts is known beforehand. For tests of what is made of predictions. */
import { HISTOGRAM_BINS, type CreateEngine, type EngineData, type EvaluateOptions } from '../../engine/types.ts';
import { parameterLayout } from '../../model/layout.ts';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import type { WorldLog } from '../../world/types.ts';

/** The logs of a platform: what is known beforehand may follow from the truth. */
export interface KnownData extends EngineData {
  train: WorldLog;
  heldOut: WorldLog;
}

/** Of what a prediction is asked. */
export interface Asked {
  population: PopulationSpec;
  replica: ReplicaSpec;
  /** The logs that this replica was given. */
  data: KnownData;
  /** Steps trained. */
  step: number;
  /** As it was asked for: the logged one, none, or a place. */
  position: NonNullable<EvaluateOptions['position']>;
  /** The replica's part of the state: ones, until something else is restored. */
  parameters: Float32Array;
}

export interface Known {
  /** Logit of a click on a held-out row; default 0. */
  click?: (asked: Asked, row: number) => number;
  /** What is predicted of any task on a held-out row, click too; default 0. */
  output?: (asked: Asked, row: number, task: number) => number;
  /** [task] held-out losses; default 0. */
  loss?: (asked: Asked) => number[];
  /** [task][expert] mean gate weights; default all alike. */
  utilization?: (asked: Asked) => number[][];
  /** [task] mean entropies; default 0. */
  entropy?: (asked: Asked) => number[];
  /** Dead experts; default none. */
  dead?: (asked: Asked) => number;
  /** Whether weights and losses are still numbers; default always. */
  finite?: (asked: Asked) => boolean;
  /** The shallow tower's table; default empty. */
  table?: (asked: Asked) => number[];
}

/** The same gate weights on every row: [rows × T × E]. */
function repeated(weights: readonly number[], rows: number): Float32Array {
  const gates = new Float32Array(rows * weights.length);
  for (let row = 0; row < rows; row++) gates.set(weights, row * weights.length);
  return gates;
}

/** Makes engines that answer as is known. @param opened - told of every one, with what it was given */
export function knownEngines(
  known: Known,
  opened: (population: PopulationSpec, data: readonly KnownData[]) => void = () => undefined,
): CreateEngine {
  return (population, data) => {
    const logs = data as readonly KnownData[];
    opened(population, logs);
    const { length } = parameterLayout(population.model);
    const { experts } = population.model;
    let state = new Float32Array(length * population.replicas.length).fill(1);
    let step = 0;
    const measured = (index: number, position: Asked['position'], full: boolean) => {
      const replica = population.replicas[index];
      const parameters = state.subarray(index * length, (index + 1) * length);
      const asked: Asked = { population, replica, data: logs[replica.data], step, position, parameters };
      const { rows } = asked.data.heldOut;
      const predictions = new Float32Array(rows * TASK_COUNT);
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < TASK_COUNT; k++) predictions[row * TASK_COUNT + k] = known.output?.(asked, row, k) ?? 0;
        if (known.click) predictions[row * TASK_COUNT + CLICK] = known.click(asked, row);
      }
      const even = (): number[][] =>
        Array.from({ length: TASK_COUNT }, () => new Array<number>(experts).fill(1 / experts));
      const zeros = new Array<number>(TASK_COUNT).fill(0);
      const utilization = (known.utilization?.(asked) ?? even()).flat();
      return {
        replica: index,
        loss: Float64Array.from(known.loss?.(asked) ?? zeros),
        utilization: Float64Array.from(utilization),
        entropy: Float64Array.from(known.entropy?.(asked) ?? zeros),
        histogram: new Uint32Array(TASK_COUNT * experts * HISTOGRAM_BINS),
        dead: Uint8Array.from({ length: experts }, (_, e) => (e < (known.dead?.(asked) ?? 0) ? 1 : 0)),
        table: Float32Array.from(known.table?.(asked) ?? []),
        finite: known.finite?.(asked) ?? true,
        ...(full && { full: { predictions, gates: repeated(utilization, rows), parameters: parameters.slice() } }),
      };
    };
    return Promise.resolve({
      info: { engine: 'scalar', backend: 'cpu', adapter: 'known' },
      population,
      get step() {
        return step;
      },
      train: (count) => {
        step += count;
        return Promise.resolve();
      },
      settle: () => Promise.resolve(),
      evaluate: ({ full = false, position = 'logged', replicas = population.replicas.map((_, i) => i) } = {}) =>
        Promise.resolve({ step, replicas: replicas.map((i) => measured(i, position, full !== false)) }),
      gradient: () => Promise.reject(new Error('it has none')),
      checkpoint: () => Promise.resolve({ step, state: state.slice() }),
      restore: (checkpoint) => {
        state = checkpoint.state.slice();
        step = checkpoint.step;
        return Promise.resolve();
      },
      setReplicas: () => undefined,
      dispose: () => undefined,
    });
  };
}
