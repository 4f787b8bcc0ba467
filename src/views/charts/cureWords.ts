/** The cures of a model in words, as names of models have them. Pure. */
import { actingCures, type CureName } from '../../run/actingCures.ts';
import type { RunCures, RunSpec } from '../../run/runSpec.ts';
import type { Say } from '../say.ts';

/** A cure that acts, with what it is set to; the activations of experts and shared layer are one where they are alike. */
export type ActingCure =
  | {
      cure: Exclude<CureName, 'sharedActivation' | 'expertActivation' | 'temperature' | 'annealing' | 'sharing'>;
      value?: number;
    }
  | { cure: 'groups' | 'apart' | 'tasks' }
  | { cure: 'temperature' | 'annealed'; value: number }
  | { cure: 'activation' | 'sharedActivation' | 'expertActivation'; activation: 'leaky' | 'swish' };

const FLAGS: readonly CureName[] = ['gateKind', 'zeroGates', 'uniform', 'layerNorm', 'stalenessAware'];

function one(name: CureName, cures: RunCures, both: boolean): ActingCure[] {
  const { sharedActivation, expertActivation, temperature, annealing } = cures;
  switch (name) {
    case 'expertActivation':
      if (expertActivation === 'relu') return [];
      return [{ cure: both ? 'activation' : name, activation: expertActivation }];
    case 'sharedActivation':
      return both || sharedActivation === 'relu' ? [] : [{ cure: name, activation: sharedActivation }];
    case 'temperature':
      return [{ cure: annealing > 0 ? 'annealed' : name, value: temperature }];
    case 'annealing':
      return []; // said with the temperature
    case 'sharing':
      return cures.sharing === 'all' ? [] : [{ cure: cures.sharing }];
    default:
      return FLAGS.includes(name) ? [{ cure: name }] : [{ cure: name, value: Number(cures[name]) }];
  }
}

/** @returns the cures that act in a run, in the order of the controls */
export function curesActing(run: RunSpec): ActingCure[] {
  const names = actingCures(run);
  const { cures } = run.training;
  const both =
    names.includes('expertActivation')
    && names.includes('sharedActivation')
    && cures.expertActivation === cures.sharedActivation;
  return names.flatMap((name) => one(name, cures, both));
}

/** @param as - `full` in a sentence, `short` in a label */
export function cureWords({ t, numbers }: Say, acting: ActingCure, as: 'full' | 'short'): string {
  const words = `charts.cure.${as}.${acting.cure}`;
  if ('activation' in acting) return t(words, { activation: t(`charts.cure.activation.${acting.activation}`) });
  return t(words, !('value' in acting) || acting.value === undefined ? {} : { value: numbers.plain(acting.value, 4) });
}
