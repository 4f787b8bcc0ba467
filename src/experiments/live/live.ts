/** A live experiment from training to its last query, seed by seed; and A/A experiments with the control's pages. */
import { servingQueries } from '../../world/serving.ts';
import { POSITIONS } from '../../world/spec.ts';
import type { StudyContext } from '../../study/train.ts';
import { nullExperiments, type NullResult, type Way } from './null.ts';
import { createPages, servedOf } from './pages.ts';
import { rankersOf, simulate, type LivePoint } from './simulate.ts';
import { checkLive, listsPerQuery, type LiveSpec, type TrainedArm } from './spec.ts';
import { trainArms, type TrainedSeed } from './train.ts';

export interface LiveStudySpec extends LiveSpec {
  /** Number of experiments; seed s sets the world, initial weights and batches of every arm, and its queries and answers. */
  seeds: number;
  /** First seed. */
  seedBase: number;
}

/** Points of one experiment's course, as they come. */
export interface LiveProgress {
  seed: number;
  points: LivePoint[];
  /** Trained arms whose weights are no numbers any more. */
  diverged: TrainedArm[];
}

/** An experiment that has come to its end. */
export interface LiveOutcome {
  seed: number;
  last: LivePoint;
  diverged: TrainedArm[];
}

export interface LiveOptions extends Pick<StudyContext, 'open' | 'onProgress' | 'signal'> {
  onPoint?: (progress: LiveProgress) => void;
}

/**
 * How many replica-steps a query counts for in the progress: one list costs some twenty forward passes where a step costs 64 with their
 * backward passes.
 */
const STEPS_A_LIST = 0.1;

/**
 * Trains the arms and runs the experiment, seed by seed.
 * @throws DOMException AbortError when stopped; RangeError on a specification that is none; errors of the engine
 */
export async function runLive(spec: LiveStudySpec, options: LiveOptions): Promise<LiveOutcome[]> {
  checkLive(spec);
  const { signal, onProgress, onPoint } = options;
  const lists = listsPerQuery(spec);
  const serving = spec.seeds * spec.queries * lists * STEPS_A_LIST;
  // Of training as much as it says itself: a model that was given may have steps of its own.
  let [steps, training] = [0, 0];
  let served = 0;
  const tell = (): void =>
    onProgress?.(Math.round(steps + served * lists * STEPS_A_LIST), Math.round(training + serving));
  const outcomes: LiveOutcome[] = [];
  await trainArms(spec, spec, {
    open: options.open,
    signal,
    onProgress: (done, total) => {
      [steps, training] = [done, total];
      tell();
    },
    onTrained: async (trained) => {
      const { seed, models } = trained;
      const diverged = [...models].filter(([, model]) => model.diverged).map(([arm]) => arm);
      const before = served;
      let last: LivePoint | undefined;
      await simulate(spec, trained, {
        signal,
        onPoint: (point) => {
          last = point;
          served = before + point.queries;
          onPoint?.({ seed, points: [point], diverged });
          tell();
        },
      });
      outcomes.push({ seed, last: last!, diverged });
    },
  });
  return outcomes;
}

/** Pages that A/A experiments draw from. */
const POOL = 4000;

/** [pages × 9] P(click) of the pages that control serves to fresh queries. */
export function nullPool(spec: LiveSpec, trained: TrainedSeed, pages = POOL): Float64Array {
  const { world } = trained;
  const [control] = rankersOf(spec, trained);
  const pageOf = createPages(world, spec.form, spec.weights, spec.candidates);
  const pool = new Float64Array(pages * POSITIONS);
  const portion = 100;
  for (let from = 0; from < pages; from += portion) {
    const count = Math.min(portion, pages - from);
    const log = servingQueries(world, count, spec.candidates, world.seed, from);
    const served = servedOf(world, log, spec.candidates, spec.form, spec.weights);
    for (let i = 0; i < count; i++) pool.set(pageOf(control, served, i).click, (from + i) * POSITIONS);
  }
  return pool;
}

export interface NullSpec {
  live: LiveSpec;
  seed: number;
  experiments: number;
  /** Queries watched in each. */
  queries: number;
}

/** Trains control and repeats the experiment of it against itself. @throws as {@link runLive} */
export async function runNull(
  { live, seed, experiments, queries }: NullSpec,
  options: Pick<LiveOptions, 'open' | 'onProgress' | 'signal'> & {
    onPortion?: (first: Record<Way, number | null>[]) => void;
  },
): Promise<NullResult> {
  const spec: LiveSpec = { ...live, arms: [], extras: ['aa'] };
  checkLive(spec);
  let [steps, training] = [0, 0];
  const tell = (done: number): void => options.onProgress?.(steps + done, training + experiments);
  let result: NullResult | undefined;
  await trainArms(
    spec,
    { seeds: 1, seedBase: seed },
    {
      open: options.open,
      signal: options.signal,
      onProgress: (done, total) => {
        [steps, training] = [done, total];
        tell(0);
      },
      onTrained: async (trained) => {
        let done = 0;
        result = await nullExperiments(nullPool(spec, trained), experiments, {
          queries,
          seed,
          signal: options.signal,
          onPortion: (first) => {
            done += first.length;
            tell(done);
            options.onPortion?.(first);
          },
        });
      },
    },
  );
  return result!;
}
