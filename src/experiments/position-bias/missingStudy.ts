/** Whether "missing" learns what it ought to: the shallow tower with several rates of position dropout (Zhao et al. 2019, section 4.4). */
import { bestMissing, biasFit, biasTarget } from '../../metrics/bias.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { trainStudy, type StudyContext } from '../../study/train.ts';
import type { World } from '../../world/types.ts';

/** The shallow tower trained with several rates of position dropout, on the same worlds. */
export interface MissingSpec {
  base: RunSpec;
  rates: readonly number[];
  seeds: number;
  seedBase: number;
}

/** What the table's "missing" row was worth in one run: mean over devices of its error, in logits. */
export interface MissingRun {
  rate: number;
  seed: number;
  missingError: number;
}

/** What a world's table ought to be, and its "missing" row. */
function idealOf(world: World): { target: number[][]; missing: number[] } {
  const target = biasTarget(world);
  return { target, missing: bestMissing(world, target) };
}

/**
 * Trains the shallow tower at every rate on every seed.
 * @returns the error of each run's "missing" logits, rate by rate
 */
export async function runMissing(
  { base, rates, seeds, seedBase }: MissingSpec,
  { onMeasured, ...context }: StudyContext & { onMeasured?: (runs: MissingRun[]) => void },
): Promise<MissingRun[]> {
  const run: RunSpec = { ...base, model: { ...base.model, biasHandling: 'shallow-tower' } };
  const arms = rates.map((rate) => ({ label: String(rate), changes: { 'run.training.positionDropout': rate } }));
  const finished: MissingRun[] = [];
  await trainStudy(
    { base: run, arms, seeds, seedBase },
    {
      ...context,
      measure: async (parts, last) => {
        if (!last) return;
        const ideals = new Map<World, ReturnType<typeof idealOf>>();
        for (const { engine, members } of parts) {
          const { replicas } = await engine.evaluate();
          const runs = members.map(({ arm, seed, world }, i) => {
            const ideal = ideals.get(world) ?? idealOf(world);
            ideals.set(world, ideal);
            const { missingError } = biasFit(replicas[i].table, ideal.target, ideal.missing);
            return { rate: rates[arm], seed, missingError };
          });
          onMeasured?.(runs);
          finished.push(...runs);
        }
      },
    },
  );
  return finished.sort((a, b) => rates.indexOf(a.rate) - rates.indexOf(b.rate) || a.seed - b.seed);
}
