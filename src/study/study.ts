/**
 * A study: several arms of one setting, each trained on the same fresh seeds as one population, evaluated on held-out data.
 * The polarization race, its ablations and the position-bias tables are all studies; the app and the command line run the same ones.
 */
import type { ReplicaEvaluation } from '../engine/types.ts';
import type { ExpertMask } from '../model/visible.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import type { StudySpec } from './spec.ts';
import { ofParts, trainStudy, type StudyContext } from './train.ts';

/** One trained model of a study. */
export interface StudyRun {
  arm: number;
  seed: number;
  step: number;
  /** Which experts each task's gate may use; absent where all may use all. */
  visible?: ExpertMask;
  /** Places of the tasks that some held-out row has a label of, where they are fewer than four. */
  present?: readonly number[];
  evaluation: ReplicaEvaluation;
}

export interface StudyOptions extends StudyContext {
  /** Runs that have just been evaluated: all that train now, at the same share of their steps. */
  onMeasured?: (runs: StudyRun[]) => void;
}

/** Which tasks can be measured on a held-out log: a table may lack one, or have its labels in the rows to train on alone. */
function presentIn({ rows, observed }: Impressions): Pick<StudyRun, 'present'> {
  const present: number[] = [];
  for (let k = 0; k < TASK_COUNT; k++) {
    let row = 0;
    while (row < rows && observed[row * TASK_COUNT + k] === 0) row++;
    if (row < rows) present.push(k);
  }
  return present.length < TASK_COUNT ? { present } : {};
}

/**
 * Trains every arm on every seed.
 * @returns the final evaluation of every run, arm by arm and seed by seed
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runStudy(spec: StudySpec, options: StudyOptions): Promise<StudyRun[]> {
  const finished: StudyRun[] = [];
  await trainStudy(spec, {
    ...options,
    measure: async (parts, last) => {
      const runs: StudyRun[] = [];
      const evaluations = await ofParts(parts, ({ engine }) => engine.evaluate());
      for (const [p, { engine, members }] of parts.entries()) {
        const { step, replicas } = evaluations[p];
        const { visible } = engine.population.model;
        runs.push(
          ...members.map(({ arm, seed, rows }, i) => ({
            arm,
            seed,
            step,
            ...(visible && { visible }),
            ...presentIn(rows.heldOut),
            evaluation: replicas[i],
          })),
        );
      }
      options.onMeasured?.(runs);
      if (last) finished.push(...runs);
    },
  });
  // Portions and halves are trained seed by seed, and a sort keeps the order of what is equal.
  return finished.sort((a, b) => a.arm - b.arm);
}
