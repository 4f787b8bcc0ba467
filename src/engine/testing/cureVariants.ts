/** Small populations with cures, for the engines' tests: see `cureOptions.ts` for which meet which. */
import type { Cures } from '../../model/cures.ts';
import type { ReplicaSpec } from '../../model/spec.ts';
import { cureCases, type CureCase } from './cureOptions.ts';
import { MODEL, randomData, RATES, smallPopulation, SOME_VISIBLE, type Variant } from './populations.ts';

/** A replica's strengths, [first, second]: such that each is seen in a gradient, and that the two differ. */
const STRENGTHS = {
  importance: [0.3, 0.1],
  switchLoss: [0.2, 0.4],
  entropy: [0.2, 0.1],
  zLoss: [0.1, 0.05],
  logitL2: [0.1, 0.2],
  lossFree: [0.03, 0.01],
  cap: [1, 2.5],
  noise: [1, 0.5],
  clip: [0.3, 0.5],
  warmUp: [20, 5],
  decayTo: [0.1, 0.5],
} as const satisfies Partial<Record<keyof Cures, readonly [number, number]>>;

/** @param r - 0 or 1; @returns the cures that a choice names */
function curesIn(choice: CureCase[0], r: 0 | 1): Partial<Cures> {
  const strengths = Object.entries(STRENGTHS)
    .filter(([name]) => choice[name as keyof typeof STRENGTHS] === 'on')
    .map(([name, values]) => [name, values[r]]);
  return {
    sharedActivation: choice.sharedActivation,
    expertActivation: choice.expertActivation,
    layerNorm: choice.layerNorm === 'on',
    gateKind: choice.gateKind,
    stalenessAware: choice.stalenessAware === 'on',
    ...(choice.temperature !== 'off' && { temperature: r === 0 ? 3 : 0.5 }),
    ...(choice.temperature === 'annealed' && { annealing: r === 0 ? 0.25 : 1 }),
    ...(Object.fromEntries(strengths) as Partial<Cures>),
  };
}

function replicaOf(choice: CureCase[0], r: 0 | 1, i: number): Partial<ReplicaSpec> {
  return {
    data: r,
    seeds: { init: 1000 + 300 * r + i, dropout: 1100 + 300 * r + i, batch: 1200 + 300 * r + i },
    learningRate: RATES[choice.optimizer] / (1 + r),
    gateDropout: choice.mask === 'none' ? 0 : 0.4 + 0.3 * r,
    l2: choice.l2 === 'l2' ? 0.01 / (1 + r) : 0,
    workers: choice.workers === 'async' ? 3 - r : 1,
    gateInitScale: 1 + r,
    cures: curesIn(choice, r),
  };
}

/**
 * Populations in which every cure meets every other one and every option of the model and its training (a test checks it). Two replicas each,
 * with other cures; in every third population one more without any.
 */
export function cureVariants(): Variant[] {
  return cureCases().map((choices, i) => {
    const [{ kind, shared, tower, bias, mask, optimizer, visible }] = choices;
    const population = smallPopulation({
      model: {
        ...MODEL,
        kind,
        biasHandling: bias,
        sharedUnits: shared === 'shared' ? MODEL.sharedUnits : 0,
        towerUnits: tower === 'hidden' ? 2 : 0,
        experts: kind === 'shared-bottom' ? 1 : 3,
        balance: true,
        ...(visible === 'some' && { visible: SOME_VISIBLE }),
      },
      training: { optimizer, mask: mask === 'none' ? 'example' : mask },
      replicas: [
        replicaOf(choices[0], 0, i),
        replicaOf(choices[1], 1, i),
        ...(i % 3 === 0 ? [{ learningRate: RATES[optimizer], seeds: { init: i, dropout: i, batch: i } }] : []),
      ],
    });
    const cures = choices.map((choice) =>
      Object.entries(choice)
        .flatMap(([name, option]) =>
          option === 'on'
            ? [name]
            : ['leaky', 'swish', 'sigmoid', 'fixed', 'annealed'].includes(option)
              ? [option]
              : [],
        )
        .join(' '),
    );
    return {
      name: `${[kind, shared, tower, bias, mask, optimizer, visible].join(', ')} [${cures.join('] [')}]`,
      choice: choices[0],
      population,
      data: [randomData(1900 + i, MODEL.features, 'half'), randomData(2000 + i, MODEL.features)],
    };
  });
}
