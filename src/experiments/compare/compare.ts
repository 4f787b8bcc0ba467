/**
 * The comparison of architectures at equal multiplications (Zhao et al. 2019, table 1): every model of every size on the same worlds, from the same
 * seeds, on the same batches, a population each; measured on held-out impressions.
 */
import { yieldToEvents } from '../../engine/pipeline.ts';
import type { EngineData, Evaluation, ReplicaEvaluation } from '../../engine/types.ts';
import { utilizationRow } from '../../metrics/gates.ts';
import { trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { World } from '../../world/types.ts';
import type { Architecture, Size, Sized } from './architectures.ts';
import { benchOf, isStuck, measure, type Bench, type Measured } from './measure.ts';
import { compareStudy, modelsOf, type CompareSpec } from './spec.ts';

/** A point of a learning curve. */
export interface CurvePoint {
  step: number;
  /** [task] held-out cross entropy or squared error. */
  loss: number[];
}

/** One trained model (of single-task models: the four of a seed together). */
export interface CompareRun extends Measured {
  model: Architecture;
  size: Size;
  seed: number;
  /** Steps trained. */
  step: number;
  multiplications: number;
  parameters: number;
  /** Whether the squared error of a task stayed above a quarter of what knowing nothing gives; of a diverged run false. */
  stuck: boolean;
  /** Whether weights or losses are no longer numbers: such a run is counted, and in no mean. */
  diverged: boolean;
  /** [task][expert] mean held-out gate weight. */
  utilization: number[][];
  /** [task] mean entropy of single examples' gate weights, nats. */
  entropy: number[];
  curve: CurvePoint[];
}

export interface CompareOptions extends Omit<StudyContext, 'evaluations'> {
  /** Runs that have just come to their ends: of some seeds all models. */
  onMeasured?: (runs: CompareRun[]) => void;
}

/** Points of a learning curve. */
const POINTS = 12;
/** Worlds in training at once: their runs are seen, and kept when the comparison is stopped, while others train. */
const SEEDS_AT_ONCE = 5;

/** Worlds with what is measured on them, made once and let go of with their world. */
export function rememberBenches(): (world: World) => Bench {
  const benches = new WeakMap<World, Bench>();
  return (world) => {
    const bench = benches.get(world) ?? benchOf(world);
    benches.set(world, bench);
    return bench;
  };
}

/** What an engine is given to train and be measured on. */
export const dataOf = ({ world, heldOut }: Bench): EngineData => ({ train: world.train, heldOut });

/** Which replica of which evaluation answers a task. */
interface Answers {
  world: World;
  seed: number;
  step: number;
  /** [replica of the model] */
  replicas: ReplicaEvaluation[];
}

/** The replicas of each model and seed, in order: the only one, or of single-task models that of each task. */
function collect(
  parts: readonly Part[],
  evaluations: readonly Evaluation[],
  modelOfArm: readonly number[],
): Map<string, Answers & { model: number }> {
  const found = new Map<string, Answers & { model: number }>();
  parts.forEach(({ members }, p) => {
    members.forEach(({ arm, seed, world }, i) => {
      const model = modelOfArm[arm];
      const key = `${String(model)} ${String(seed)}`;
      const own = found.get(key) ?? { model, seed, world, step: evaluations[p].step, replicas: [] };
      own.replicas.push(evaluations[p].replicas[i]);
      found.set(key, own);
    });
  });
  return found;
}

/** Which of a model's replicas answers a task. */
const answering = (replicas: readonly ReplicaEvaluation[], task: number): ReplicaEvaluation =>
  replicas[replicas.length === 1 ? 0 : task];

const perTask = <T>(of: (task: number) => T): T[] => Array.from({ length: TASK_COUNT }, (_, task) => of(task));

/** The run of a model that has come to its end. Its evaluation is a full one. */
export function runOf(each: Sized, { replicas, seed, step }: Answers, bench: Bench, curve: CurvePoint[]): CompareRun {
  const measured = measure(bench, (task) => answering(replicas, task).full!.predictions);
  const diverged = !replicas.every(({ finite }) => finite);
  return {
    model: each.architecture,
    size: each.size,
    seed,
    step,
    multiplications: each.multiplications,
    parameters: each.parameters,
    ...measured,
    stuck: !diverged && isStuck(measured),
    diverged,
    utilization: perTask((task) =>
      Array.from(utilizationRow(answering(replicas, task).utilization, each.model.experts, task)),
    ),
    entropy: perTask((task) => answering(replicas, task).entropy[task]),
    curve,
  };
}

/**
 * Trains every model on every seed.
 * @returns the runs, seed by seed as they came to their ends
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runCompare(spec: CompareSpec, options: CompareOptions): Promise<CompareRun[]> {
  const { models } = modelsOf(spec);
  if (models.length === 0) return [];
  const { study, modelOfArm } = compareStudy(spec, models);
  const bench = rememberBenches();
  const finished: CompareRun[] = [];
  const curves = new Map<string, CurvePoint[]>();
  await trainStudy(study, {
    seedsAtOnce: SEEDS_AT_ONCE,
    ...options,
    evaluations: spec.points ?? POINTS,
    wholeSeeds: true,
    structureOf: ({ arm }) => models[modelOfArm[arm]].model,
    dataOf: (world) => dataOf(bench(world)),
    measure: async (parts, last) => {
      const evaluations: Evaluation[] = [];
      for (const { engine } of parts) {
        evaluations.push(await engine.evaluate({ full: last }));
        await yieldToEvents();
      }
      const runs: CompareRun[] = [];
      for (const [key, found] of collect(parts, evaluations, modelOfArm)) {
        const loss = perTask((task) => answering(found.replicas, task).loss[task]);
        const curve = [...(curves.get(key) ?? []), { step: found.step, loss }];
        curves.set(key, curve);
        if (!last) continue;
        curves.delete(key);
        runs.push(runOf(models[found.model], found, bench(found.world), curve));
        await yieldToEvents();
      }
      if (!last) return;
      finished.push(...runs);
      options.onMeasured?.(runs);
    },
  });
  return finished;
}
