/** Which expert serves whom: the held-out losses without each expert in turn. */
import type { Engine } from '../engine/types.ts';
import type { Ablation } from './protocol.ts';

/** Measures all of an engine's models whole and without every expert; takes no training step. */
export async function measureAblation(engine: Engine): Promise<Ablation> {
  const losses = async (withoutExpert?: number): Promise<number[][]> =>
    (await engine.evaluate({ withoutExpert })).replicas.map(({ loss }) => Array.from(loss));
  const { step } = engine;
  const whole = await losses();
  const byExpert: number[][][] = [];
  for (let e = 0; e < engine.population.model.experts; e++) byExpert.push(await losses(e));
  return { step, whole, without: whole.map((_, arm) => byExpert.map((expert) => expert[arm])) };
}
