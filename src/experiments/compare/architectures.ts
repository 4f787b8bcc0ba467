/**
 * The architectures that are compared at equal multiplications (Zhao et al. 2019, table 1: "models of the same complexity"). An architecture says
 * what there is of gates and experts and who may use which; how wide its experts are is solved for, so that all cost the same.
 */
import { parameterLayout } from '../../model/layout.ts';
import { checkModel, multiplications, type ModelSpec } from '../../model/spec.ts';
import { sharedMask } from '../../model/sharing.ts';
import { TASK_COUNT } from '../../world/spec.ts';

/** In the order in which they stand everywhere. Words under `compare.architecture.<name>`. */
export const ARCHITECTURES = ['shared-bottom', 'one-gate', 'mmoe-4', 'mmoe-8', 'cgc', 'single-task'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** What a model may cost: what MMoE with 4 experts of 8 units does, and what 8 experts of 8 units do (1.62 times as much). */
export const SIZES = ['small', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** What all models of a comparison have alike. */
export type Frame = Pick<ModelSpec, 'features' | 'sharedUnits' | 'towerUnits'>;

type Structure = Pick<ModelSpec, 'kind' | 'experts' | 'visible'>;

/** Widest experts that a model may have (checkModel). */
const WIDEST = 64;
/** Units of an expert of the MMoE that sets the budget. */
const BUDGET_UNITS = 8;

/** What an architecture is, but for its width. Where nothing else is said it has as many experts as the MMoE that sets the budget. */
function structureOf(architecture: Architecture, size: Size): Structure {
  const experts = size === 'small' ? 4 : 8;
  switch (architecture) {
    case 'shared-bottom':
    case 'single-task':
      return { kind: 'shared-bottom', experts: 1 };
    case 'one-gate':
      return { kind: 'omoe', experts };
    case 'mmoe-4':
      return { kind: 'mmoe', experts: 4 };
    case 'mmoe-8':
      return { kind: 'mmoe', experts: 8 };
    case 'cgc':
      // One level of PLE, customized gate control, with groups of tasks in the place of tasks: a quarter of the experts for each group, half for all.
      return { kind: 'mmoe', experts, visible: sharedMask('groups', experts) };
  }
}

const modelWith = (structure: Structure, frame: Frame, expertUnits: number): ModelSpec => ({
  ...structure,
  ...frame,
  expertUnits,
  biasHandling: 'none',
});

/** Multiplications and parameters of one tower: what a model of one task has of the four. */
function towerCosts({ expertUnits: u, towerUnits: t }: ModelSpec): { multiplications: number; parameters: number } {
  return t > 0
    ? { multiplications: u * t + t, parameters: u * t + t + t + 1 }
    : { multiplications: u, parameters: u + 1 };
}

/**
 * Multiplications and parameters at serving.
 * @param replicas - of single-task models (four) those of all, each with its own tower only
 */
function costsOf(model: ModelSpec, replicas = 1): { multiplications: number; parameters: number } {
  const whole = { multiplications: multiplications(model), parameters: parameterLayout(model).count };
  if (replicas === 1) return whole;
  const tower = towerCosts(model);
  const others = TASK_COUNT - 1;
  return {
    multiplications: replicas * (whole.multiplications - others * tower.multiplications),
    parameters: replicas * (whole.parameters - others * tower.parameters),
  };
}

/** Multiplications that a size allows in a frame. */
export const budgetOf = (size: Size, frame: Frame): number =>
  multiplications(modelWith(structureOf(size === 'small' ? 'mmoe-4' : 'mmoe-8', size), frame, BUDGET_UNITS));

/** Why there is no width: even one unit costs more than the budget, or the widest experts do not use it up. */
export type NoWidth = 'too-small' | 'too-large';

/**
 * The width whose cost comes nearest to a budget; of two as near the narrower one.
 * @param cost - multiplications by width, rising
 */
export function solveWidth(cost: (width: number) => number, budget: number, widest = WIDEST): number | NoWidth {
  if (cost(1) > budget) return 'too-small';
  let width = 1;
  while (width < widest && Math.abs(cost(width + 1) - budget) < Math.abs(cost(width) - budget)) width++;
  const step = cost(width) - cost(width - 1);
  return width === widest && budget - cost(width) > step ? 'too-large' : width;
}

/** A model made to fit a budget. */
export interface Fitted {
  /** Of single-task models: of each of the four. */
  model: ModelSpec;
  /** [replica][task] a model has one replica with equal weights, single-task models four with one-hot weights. */
  taskWeights: readonly (readonly number[])[];
  multiplications: number;
  parameters: number;
}

/** An architecture made to fit the budget of a size. */
export interface Sized extends Fitted {
  architecture: Architecture;
  size: Size;
}

/** An architecture that cannot be made to fit a budget. */
export interface Unfit {
  architecture: Architecture;
  size: Size;
  why: NoWidth;
  budget: number;
  /** Multiplications of the narrowest or of the widest that it can be. */
  bound: number;
}

export const isFit = (sized: Sized | Unfit): sized is Sized => 'model' in sized;

const EQUAL: readonly number[] = [1, 1, 1, 1];
const oneHot = (task: number): number[] => EQUAL.map((_, k) => (k === task ? 1 : 0));

/** Weights of the one model of all tasks, and of a model for each. */
const TOGETHER = [EQUAL];
const APART = EQUAL.map((_, task) => oneHot(task));

/** A structure with experts as wide as a budget allows, and what it costs. @param taskWeights - of each replica */
function widened(
  structure: Structure,
  frame: Frame,
  budget: number,
  taskWeights: Fitted['taskWeights'] = TOGETHER,
): Fitted | Pick<Unfit, 'why' | 'bound'> {
  const cost = (width: number): number =>
    costsOf(modelWith(structure, frame, width), taskWeights.length).multiplications;
  const width = solveWidth(cost, budget);
  if (typeof width === 'string') return { why: width, bound: cost(width === 'too-small' ? 1 : WIDEST) };
  const model = modelWith(structure, frame, width);
  checkModel(model);
  return { model, taskWeights, ...costsOf(model, taskWeights.length) };
}

/**
 * An architecture as wide as a budget allows.
 * @param budget - multiplications; default what the size allows in that frame
 */
export function sized(
  architecture: Architecture,
  size: Size,
  frame: Frame,
  budget = budgetOf(size, frame),
): Sized | Unfit {
  const taskWeights = architecture === 'single-task' ? APART : TOGETHER;
  const found = widened(structureOf(architecture, size), frame, budget, taskWeights);
  return 'model' in found ? { architecture, size, ...found } : { architecture, size, budget, ...found };
}

/** MMoE with a number of experts as wide as a budget allows; null where one unit each is too much or the widest too little. */
export function mmoeWith(experts: number, frame: Frame, budget: number): Fitted | null {
  const found = widened({ kind: 'mmoe', experts }, frame, budget);
  return 'model' in found ? found : null;
}

/** MMoE with a number of experts of a given width: what is left of a model that has lost experts. */
export function mmoeOf(experts: number, expertUnits: number, frame: Frame): Fitted {
  const model = modelWith({ kind: 'mmoe', experts }, frame, expertUnits);
  return { model, taskWeights: TOGETHER, ...costsOf(model) };
}
