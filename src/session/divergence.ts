import type { ReplicaEvaluation } from '../engine/types.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { DivergenceCause } from './protocol.ts';

/** A held-out loss beyond this is as good as infinite: labels are standardised, so a useless model scores about 1. */
const HOPELESS_LOSS = 1e6;

/** Whether a model has left the finite numbers, or is about to. The loss of a task that was nowhere observed is NaN, and says nothing. */
export function hasDiverged(evaluation: ReplicaEvaluation): boolean {
  return !evaluation.finite || evaluation.loss.some((loss) => loss >= HOPELESS_LOSS);
}

/** Learning rates that the default model bears with each optimizer. */
const BEARABLE_RATE = { sgd: 0.1, adagrad: 1, adam: 0.05 } as const;

/**
 * The knob that most likely made a run diverge: the one that is furthest, as a ratio, beyond a value known to be bearable.
 * A learning rate inside its bearable range is still the answer when nothing else is out of range.
 */
export function likelyCause(run: RunSpec): DivergenceCause {
  const { training, model } = run;
  const beyond: [DivergenceCause, number][] = [
    ['learningRate', training.learningRate / BEARABLE_RATE[training.optimizer]],
    ['workers', training.workers / 8],
    ['initScale', Math.max(model.initScale, model.gateInitScale / 2) / 1.5],
    ['taskWeights', Math.max(...training.taskWeights) / 2],
    ['l2', training.l2 * training.learningRate],
  ];
  const [cause, ratio] = beyond.reduce((worst, candidate) => (candidate[1] > worst[1] ? candidate : worst));
  return ratio > 1 ? cause : 'learningRate';
}
