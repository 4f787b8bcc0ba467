/** What is to be said about the gates now, from their mean weights alone; the words are the catalogue's. */
import { effectiveExperts, isGatePolarized, usedRow } from '../../metrics/gates.ts';
import { expertsOf, gatesOf, presentOf, type Gated } from '../../model/visible.ts';
import { TASK_GROUPS, GROUP_OF_TASK, TASKS, type Task, type TaskGroup } from '../../world/spec.ts';

/** Whose gates: all four, both of a group, some tasks' in their order, or all that the clause before left out. */
export type Who = { all: true } | { group: TaskGroup } | { tasks: readonly Task[] } | { others: true };

export type Clause =
  /** These gates are polarized, by the criterion of the card and of what is said when a run ends. */
  | { kind: 'polarized'; who: Who }
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

/** One gate, the one at place k, beside how many experts it may use. */
function gateFacts(model: Gated, utilization: Float64Array, threshold: number, k: number) {
  const row = usedRow(utilization, model, k);
  const at = row.indexOf(Math.max(...row));
  const next = Math.max(...row.filter((_, i) => i !== at));
  return {
    task: TASKS[k],
    polarized: isGatePolarized(row, threshold),
    favourite: expertsOf(model, k)[at],
    leans: row[at] >= Math.max(LEAN, LEAN_TIMES / row.length, LEAD * next),
    uses: Math.round(effectiveExperts(row)),
    choice: row.length > 1,
    even: row.every((weight) => Math.abs(weight * row.length - 1) <= EVEN),
  };
}

type Facts = ReturnType<typeof gateFacts>;

/** Whose gates these are. The four rows of a one-gate model are one. */
const whose = (model: Gated, gates: readonly Facts[]): Who =>
  model.kind === 'omoe'
    ? { all: true }
    : whoOf(
        model,
        gates.map((gate) => gate.task),
      );

function uses(model: Gated, gates: readonly Facts[], who = whose(model, gates)): Clause {
  const counts = gates.map((gate) => gate.uses);
  return { kind: 'use', who, least: Math.min(...counts), most: Math.max(...counts) };
}

/** What the gates beside those of a clause use: several that are no group are "the others". */
function othersUse(model: Gated, others: readonly Facts[]): Clause {
  const by = whose(model, others);
  return uses(model, others, others.length > 1 && 'tasks' in by ? { others: true } : by);
}

/** Gates by the expert that they lean on, the largest number of them first. */
const byFavourite = (leaning: readonly Facts[]): Facts[][] =>
  [...new Set(leaning.map((gate) => gate.favourite))]
    .map((expert) => leaning.filter((gate) => gate.favourite === expert))
    .sort((x, y) => y.length - x.length);

const leans = (model: Gated, cluster: readonly Facts[]): Clause => ({
  kind: 'lean',
  who: whose(model, cluster),
  expert: cluster[0].favourite,
});

/** Polarized gates first, whatever the others do: one thing is news on the whole page. */
function besidePolarized(model: Gated, polarized: readonly Facts[], others: readonly Facts[]): Clause[] {
  const first: Clause = { kind: 'polarized', who: whose(model, polarized) };
  if (others.length === 0) return [first];
  const [cluster, ...more] = byFavourite(others.filter((gate) => gate.leans));
  return [first, cluster && more.length === 0 ? leans(model, cluster) : othersUse(model, others)];
}

/** Gates none of which is polarized, some of which lean on an expert. */
function besideLeaning(model: Gated, leaning: readonly Facts[], others: readonly Facts[]): Clause[] {
  const clusters = byFavourite(leaning);
  if (clusters.length > 2)
    return [{ kind: 'leanEach', on: leaning.map(({ task, favourite }) => ({ task, expert: favourite })) }];
  const said = clusters.map((cluster) => leans(model, cluster));
  return others.length === 0 || said.length > 1 ? said : [...said, othersUse(model, others)];
}

/**
 * The sentence about the gates, at most two clauses. Polarized gates are named first, as everywhere on the page; where there are none, who leans on
 * one expert; where nobody leans, the group or the gate that uses the fewest. Of a gate that may use one expert only nothing is said.
 * @param utilization - [T × E] mean gate weights, rows sum to 1
 * @param threshold - utilization under which an expert counts as unused
 */
export function describeGates(model: Gated, utilization: Float64Array, threshold: number): Clause[] {
  if (model.experts === 1) return [{ kind: 'single' }];
  const gates = gatesOf(model)
    .map((k) => gateFacts(model, utilization, threshold, k))
    .filter((gate) => gate.choice);
  if (gates.length === 0) return [{ kind: 'noChoice' }];
  const [polarized, others] = parted(gates, (gate) => gate.polarized);
  if (polarized.length > 0) return besidePolarized(model, polarized, others);
  if (gates.every((gate) => gate.even)) return [{ kind: 'even' }];
  const [leaning, rest] = parted(gates, (gate) => gate.leans);
  if (leaning.length > 0) return besideLeaning(model, leaning, rest);
  const split = narrowest(model, gates);
  if (!split) return [uses(model, gates)];
  const wide = gates.filter((gate) => !split.includes(gate));
  return [uses(model, split), uses(model, wide, split.length === 1 ? { others: true } : undefined)];
}

/** Those of which it is so, and all others, in their order. */
const parted = <G>(gates: readonly G[], is: (gate: G) => boolean): [G[], G[]] => [
  gates.filter(is),
  gates.filter((gate) => !is(gate)),
];

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
