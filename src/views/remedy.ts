/** What to change after a run has diverged. Pure. */
import type { FieldValue } from '../run/fields.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { DivergenceCause } from '../session/protocol.ts';

export interface Remedy {
  /** The field to change. */
  path: string;
  /** What it is now, as one number, and what it should become; `value` is what to set. */
  now: number;
  next: number;
  value: FieldValue;
}

/** Two significant digits: a value that a reader would have typed. */
const tidy = (value: number): number => Number(value.toPrecision(2));

/** Learning rates with which each optimizer trains calmly. */
const CALM_RATE = { sgd: 0.1, adagrad: 0.5, adam: 0.02 } as const;

/** The knob behind a divergence and a calmer value for it. */
export function remedyOf(run: RunSpec, cause: DivergenceCause): Remedy {
  const { training, model } = run;
  const one = (path: string, now: number, next: number): Remedy => ({ path, now, next, value: next });
  switch (cause) {
    case 'learningRate':
      return one(
        'run.training.learningRate',
        training.learningRate,
        Math.max(0.0001, Math.min(tidy(training.learningRate / 4), CALM_RATE[training.optimizer])),
      );
    case 'workers':
      return one('run.training.workers', training.workers, Math.max(1, Math.floor(training.workers / 2)));
    case 'initScale':
      // Gates start 4 times smaller, so their scale is worth half as much.
      return model.gateInitScale / 2 > model.initScale
        ? one('run.model.gateInitScale', model.gateInitScale, 1)
        : one('run.model.initScale', model.initScale, Math.min(1, tidy(model.initScale / 2)));
    case 'taskWeights': {
      const now = Math.max(...training.taskWeights);
      const next = now > 1 ? 1 : tidy(now / 2);
      return {
        path: 'run.training.taskWeights',
        now,
        next,
        value: training.taskWeights.map((weight) => Math.min(weight, next)),
      };
    }
    case 'l2':
      return one('run.training.l2', training.l2, tidy(training.l2 / 10));
  }
}
