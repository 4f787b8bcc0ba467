/** The parts of a model that learn, and where their parameters lie. */
import type { BlockName, ParameterLayout } from '../../model/layout.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Shape } from '../scalar/shape.ts';
import type { LearningPart } from './types.ts';

const BLOCKS_OF: Record<LearningPart['kind'], readonly BlockName[]> = {
  shared: ['shared/w', 'shared/b'],
  positionInput: ['positionInput/w'],
  expert: ['experts/w', 'experts/b'],
  gate: ['gates/w', 'gates/b'],
  tower: ['towers/w1', 'towers/b1', 'towers/w', 'towers/b'],
  adversary: ['adversary/w', 'adversary/b'],
  shallow: ['shallow/table'],
  balance: ['gates/balance'],
};

/** As they stand in the model, from its inputs to its predictions. */
const ORDER = ['shared', 'positionInput', 'expert', 'gate', 'balance', 'tower', 'shallow', 'adversary'] as const;

/** Parameters from `from` to before `end`, of a block. */
export interface Range {
  block: BlockName;
  from: number;
  end: number;
}

export interface PlacedPart {
  part: LearningPart;
  ranges: Range[];
}

function rangesOf(layout: ParameterLayout, kind: LearningPart['kind'], index: number, count: number): Range[] {
  return BLOCKS_OF[kind].flatMap((name): Range[] => {
    const block = layout.blocks[name];
    if (!block) return [];
    const size = block.size / count;
    const from = block.offset + index * size;
    return [{ block: name, from, end: from + size }];
  });
}

/** @returns the parts that a model has, in order; each block's equal parts are its experts', gates' or tasks' */
export function placedParts({ layout, experts, gates }: Shape): PlacedPart[] {
  const counts: Partial<Record<LearningPart['kind'], number>> = {
    expert: experts,
    gate: gates,
    balance: gates,
    tower: TASK_COUNT,
  };
  return ORDER.flatMap((kind) => {
    const count = counts[kind] ?? 1;
    return Array.from({ length: count }, (_, index) => ({
      part: { kind, index },
      ranges: rangesOf(layout, kind, index, count),
    })).filter(({ ranges }) => ranges.length > 0);
  });
}

/** Euclidean norm of a vector over a part. @param value - of the parameter at a place */
export function normOver({ ranges }: PlacedPart, value: (at: number) => number): number {
  let squares = 0;
  for (const { from, end } of ranges) for (let at = from; at < end; at++) squares += value(at) ** 2;
  return Math.sqrt(squares);
}

/** @returns where the parameter at a place of the flat vector stands in its block's shape */
export function indexIn(layout: ParameterLayout, name: BlockName, at: number): number[] {
  const { offset, shape } = layout.blocks[name]!;
  let rest = at - offset;
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}
