/** The options that the engines must support, and a set of combinations in which every pair of them occurs. */
import type { BiasHandling, ModelKind, OptimizerKind } from '../../model/spec.ts';
import type { TaskKind } from '../../world/spec.ts';
import type { Observed } from './populations.ts';

export const OPTIONS = {
  kind: ['mmoe', 'omoe', 'shared-bottom'],
  shared: ['shared', 'no-shared'],
  tower: ['linear', 'hidden'],
  bias: ['none', 'input-feature', 'adversarial', 'shallow-tower'],
  mask: ['none', 'example', 'batch'],
  observed: ['all', 'half', 'no-like'],
  l2: ['no-l2', 'l2'],
  optimizer: ['sgd', 'adagrad', 'adam'],
  workers: ['sync', 'async'],
  visible: ['all', 'some'],
  kinds: ['own', 'binary', 'regression', 'swapped'],
} as const;

/** What the tasks' labels are; `own`: a model says nothing of it. */
export const KINDS: Record<Exclude<Choice['kinds'], 'own'>, readonly TaskKind[]> = {
  binary: ['binary', 'binary', 'binary', 'binary'],
  regression: ['regression', 'regression', 'regression', 'regression'],
  swapped: ['regression', 'binary', 'binary', 'regression'],
};

export interface Choice extends Record<string, string> {
  kind: ModelKind;
  shared: 'shared' | 'no-shared';
  tower: 'linear' | 'hidden';
  bias: BiasHandling;
  mask: 'none' | 'example' | 'batch';
  observed: Observed;
  l2: 'no-l2' | 'l2';
  optimizer: OptimizerKind;
  workers: 'sync' | 'async';
  visible: 'all' | 'some';
  kinds: 'own' | 'binary' | 'regression' | 'swapped';
}

/** Whether a model may have this bias handling. */
export const isPossible = (shared: string, bias: string): boolean =>
  shared === 'shared' || bias === 'none' || bias === 'shallow-tower';

/** Whether a model may hide experts from its gates. */
export const isPossibleMask = (kind: string, visible: string): boolean => kind === 'mmoe' || visible === 'all';

const pairs = (choice: Choice): string[] => {
  const options = Object.entries(choice).map(([factor, option]) => `${factor} ${option}`);
  return options.flatMap((a, i) => options.slice(i + 1).map((b) => `${a}, ${b}`));
};

/** All 36 structures, each with the options of training that bring the most pairs which have not occurred yet. */
export function modelOptions(): Choice[] {
  const chosen: Choice[] = [];
  const seen = new Set<string>();
  const trainings = OPTIONS.mask.flatMap((mask) =>
    OPTIONS.observed.flatMap((observed) =>
      OPTIONS.l2.flatMap((l2) =>
        OPTIONS.optimizer.flatMap((optimizer) =>
          OPTIONS.workers.flatMap((workers) =>
            OPTIONS.visible.flatMap((visible) =>
              OPTIONS.kinds.map((kinds) => ({ mask, observed, l2, optimizer, workers, visible, kinds })),
            ),
          ),
        ),
      ),
    ),
  );
  for (const kind of OPTIONS.kind) {
    for (const shared of OPTIONS.shared) {
      for (const tower of OPTIONS.tower) {
        for (const bias of OPTIONS.bias) {
          if (!isPossible(shared, bias)) continue;
          const gain = (choice: Choice): number => pairs(choice).filter((pair) => !seen.has(pair)).length;
          const best = trainings
            .filter(({ visible }) => isPossibleMask(kind, visible))
            .map((training): Choice => ({ kind, shared, tower, bias, ...training }))
            .reduce((a, b) => (gain(b) > gain(a) ? b : a));
          for (const pair of pairs(best)) seen.add(pair);
          chosen.push(best);
        }
      }
    }
  }
  return chosen;
}
