/**
 * Which experts each task may use. With the kinds of gates there are, a mask [task × expert] is a whole vocabulary of architectures: all see all (MMoE,
 * Ma et al. 2018), groups or tasks with experts of their own beside shared ones (CGC, one level of PLE: Tang et al. 2020, section 4), experts
 * of a group alone (as in the hierarchy of HoME: Zhao et al. 2024), one expert a task.
 */
import { TASK_COUNT } from '../world/spec.ts';
import type { ModelSpec } from './spec.ts';

/** [4] bit sets: bit e of entry k is set where the gate of task k may use expert e. */
export type ExpertMask = readonly number[];

/** What says which experts a gate may use. */
export interface Masked extends Pick<ModelSpec, 'experts' | 'visible'> {
  /**
   * Of a run on a table: places of the tasks that its log has. A model has a gate and a tower for all four; what is said of gates is said of these.
   * Absent for the synthetic platform, which has all four.
   */
  present?: readonly number[];
}

/** Two models that are trained together: of equal sizes, but they may have other masks. */
export interface Paired extends Masked {
  /** [arm] the mask of each, in place of `visible`; absent where both have that. */
  visibleOf?: readonly (ExpertMask | undefined)[];
}

/** @returns one of two models that are trained together */
export const ofArm = <M extends Paired>(model: M, arm: number): M =>
  model.visibleOf ? { ...model, visible: model.visibleOf[arm] } : model;

/** A model's gates: how many there are, and what each may use. */
export type Gated = Masked & Pick<ModelSpec, 'kind'>;

/** @returns the bit set of all of a model's experts */
export const allExperts = (experts: number): number => 2 ** experts - 1;

/** @returns the bit set of the experts that task k may use */
export const visibleTo = (model: Masked, k: number): number => model.visible?.[k] ?? allExperts(model.experts);

/** Whether an expert is in a set. */
export const holds = (set: number, e: number): boolean => ((set >>> e) & 1) === 1;

const ALL_TASKS: readonly number[] = Array.from({ length: TASK_COUNT }, (_, k) => k);

/** @returns places of the tasks that there are, in their order */
export const presentOf = ({ present = ALL_TASKS }: Pick<Masked, 'present'>): readonly number[] => present;

/** @returns places of the gates to be told apart: of each task that there is, or 0 for the one gate of all */
export const gatesOf = (model: Pick<Gated, 'kind' | 'present'>): readonly number[] =>
  model.kind === 'omoe' ? [0] : presentOf(model);

/** Whether task k may use expert e. */
export const sees = (model: Masked, k: number, e: number): boolean => holds(visibleTo(model, k), e);

/** @returns the experts that task k may use, in their order */
export const expertsOf = (model: Masked, k: number): number[] =>
  Array.from({ length: model.experts }, (_, e) => e).filter((e) => sees(model, k, e));

/** Whether some task may not use some expert. */
export const isMasked = ({ experts, visible = [] }: Masked): boolean =>
  visible.some((set) => set !== allExperts(experts));

/** @returns how many of a set's experts there are */
export function countOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest >>>= 1) count += rest & 1;
  return count;
}

/** @param n - below `countOf(set)`; @returns the set's n-th expert, counted from 0 */
export function nthOf(set: number, n: number): number {
  let e = 0;
  for (let left = n; ; e++) {
    if (holds(set, e) && left-- === 0) return e;
  }
}

/** @param lists - for each task, the experts that it may use; @returns them as a mask */
export const maskOf = (lists: readonly (readonly number[])[]): ExpertMask =>
  lists.map((experts) => experts.reduce((set, e) => set | (1 << e), 0));

/** @returns for each task, how many experts it may use */
export const expertCounts = (model: Masked): number[] =>
  Array.from({ length: TASK_COUNT }, (_, k) => countOf(visibleTo(model, k)));
