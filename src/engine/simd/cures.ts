/** What the code of a replica's cures needs in memory beside that of a plain one, and what JavaScript tells it. */
import { cureCodeOf, takesMeans, type CureCode } from '../../model/cures.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import type { Shape } from '../scalar/shape.ts';

/** What a replica without cures is written for. */
export const PLAIN: CureCode = cureCodeOf({ kind: 'mmoe', sharedUnits: 0 }, {});

/** What JavaScript tells kernels that were written for a cure, 4 bytes each. The losses' factors have 1 / batch in them. */
const CURE_CONTROLS = [
  'temperature',
  'coolness',
  'cap',
  'uncap',
  'noise',
  'importance',
  'switchLoss',
  'entropy',
  'zLoss',
  'logitL2',
  'lossFree',
  'clip',
] as const;
export type CureControl = (typeof CURE_CONTROLS)[number];

/** Whether logits are anything else than h·W + b under a softmax, in training and when predicting. */
export const shapesLogits = ({ cap, temperature, gateKind }: CureCode): boolean =>
  cap || temperature || gateKind === 'sigmoid';

/** Whether the way back through a gate needs its logits, as they went into the softmax. */
export const keepsLogits = ({ cap, gateKind, entropy, logitL2 }: CureCode): boolean =>
  cap || gateKind === 'sigmoid' || entropy || logitL2;

/** Whether the loss pulls at a gate's weights by what the last batch was. */
export const pulls = ({ importance, switchLoss }: CureCode): boolean => importance || switchLoss;

/** @returns [R] the code of each replica; equal ones are the same object, {@link PLAIN} for those without cures */
export function codesOf({ model, replicas }: PopulationSpec): CureCode[] {
  const known = new Map([[JSON.stringify(PLAIN), PLAIN]]);
  return replicas.map((replica) => {
    const code = cureCodeOf(model, replica);
    const key = JSON.stringify(code);
    const same = known.get(key);
    if (!same) known.set(key, code);
    return same ?? code;
  });
}

/** Where what cures need lies, in bytes; areas that no replica of the population needs take no memory. */
export interface CureAreas {
  /** [H] and [E · U] slopes of Swish. */
  readonly sharedSlope: number;
  readonly expertSlope: number;
  /** [E · U] experts' normalised pre-activations, and [E] what they were multiplied by: 1 / deviation. */
  readonly normal: number;
  readonly inverse: number;
  /** [G · E] logits as they went into the softmax; 0 where dropped. */
  readonly logit: number;
  /** [G · E padded] numbers: sums of the batch's weights, counts of its largest ones, and what the losses add to each weight's delta. */
  readonly means: number;
  readonly tops: number;
  readonly pull: number;
  /** [G · E] numbers: the gates' biases with the balancing ones. */
  readonly bias: number;
  readonly control: Readonly<Record<CureControl, number>>;
}

/** Takes the memory. @param row - bytes of a row of activations */
export function cureAreas(
  codes: readonly CureCode[],
  { shared, experts, units, gates, layout }: Shape,
  row: number,
  take: (bytes: number) => number,
): CureAreas {
  const where = (needed: (code: CureCode) => boolean, bytes: number): number => take(codes.some(needed) ? bytes : 0);
  const weights = gates * experts;
  const vectors = 16 * Math.ceil(weights / 4);
  const controls = where((code) => code !== PLAIN, 4 * CURE_CONTROLS.length);
  return {
    control: Object.fromEntries(CURE_CONTROLS.map((name, i) => [name, controls + 4 * i])) as Record<
      CureControl,
      number
    >,
    sharedSlope: where(({ sharedActivation }) => sharedActivation === 'swish', shared * row),
    expertSlope: where(({ expertActivation }) => expertActivation === 'swish', experts * units * row),
    normal: where(({ layerNorm }) => layerNorm, experts * units * row),
    inverse: where(({ layerNorm }) => layerNorm, experts * row),
    logit: where(keepsLogits, weights * row),
    means: where(takesMeans, vectors),
    tops: where(({ switchLoss }) => switchLoss, vectors),
    pull: where(pulls, vectors),
    bias: take(layout.blocks['gates/balance'] ? vectors : 0),
  };
}
