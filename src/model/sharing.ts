/**
 * Named ways in which tasks share experts, as masks. Own experts stand at the ends and shared ones between them, in the order of the tasks that use
 * them, so that in a picture their lines do not cross.
 */
import { GROUP_OF_TASK, TASK_GROUPS, TASKS, type Task, type TaskGroup } from '../world/spec.ts';
import { isMasked, maskOf, presentOf, sees, type ExpertMask, type Masked } from './visible.ts';

/**
 * `all`: every gate may use every expert (MMoE, Ma et al. 2018). `groups`, `tasks`: each task group, or each task, has own experts beside shared ones
 * (CGC, one level of PLE: Tang et al. 2020, section 4). `apart`: each group has experts of its own and none is shared (a level of the hierarchy of
 * HoME: Zhao et al. 2024).
 */
export const SHARINGS = ['all', 'groups', 'apart', 'tasks'] as const;
export type Sharing = (typeof SHARINGS)[number];

/** How few experts can be divided so: below it a way of sharing does nothing. */
export const LEAST_EXPERTS: Readonly<Record<Sharing, number>> = { all: 1, groups: 3, apart: 2, tasks: 5 };

/** How many experts belong to each owner, in their order; null = shared. */
interface Part {
  tasks: readonly number[] | null;
  count: number;
}

const GROUPS = TASK_GROUPS.map((_, group) => TASKS.flatMap((_task, k) => (GROUP_OF_TASK[k] === group ? [k] : [])));

/** `count` experts for each owner, the rest for all in the middle. */
function aroundShared(owners: readonly (readonly number[])[], count: number, experts: number): Part[] {
  const own = owners.map((tasks) => ({ tasks, count }));
  const half = own.length / 2;
  return [...own.slice(0, half), { tasks: null, count: experts - own.length * count }, ...own.slice(half)];
}

function partsOf(sharing: Exclude<Sharing, 'all'>, experts: number): Part[] {
  switch (sharing) {
    case 'groups':
      return aroundShared(GROUPS, Math.max(1, Math.floor(experts / 4)), experts);
    case 'apart': {
      const first = Math.ceil(experts / 2);
      return GROUPS.map((tasks, group) => ({ tasks, count: group === 0 ? first : experts - first }));
    }
    case 'tasks':
      return aroundShared(
        TASKS.map((_, k) => [k]),
        Math.max(1, Math.floor(experts / 8)),
        experts,
      );
  }
}

/**
 * Which of so many experts each task may use.
 * @returns undefined where all see all, and where there are fewer experts than {@link LEAST_EXPERTS}
 */
export function sharedMask(sharing: Sharing, experts: number): ExpertMask | undefined {
  if (sharing === 'all' || experts < LEAST_EXPERTS[sharing]) return undefined;
  const owners = partsOf(sharing, experts).flatMap(({ tasks, count }) => new Array<Part['tasks']>(count).fill(tasks));
  return maskOf(TASKS.map((_, k) => owners.flatMap((tasks, e) => (tasks === null || tasks.includes(k) ? [e] : []))));
}

/** Whose an expert is: of all tasks, of a whole group, or of some tasks; of none where those that might use it are not there. */
export type Owner = { all: true } | { group: TaskGroup } | { tasks: readonly Task[] };

/** @returns whose gates may use expert e */
export function ownerOf(model: Masked, e: number): Owner {
  const present = presentOf(model);
  const users = present.filter((k) => sees(model, k, e));
  if (users.length === present.length) return { all: true };
  const group = GROUPS.findIndex((tasks) => tasks.length === users.length && tasks.every((k) => users.includes(k)));
  return group >= 0 && !model.present ? { group: TASK_GROUPS[group] } : { tasks: users.map((k) => TASKS[k]) };
}

/** Neighbouring experts of the same owner: from the first to before `end`. */
export interface OwnerRun {
  owner: Owner;
  first: number;
  end: number;
}

/** @returns a model's experts as runs of the same owner, in their order; none where every task may use every expert */
export function ownerRuns(model: Masked): OwnerRun[] {
  if (!isMasked(model)) return [];
  const sets = Array.from({ length: model.experts }, (_, e) => TASKS.map((_task, k) => sees(model, k, e)).join());
  const starts = sets.flatMap((set, e) => (e === 0 || set !== sets[e - 1] ? [e] : []));
  return starts.map((first, i) => ({ owner: ownerOf(model, first), first, end: starts[i + 1] ?? model.experts }));
}
