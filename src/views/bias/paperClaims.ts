/** Table 2 of Zhao et al. 2019, live experiments: engagement against no bias handling, percent. Quoted from memory of the paper; always shown as its claim. */
import type { Treatment } from '../../experiments/position-bias/treatments.ts';

export const PAPER_LIFT: Partial<Record<Treatment, number>> = {
  'input-feature': -0.07,
  adversarial: 0.01,
  'shallow-tower': 0.24,
};
