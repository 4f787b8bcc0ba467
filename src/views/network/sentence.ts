/** What is to be said about the gates now, from their mean weights alone; the words are the catalogue's. */
import { effectiveExperts, utilizationRow } from '../../metrics/gates.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { TASK_GROUPS, GROUP_OF_TASK, TASKS, type Task, type TaskGroup } from '../../world/spec.ts';

/** Whose gates: all four, both of a group, or some tasks' in their order. */
export type Who = { all: true } | { group: TaskGroup } | { tasks: readonly Task[] };

export type Clause =
  /** Over half of these gates' weight goes to one expert each; `experts` (from 0, in the tasks' order) holds a single number when it is the same. */
  | { kind: 'lean'; who: Who; experts: readonly number[] }
  /** These gates use about this many experts: the effective number, rounded, smallest and largest. */
  | { kind: 'use'; who: Who; least: number; most: number }
  /** Every gate gives every expert about the same. */
  | { kind: 'even' }
  /** There is but one expert, and no gate or nothing for a gate to choose. */
  | { kind: 'single' };

/** A gate leans on an expert from this mean weight on… */
const LEAN = 0.5;
/** …and from this many times its equal share, because with two experts one half is nothing special. */
const LEAN_TIMES = 1.5;
/** Weights this near to 1/E, relative to it, count as even. */
const EVEN = 0.25;

function whoOf(tasks: readonly Task[]): Who {
  if (tasks.length === TASKS.length) return { all: true };
  const group = GROUP_OF_TASK[TASKS.indexOf(tasks[0])];
  const whole = tasks.length === 2 && tasks.every((task) => GROUP_OF_TASK[TASKS.indexOf(task)] === group);
  return whole ? { group: TASK_GROUPS[group] } : { tasks };
}

/**
 * The sentence about the gates, at most two clauses: who leans on one expert, and how many experts the others use.
 * @param utilization - [T × E] mean gate weights, rows sum to 1
 */
export function describeGates(model: Pick<ModelSpec, 'kind' | 'experts'>, utilization: Float64Array): Clause[] {
  const { experts } = model;
  if (experts === 1) return [{ kind: 'single' }];
  if (utilization.every((weight) => Math.abs(weight * experts - 1) <= EVEN)) return [{ kind: 'even' }];
  // The four rows of a one-gate model are one row.
  const tasks = model.kind === 'omoe' ? TASKS.slice(0, 1) : TASKS;
  const gates = tasks.map((task) => {
    const row = utilizationRow(utilization, experts, TASKS.indexOf(task));
    const favourite = row.indexOf(Math.max(...row));
    return { task, favourite, leans: row[favourite] >= Math.max(LEAN, LEAN_TIMES / experts), uses: Math.round(effectiveExperts(row)) };
  });
  const who = (some: typeof gates): Who => (model.kind === 'omoe' ? { all: true } : whoOf(some.map((gate) => gate.task)));
  const leaning = gates.filter((gate) => gate.leans);
  const others = gates.filter((gate) => !gate.leans);
  const clauses: Clause[] = [];
  if (leaning.length > 0) {
    const favourites = leaning.map((gate) => gate.favourite);
    clauses.push({ kind: 'lean', who: who(leaning), experts: new Set(favourites).size === 1 ? favourites.slice(0, 1) : favourites });
  }
  if (others.length > 0) {
    const uses = others.map((gate) => gate.uses);
    clauses.push({ kind: 'use', who: who(others), least: Math.min(...uses), most: Math.max(...uses) });
  }
  return clauses;
}
