/** Which of the formulas (formulas.mjs) a model's are: with its gates, its layers, and what it does about the position. */
import { PLAIN_SERVING, type Activation, type Serving } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { isMasked } from '../../model/visible.ts';
import type { model } from './formulas.mjs';

export type ModelFormula = keyof typeof model;

export interface ModelFormulas {
  features: ModelFormula;
  /** Null where a model has no shared layer, no gates. */
  shared: ModelFormula | null;
  logits: ModelFormula | null;
  /** What cap and temperature leave of the logits. */
  tamed: ModelFormula | null;
  weights: ModelFormula | null;
  dropout: ModelFormula | null;
  experts: ModelFormula;
  /** What a tower reads. */
  mixture: ModelFormula;
  output: ModelFormula;
  /** Probability of click, to which alone a shallow tower adds. */
  click: ModelFormula;
}

type Parts = Pick<ModelSpec, 'kind' | 'experts' | 'visible' | 'sharedUnits' | 'towerUnits' | 'biasHandling'>;

const BENT = { relu: '', leaky: 'Leaky', swish: 'Swish' } as const satisfies Record<Activation, string>;

/** What becomes of a gate's logits before they are weights; null where nothing does. */
const tamedBy = ({ cap, temperature }: Serving): 'capped' | 'cappedTempered' | 'tempered' | null =>
  cap > 0 ? (temperature === 1 ? 'capped' : 'cappedTempered') : temperature === 1 ? null : 'tempered';

/**
 * Sums over the experts that a task may use are written so only where it may not use all. No index where there is but one gate; the only expert of a shared bottom is expert 1.
 * @param serving - what of the model's cures acts when it predicts; @param balanced - whether its gates have balancing biases
 */
export function formulasOf(model: Parts, serving: Serving = PLAIN_SERVING, balanced = false): ModelFormulas {
  const { kind, sharedUnits, towerUnits, biasHandling } = model;
  const read = sharedUnits > 0 ? 'H' : 'X';
  const expertBent = `${BENT[serving.expertActivation]}${serving.layerNorm ? 'Norm' : ''}` as const;
  const hidden = towerUnits > 0 ? 'Hidden' : '';
  const below = {
    features: 'x',
    shared:
      sharedUnits === 0
        ? null
        : (`${biasHandling === 'input-feature' ? 'sharedPlaced' : 'shared'}${BENT[serving.sharedActivation]}` as const),
    click: biasHandling === 'shallow-tower' ? 'placedProbability' : 'probability',
  } as const;
  if (kind === 'shared-bottom')
    return {
      ...below,
      logits: null,
      tamed: null,
      weights: null,
      dropout: null,
      experts: `oneExpert${read}${expertBent}`,
      mixture: 'bottomMixture',
      output: `bottomOutput${hidden}`,
    };
  const own = kind === 'mmoe';
  const masked = isMasked(model);
  const tamed = tamedBy(serving);
  const made = `${serving.gateKind === 'sigmoid' ? 'Sigmoid' : ''}${tamed ? 'Tamed' : ''}` as const;
  return {
    ...below,
    logits: `${own ? 'logits' : 'oneLogits'}${read}${balanced ? 'Balanced' : ''}`,
    tamed,
    weights: `${masked ? 'ownWeights' : own ? 'weights' : 'oneWeights'}${made}`,
    dropout: masked ? 'ownDropout' : own ? 'dropout' : 'oneDropout',
    experts: `experts${read}${expertBent}`,
    mixture: masked ? 'ownMixture' : own ? 'mixture' : 'oneMixture',
    output: own ? `output${hidden}` : `oneOutput${hidden}`,
  };
}
