/** Whether "missing" learns what it ought to: the shallow tower with several rates of position dropout (Zhao et al. 2019, section 4.4). */
import { bestMissing, biasFit, biasTarget } from '../../metrics/bias.ts';
import type { World } from '../../world/types.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { runStudy, type StudyOptions } from '../../study/study.ts';
import type { DropoutSpec, MissingRun } from './treatmentsProtocol.ts';

/**
 * Trains the shallow tower at every rate on every seed, as one population.
 * @returns the error of each run's "missing" logits, rate by rate
 */
export async function runMissing(
  { base, rates, seeds, seedBase }: DropoutSpec,
  {
    open,
    signal,
    onProgress,
  }: Pick<StudyOptions, 'open' | 'signal'> & { onProgress?: (done: number, total: number) => void },
): Promise<MissingRun[]> {
  const run: RunSpec = { ...base, model: { ...base.model, biasHandling: 'shallow-tower' } };
  const worlds = new Map<number, World>();
  const arms = rates.map((rate) => ({ label: String(rate), changes: { 'run.training.positionDropout': rate } }));
  const runs = await runStudy(
    { base: run, arms, seeds, seedBase },
    {
      open,
      signal,
      onProgress: ({ done, total }) => onProgress?.(done, total),
      dataOf: (world) => {
        worlds.set(world.seed, world);
        return world;
      },
    },
  );
  const ideals = new Map(
    [...worlds].map(([seed, world]) => {
      const target = biasTarget(world);
      return [seed, { target, missing: bestMissing(world, target) }];
    }),
  );
  return runs.map(({ arm, seed, evaluation }) => {
    const { target, missing } = ideals.get(seed)!;
    return { rate: rates[arm], seed, missingError: biasFit(evaluation.table, target, missing).missingError };
  });
}
