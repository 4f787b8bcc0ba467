/** Which marks of a chart the highlighted part of the network stands for. */
import type { Task } from '../../world/spec.ts';
import { point, samePart, useLab, type Part } from '../store.ts';

/** Index of the pointed expert, or null. */
export const expertOf = (part: Part | null): number | null => (part?.kind === 'expert' ? part.expert : null);

/** The task whose gate or tower is pointed at, or null. */
export const taskOf = (part: Part | null): Task | null =>
  part?.kind === 'gate' || part?.kind === 'tower' ? part.task : null;

/** The pointed expert and task, as React state: for structure that changes when the pointer moves, not with every frame. */
export function usePointed(): { expert: number | null; task: Task | null } {
  const expert = useLab((lab) => expertOf(lab.part));
  const task = useLab((lab) => taskOf(lab.part));
  return { expert, task };
}

/** Highlights a part everywhere, unless it is already: pointers move many times within one mark. */
export function pointAt(part: Part | null): void {
  if (!samePart(useLab.getState().part, part)) point(part);
}
