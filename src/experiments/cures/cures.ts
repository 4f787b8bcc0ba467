/**
 * The study of cures: the same worlds, batches and initial weights without a cure and with each, so that everything is paired by seed. Every seed has a
 * world of its own.
 */
import { contributions } from '../../engine/contributions.ts';
import { yieldToEvents } from '../../engine/pipeline.ts';
import { utilizationRows } from '../../metrics/gates.ts';
import { servingOf } from '../../model/cures.ts';
import type { StudySpec } from '../../study/spec.ts';
import { rememberWorlds, trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import { curesStudy, type CuresSpec } from './arms.ts';
import type { MeasuredCure } from './results.ts';

export interface CuresOptions extends Omit<StudyContext, 'evaluations'> {
  /** Runs that have just come to their ends: of some seeds all cures. */
  onMeasured?: (runs: MeasuredCure[]) => void;
}

/** Seeds whose worlds are held at once. */
const SEEDS_AT_ONCE = 64;

/** Sums up the runs of one engine. */
async function measurePart({ engine, members }: Part, arm: number, signal?: AbortSignal): Promise<MeasuredCure[]> {
  const { population } = engine;
  const { model, training } = population;
  const { step, replicas } = await engine.evaluate({ full: true });
  const runs: MeasuredCure[] = [];
  for (const [i, { seed, rows }] of members.entries()) {
    const { loss, utilization, entropy, dead, finite, full } = replicas[i];
    runs.push({
      arm,
      seed,
      ...(model.visible && { visible: model.visible }),
      utilization: utilizationRows(utilization, model.experts),
      contributions: utilizationRows(
        contributions(model, full!.parameters, rows.heldOut, servingOf(population.replicas[i], training, step)),
        model.experts,
      ),
      entropy: Array.from(entropy),
      deadExperts: dead.reduce((sum, one) => sum + one, 0),
      heldOut: Array.from(loss),
      finite,
    });
    if (i % 8 === 7) await yieldToEvents();
    signal?.throwIfAborted();
  }
  return runs;
}

/** A study of some seeds and one cure. */
const part = (study: StudySpec, arm: number, seedBase: number, seeds: number): StudySpec => ({
  ...study,
  arms: [study.arms[arm]],
  seedBase,
  seeds,
});

/**
 * Trains every cure on every seed: of up to 64 seeds one cure after the other, on the same worlds, so that each can be seen as soon as it is done, and a
 * stop keeps all that are; then of the next seeds.
 * @returns the runs, portion of seeds by portion, cure by cure
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runCures(spec: CuresSpec, { onMeasured, ...context }: CuresOptions): Promise<MeasuredCure[]> {
  const { onProgress, signal, seedsAtOnce = SEEDS_AT_ONCE } = context;
  const finished: MeasuredCure[] = [];
  const study = curesStudy(spec);
  const total = spec.combinations.length * spec.seeds * spec.base.training.steps;
  let before = 0;
  for (let from = 0; from < spec.seeds; from += seedsAtOnce) {
    const seeds = Math.min(seedsAtOnce, spec.seeds - from);
    const worldOf = rememberWorlds(context);
    for (const arm of spec.combinations.keys()) {
      await trainStudy(part(study, arm, spec.seedBase + from, seeds), {
        ...context,
        worldOf,
        onProgress: (done) => onProgress?.(before + done, total),
        measure: async (parts) => {
          const runs: MeasuredCure[] = [];
          for (const one of parts) runs.push(...(await measurePart(one, arm, signal)));
          finished.push(...runs);
          onMeasured?.(runs);
        },
      });
      before += seeds * spec.base.training.steps;
    }
  }
  return finished;
}
