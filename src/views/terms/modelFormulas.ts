/** Which of the formulas (formulas.mjs) a model's are: with its gates, its layers, and what it does about the position. */
import type { ModelSpec } from '../../model/spec.ts';
import { isMasked } from '../../model/visible.ts';
import type { model } from './formulas.mjs';

export type ModelFormula = keyof typeof model;

export interface ModelFormulas {
  features: ModelFormula;
  /** Null where a model has no shared layer, no gates. */
  shared: ModelFormula | null;
  logits: ModelFormula | null;
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

/** Sums over the experts that a task may use are written so only where it may not use all. No index where there is but one gate; the only expert of a shared bottom is expert 1. */
export function formulasOf(model: Parts): ModelFormulas {
  const { kind, sharedUnits, towerUnits, biasHandling } = model;
  const read = sharedUnits > 0 ? 'H' : 'X';
  const hidden = towerUnits > 0 ? 'Hidden' : '';
  const below = {
    features: 'x',
    shared: sharedUnits === 0 ? null : biasHandling === 'input-feature' ? 'sharedPlaced' : 'shared',
    click: biasHandling === 'shallow-tower' ? 'placedProbability' : 'probability',
  } as const;
  if (kind === 'shared-bottom')
    return {
      ...below,
      logits: null,
      weights: null,
      dropout: null,
      experts: `oneExpert${read}`,
      mixture: 'bottomMixture',
      output: `bottomOutput${hidden}`,
    };
  const own = kind === 'mmoe';
  const masked = isMasked(model);
  return {
    ...below,
    logits: own ? `logits${read}` : `oneLogits${read}`,
    weights: masked ? 'ownWeights' : own ? 'weights' : 'oneWeights',
    dropout: masked ? 'ownDropout' : own ? 'dropout' : 'oneDropout',
    experts: `experts${read}`,
    mixture: masked ? 'ownMixture' : own ? 'mixture' : 'oneMixture',
    output: own ? `output${hidden}` : `oneOutput${hidden}`,
  };
}
