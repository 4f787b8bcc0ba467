/** What is to be said about the gates now, from their mean weights alone; the words are the catalogue's. */
import { effectiveExperts, usedRow } from '../../metrics/gates.ts';
import { expertsOf, presentOf, type Gated } from '../../model/visible.ts';
import { TASK_GROUPS, GROUP_OF_TASK, TASKS, type Task, type TaskGroup } from '../../world/spec.ts';

/** Whose gates: all four, both of a group, some tasks' in their order, or all that the clause before left out. */
export type Who = { all: true } | { group: TaskGroup } | { tasks: readonly Task[] } | { others: true };

export type Clause =
  /** Much of these gates' weight goes to this expert (from 0). */
  | { kind: 'lean'; who: Who; expert: number }
  /** Much of each of these gates' weight goes to one expert (from 0), mostly different ones. */
  | { kind: 'leanEach'; on: readonly { task: Task; expert: number }[] }
  /** These gates use about this many experts: the effective number, rounded, smallest and largest. */
  | { kind: 'use'; who: Who; least: number; most: number }
  /** Every gate gives every expert about the same. */
  | { kind: 'even' }
  /** No gate may use more than one expert. */
  | { kind: 'noChoice' }
  /** There is but one expert, and no gate or nothing for a gate to choose. */
  | { kind: 'single' };

/** A gate leans on an expert from this mean weight on: with eight experts over three times the equal share… */
const LEAN = 0.4;
/** …and from this many times the equal share, because with two experts one half is nothing special. */
const LEAN_TIMES = 1.5;
/** …and this many times the weight of the next one: a gate that divides itself between two experts leans on neither. */
const LEAD = 1.5;
/** Weights this near to 1/E, relative to it, count as even. */
const EVEN = 0.25;

function whoOf(model: Gated, tasks: readonly Task[]): Who {
  if (tasks.length > 1 && tasks.length === presentOf(model).length) return { all: true };
  // The groups of a table have no meaning to be named by.
  if (model.present) return { tasks };
  const group = GROUP_OF_TASK[TASKS.indexOf(tasks[0])];
  const whole = tasks.length === 2 && tasks.every((task) => GROUP_OF_TASK[TASKS.indexOf(task)] === group);
  return whole ? { group: TASK_GROUPS[group] } : { tasks };
}

/** One gate, beside how many experts it may use. */
function gateFacts(model: Gated, utilization: Float64Array, task: Task) {
  const k = TASKS.indexOf(task);
  const row = usedRow(utilization, model, k);
  const at = row.indexOf(Math.max(...row));
  const next = Math.max(...row.filter((_, i) => i !== at));
  return {
    task,
    favourite: expertsOf(model, k)[at],
    leans: row[at] >= Math.max(LEAN, LEAN_TIMES / row.length, LEAD * next),
    uses: Math.round(effectiveExperts(row)),
    choice: row.length > 1,
    even: row.every((weight) => Math.abs(weight * row.length - 1) <= EVEN),
  };
}

/**
 * The sentence about the gates, at most two clauses: who leans on one expert, and who on another or how many experts the others use. When
 * nobody leans, the group or the gate that uses the fewest comes first. Of a gate that may use one expert only nothing is said.
 * @param utilization - [T × E] mean gate weights, rows sum to 1
 */
export function describeGates(model: Gated, utilization: Float64Array): Clause[] {
  if (model.experts === 1) return [{ kind: 'single' }];
  // The four rows of a one-gate model are one row.
  const tasks = model.kind === 'omoe' ? TASKS.slice(0, 1) : presentOf(model).map((k) => TASKS[k]);
  const gates = tasks.map((task) => gateFacts(model, utilization, task)).filter((gate) => gate.choice);
  if (gates.length === 0) return [{ kind: 'noChoice' }];
  if (gates.every((gate) => gate.even)) return [{ kind: 'even' }];
  type Gate = (typeof gates)[number];
  const who = (some: readonly Gate[]): Who =>
    model.kind === 'omoe'
      ? { all: true }
      : whoOf(
          model,
          some.map((gate) => gate.task),
        );
  const uses = (some: readonly Gate[], by = who(some)): Clause => {
    const counts = some.map((gate) => gate.uses);
    return { kind: 'use', who: by, least: Math.min(...counts), most: Math.max(...counts) };
  };
  const leaning = gates.filter((gate) => gate.leans);
  const others = gates.filter((gate) => !gate.leans);
  if (leaning.length > 0) {
    const favourites = [...new Set(leaning.map((gate) => gate.favourite))];
    const clusters = favourites
      .map((expert) => leaning.filter((gate) => gate.favourite === expert))
      .sort((x, y) => y.length - x.length);
    if (clusters.length > 2)
      return [{ kind: 'leanEach', on: leaning.map(({ task, favourite }) => ({ task, expert: favourite })) }];
    const leans = clusters.map((cluster): Clause => ({
      kind: 'lean',
      who: who(cluster),
      expert: cluster[0].favourite,
    }));
    if (others.length === 0 || leans.length > 1) return leans;
    const by = who(others);
    return [...leans, uses(others, others.length > 1 && 'tasks' in by ? { others: true } : by)];
  }
  const split = narrowest(model, gates);
  return split
    ? [
        uses(split),
        uses(
          gates.filter((gate) => !split.includes(gate)),
          split.length === 1 ? { others: true } : undefined,
        ),
      ]
    : [uses(gates)];
}

/** The gates that use fewer experts than all the rest: a whole group, or a single one; null when nothing stands apart. */
function narrowest<G extends { task: Task; uses: number }>(model: Gated, gates: readonly G[]): readonly G[] | null {
  if (gates.length < presentOf(model).length || gates.length === 1) return null;
  const apart = (few: readonly G[]): boolean =>
    Math.max(...few.map((gate) => gate.uses))
    < Math.min(...gates.filter((gate) => !few.includes(gate)).map((gate) => gate.uses));
  const groups = model.present
    ? []
    : TASK_GROUPS.map((_, group) => gates.filter((_gate, k) => GROUP_OF_TASK[k] === group));
  return [...groups, ...gates.map((gate) => [gate])].find(apart) ?? null;
}
