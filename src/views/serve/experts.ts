/** A candidate's way through the model, and the experts that a task reads most of it, in words. Pure. */
import { evaluatedPosition } from '../../engine/evaluate.ts';
import { explain, impressionAt, type Explanation } from '../../model/explain.ts';
import { parameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { toldAs } from '../../serving/positions.ts';
import type { ListAsk, ServedList } from '../../serving/server.ts';
import type { Say } from '../say.ts';

/** With the position that the model was told of it. */
export function wayOf(
  { model, parameters, position, predicts }: Pick<ListAsk, 'model' | 'parameters' | 'position' | 'predicts'>,
  { log }: Pick<ServedList, 'log'>,
  candidate: number,
): Explanation {
  const impression = impressionAt(log, candidate);
  const told = { ...impression, position: evaluatedPosition(toldAs(position), impression.position) };
  return explain(model, parameters, told, parameterLayout(model), predicts);
}

/** Less would be written as 0%. */
const LEAST = 0.005;
/** Named at most. */
const MOST = 2;

/** "expert 3: 61%, expert 1: 20%"; a shared bottom has nothing to choose. @param weights - [experts] of the task's gate */
export function expertsOf({ t, numbers }: Say, kind: ModelSpec['kind'], weights: ArrayLike<number>): string {
  if (kind === 'shared-bottom') return t('serve.why.bottom');
  return Array.from(weights, (weight, expert) => ({ weight, expert }))
    .filter(({ weight }) => weight >= LEAST)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST)
    .map(({ weight, expert }) => t('serve.why.expert', { number: expert + 1, weight: numbers.percent(weight) }))
    .join(t('comma'));
}
