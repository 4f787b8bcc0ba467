/** Whether a simpler model does as well on the run that has ended: what is trained for it, and what came of it, as data. Pure. */
import type { ModelKind } from '../../model/spec.ts';
import { multiplications } from '../../model/spec.ts';
import type { MeasuredRun, RunsSpec } from '../../commands/studies.ts';
import { courseKey } from '../../run/link.ts';
import { defaultRun, modelOf, modelOfArm, withoutCures, type RunSpec } from '../../run/runSpec.ts';
import { EQUAL, type Results } from './facts.ts';

/** Models with fewer gates than MMoE. */
export const SIMPLER = ['omoe', 'shared-bottom'] as const satisfies readonly ModelKind[];
export type SimplerKind = (typeof SIMPLER)[number];

/** Held-out losses per task of both on the same run; null where it diverged. */
export type SimplerLosses = Record<SimplerKind, readonly number[] | null>;

/** Losses of a task: the simpler model's, and those of the run that has ended. */
interface TaskLosses {
  task: number;
  loss: number;
  than: number;
}

/** What came of one of them. */
export interface SimplerFact {
  kind: SimplerKind;
  /** Multiplications for one prediction. */
  multiplications: number;
  diverged: boolean;
  better: TaskLosses[];
  worse: TaskLosses[];
  /** Nearer to each other than one run can tell. */
  alike: TaskLosses[];
}

/** Model A of a run: without gate dropout and without cures. */
const modelA = (run: RunSpec): RunSpec => withoutCures({ ...run, training: { ...run.training, gateDropout: 0 } });

/** The same run with a simpler model: same world, seeds, batches and width of experts. */
export const simplerRun = (run: RunSpec, kind: SimplerKind): RunSpec => ({ ...run, model: { ...run.model, kind } });

/** The simpler models, to be trained as model A of the run was. */
export const simplerStudy = (run: RunSpec): RunsSpec => ({
  study: {
    base: modelA(run),
    arms: SIMPLER.map((kind) => ({ label: kind, changes: { 'run.model.kind': kind } })),
    seeds: 1,
    seedBase: run.seeds.data,
    ownSeeds: true,
  },
  evaluations: 1,
});

/** Equal for two runs exactly when their models A train alike. */
export const simplerKey = (run: RunSpec): string =>
  courseKey({ run: { ...modelA(run), threshold: defaultRun().threshold }, timeline: [] });

/**
 * @param runs - of {@link simplerStudy}, at their end; @param present - [4] 0 where there is no such task, which has no loss
 * @returns null while one of them is missing
 */
export function lossesOf(
  runs: readonly Pick<MeasuredRun, 'arm' | 'heldOut'>[],
  present: readonly number[] = [1, 1, 1, 1],
): SimplerLosses | null {
  const found = SIMPLER.map((_, arm) => runs.find((run) => run.arm === arm)?.heldOut);
  if (found.some((losses) => losses === undefined)) return null;
  const [omoe, bottom] = found.map((losses) =>
    losses?.every((loss, k) => Number.isFinite(loss) || present[k] === 0) ? losses : null,
  );
  return { omoe, 'shared-bottom': bottom };
}

/**
 * Whether simpler models can be put beside model A of a run: at its end, if it has a gate for every task, and nothing was changed on its way,
 * which they could not have been through as well.
 */
export function offerOf({ kind, status, changesOfA }: Pick<Results, 'kind' | 'status' | 'changesOfA'>) {
  if (kind !== 'mmoe' || status !== 'finished') return 'none';
  return changesOfA > 0 ? 'changed' : 'ask';
}

/** Multiplications for one prediction: of the run's own model, and of the simpler ones. */
export const costsOf = (run: RunSpec): { own: number; simpler: number[] } => ({
  own: multiplications(modelOfArm(run, 0)),
  simpler: SIMPLER.map((kind) => multiplications(modelOf(simplerRun(run, kind)))),
});

/** @param own - held-out losses of model A of the run that has ended */
export function simplerFacts(run: RunSpec, own: readonly number[], losses: SimplerLosses): SimplerFact[] {
  const { simpler } = costsOf(run);
  return SIMPLER.map((kind, i) => {
    const tasks = (losses[kind] ?? []).map((loss, task) => ({ task, loss, than: own[task] }));
    const by = ({ loss, than }: TaskLosses): number => loss / than - 1;
    return {
      kind,
      multiplications: simpler[i],
      diverged: losses[kind] === null,
      better: tasks.filter((each) => by(each) <= -EQUAL),
      worse: tasks.filter((each) => by(each) >= EQUAL),
      alike: tasks.filter((each) => Math.abs(by(each)) < EQUAL),
    };
  });
}

/** Tasks on which at least one simpler model does better. */
export const betterTasks = (facts: readonly SimplerFact[]): number[] =>
  [...new Set(facts.flatMap(({ better }) => better.map(({ task }) => task)))].sort((a, b) => a - b);
