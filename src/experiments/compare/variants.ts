/**
 * What every study of this room trains: some variants of a setting (other models, other worlds, other weights of the losses) on the same seeds, a
 * population for each structure, measured on held-out impressions.
 */
import { yieldToEvents } from '../../engine/pipeline.ts';
import type { EngineData, Evaluation, ReplicaEvaluation } from '../../engine/types.ts';
import { utilizationRow } from '../../metrics/gates.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';
import {
  ofParts,
  trainStudy,
  type Part,
  type StudyContext,
  type Trained,
  type TrainOptions,
} from '../../study/train.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { WorldLog, World } from '../../world/types.ts';
import type { Fitted } from './architectures.ts';
import { benchOf, isStuck, measure, type Bench, type Measured } from './measure.ts';

/** One line of a study: a model, and what its runs differ in from the setting. */
export interface Variant {
  sized: Fitted;
  /** By field path; over what the model needs. */
  changes?: StudyArm['changes'];
}

export interface VariantsSpec {
  base: RunSpec;
  variants: readonly Variant[];
  /** Number of seeds; seed s sets the world, initial weights and batches alike, in every variant. */
  seeds: number;
  /** First seed. */
  seedBase: number;
  /** Held-out losses are measured this often, evenly, the last time at the end; default 1, at most once a step. */
  points?: number;
}

/** A point of a learning curve. */
export interface CurvePoint {
  step: number;
  /** [task] held-out cross entropy or squared error. */
  loss: number[];
}

/** One trained model (of single-task models: the four of a seed together). */
export interface VariantRun extends Measured {
  /** Index of the variant. */
  variant: number;
  seed: number;
  /** Steps trained. */
  step: number;
  multiplications: number;
  parameters: number;
  /** Whether the squared error of a task stayed above a quarter of what knowing nothing gives; of a diverged run false. */
  stuck: boolean;
  /** Whether weights or losses are no longer numbers: such a run is counted, and in no mean. */
  diverged: boolean;
  /** [task][expert] mean gate weight on what no model is trained on: the held-out log and the candidates of the fresh queries, see {@link Bench}. */
  utilization: number[][];
  /** [task] mean entropy of single examples' gate weights, nats, on the same. */
  entropy: number[];
  curve: CurvePoint[];
}

/** What the summaries of a study need of a run: of one that has just ended, or of one out of a file. */
export type MeasuredRun = Pick<
  VariantRun,
  'seed' | 'multiplications' | 'parameters' | 'auc' | 'mse' | 'logLoss' | 'stuck' | 'diverged'
>;

export interface VariantsOptions extends Omit<StudyContext, 'evaluations'>, Pick<TrainOptions, 'prepare' | 'worldOf'> {
  /** Runs that have just come to their ends: of some seeds all variants. */
  onMeasured?: (runs: VariantRun[]) => void;
  /** What a world's models are trained on, instead of its own training log. */
  trainOn?: (world: World) => WorldLog;
  /** What they are evaluated on: what they are measured on, and whatever is laid behind it. */
  evaluateOn?: (heldOut: WorldLog, world: World) => WorldLog;
  /** Called where the runs of a portion have been measured at their ends, while their engines are still there. */
  onEnd?: (parts: readonly Part[]) => Promise<void>;
  /** Everything that a model of one replica answers at its end, and its parameters. */
  onAnswers?: (of: { seed: number; world: World }, full: NonNullable<ReplicaEvaluation['full']>) => void;
}

/** What a study of this room is called with: it is told its own kind of runs. */
export interface NamedOptions<R> extends Omit<VariantsOptions, 'onMeasured'> {
  /** Runs that have just come to their ends: of some seeds all variants. */
  onMeasured?: (runs: R[]) => void;
}

/** Worlds in training at once: their runs are seen, and kept when the study is stopped, while others train. */
const SEEDS_AT_ONCE = 5;

/** Worlds with what is measured on them, made once and let go of with their world. */
function rememberBenches(): (world: World) => Bench {
  const benches = new WeakMap<World, Bench>();
  return (world) => {
    const bench = benches.get(world) ?? benchOf(world);
    benches.set(world, bench);
    return bench;
  };
}

/** What a run of a model differs in from the setting, by field path. Of masks there is that of CGC only: own experts for each group. */
export const changesOf = ({ model }: Fitted, taskWeights: readonly number[]): StudyArm['changes'] => ({
  'run.model.kind': model.kind,
  'run.model.experts': model.experts,
  'run.model.sharing': model.visible ? 'groups' : 'all',
  'run.model.expertUnits': model.expertUnits,
  'run.training.taskWeights': [...taskWeights],
});

/** The study of some variants: an arm for each replica of each. @returns of each arm, which variant it is of, too */
export function variantsStudy({ base, variants, seeds, seedBase }: VariantsSpec): {
  study: StudySpec;
  variantOfArm: number[];
} {
  const arms = variants.flatMap(({ sized, changes }, variant) =>
    sized.taskWeights.map((weights) => ({
      variant,
      arm: { label: String(variant), changes: { ...changesOf(sized, weights), ...changes } },
    })),
  );
  return {
    study: { base, seeds, seedBase, arms: arms.map(({ arm }) => arm) },
    variantOfArm: arms.map(({ variant }) => variant),
  };
}

/** The replicas of one variant and seed, in order: the only one, or of single-task models that of each task. */
interface Answers {
  variant: number;
  world: World;
  seed: number;
  step: number;
  replicas: ReplicaEvaluation[];
}

function collect(
  parts: readonly Part[],
  evaluations: readonly Evaluation[],
  variantOfArm: readonly number[],
): Map<string, Answers> {
  const found = new Map<string, Answers>();
  parts.forEach(({ members }, p) => {
    members.forEach(({ arm, seed, world }, i) => {
      const variant = variantOfArm[arm];
      const key = `${String(variant)} ${String(seed)}`;
      const own = found.get(key) ?? { variant, seed, world, step: evaluations[p].step, replicas: [] };
      own.replicas.push(evaluations[p].replicas[i]);
      found.set(key, own);
    });
  });
  return found;
}

/** Which of a model's replicas answers a task. */
const answering = ({ replicas }: Answers, task: number): ReplicaEvaluation =>
  replicas[replicas.length === 1 ? 0 : task];

const perTask = <T>(of: (task: number) => T): T[] => Array.from({ length: TASK_COUNT }, (_, task) => of(task));

/** The run of a variant that has come to its end. Its evaluation is a full one. */
function runOf({ sized }: Variant, answers: Answers, bench: Bench, curve: CurvePoint[]): VariantRun {
  const measured = measure(bench, (task) => answering(answers, task).full!.predictions);
  const diverged = !answers.replicas.every(({ finite }) => finite);
  return {
    variant: answers.variant,
    seed: answers.seed,
    step: answers.step,
    multiplications: sized.multiplications,
    parameters: sized.parameters,
    ...measured,
    stuck: !diverged && isStuck(measured),
    diverged,
    utilization: perTask((task) =>
      Array.from(utilizationRow(answering(answers, task).utilization, sized.model.experts, task)),
    ),
    entropy: perTask((task) => answering(answers, task).entropy[task]),
    curve,
  };
}

function evaluateAll(parts: readonly Part[], full: boolean): Promise<Evaluation[]> {
  return ofParts(parts, async ({ engine }) => {
    const evaluation = await engine.evaluate({ full });
    await yieldToEvents();
    return evaluation;
  });
}

/**
 * Trains every variant on every seed.
 * @returns the runs, portion of seeds by portion, variant by variant
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runVariants(spec: VariantsSpec, options: VariantsOptions): Promise<VariantRun[]> {
  const { variants } = spec;
  if (variants.length === 0) return [];
  const { study, variantOfArm } = variantsStudy(spec);
  const { onMeasured, trainOn, evaluateOn, onAnswers, onEnd, ...context } = options;
  const bench = rememberBenches();
  const data = new WeakMap<World, EngineData>();
  const dataOf = ({ world }: Trained): EngineData => {
    const known = data.get(world) ?? {
      train: trainOn?.(world) ?? world.train,
      heldOut: evaluateOn?.(bench(world).heldOut, world) ?? bench(world).heldOut,
    };
    data.set(world, known);
    return known;
  };
  const finished: VariantRun[] = [];
  const curves = new Map<string, CurvePoint[]>();
  await trainStudy(study, {
    seedsAtOnce: SEEDS_AT_ONCE,
    ...context,
    // A curve has no step twice.
    evaluations: Math.min(spec.points ?? 1, study.base.training.steps),
    wholeSeeds: true,
    structureOf: ({ arm }) => variants[variantOfArm[arm]].sized.model,
    dataOf,
    measure: async (parts, last) => {
      const found = collect(parts, await evaluateAll(parts, last), variantOfArm);
      const runs: VariantRun[] = [];
      for (const [key, answers] of found) {
        const point = { step: answers.step, loss: perTask((task) => answering(answers, task).loss[task]) };
        const curve = [...(curves.get(key) ?? []), point];
        curves.set(key, curve);
        if (!last) continue;
        onAnswers?.(answers, answers.replicas[0].full!);
        runs.push(runOf(variants[answers.variant], answers, bench(answers.world), curve));
        await yieldToEvents();
      }
      if (!last) return;
      await onEnd?.(parts);
      runs.sort((a, b) => a.variant - b.variant);
      finished.push(...runs);
      onMeasured?.(runs);
    },
  });
  return finished;
}

/**
 * Trains every variant on every seed, and makes of each run what its study calls it.
 * @param named - called once for each run, as soon as it has come to its end
 * @returns the named runs, as {@link runVariants} does
 */
export async function runNamed<R>(
  spec: VariantsSpec,
  named: (run: VariantRun) => R,
  { onMeasured, ...options }: NamedOptions<R>,
): Promise<R[]> {
  const finished: R[] = [];
  await runVariants(spec, {
    ...options,
    onMeasured: (some) => {
      const runs = some.map(named);
      finished.push(...runs);
      onMeasured?.(runs);
    },
  });
  return finished;
}
