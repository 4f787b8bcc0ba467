/** The loop that trains every study: portions of seeds, one engine for each structure, all abreast, measured at evenly spaced steps. */
import { createPipeline, trainTo, yieldToEvents } from '../engine/pipeline.ts';
import { EngineLimitError, type Engine, type EngineData } from '../engine/types.ts';
import type { ModelSpec, PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { modelOf, replicaOf, type RunSpec } from '../run/runSpec.ts';
import type { WorldSpec } from '../world/spec.ts';
import { dataOf, type Tables } from '../run/dataOf.ts';
import { isWorld, type DataSet, type World } from '../world/types.ts';
import { createWorld } from '../world/world.ts';
import { portionOf } from './portion.ts';
import { studyRun, type StudySpec } from './spec.ts';

/** One run of a study. */
export interface Member {
  arm: number;
  seed: number;
  run: RunSpec;
}

/** A run with what it is trained on and measured on. */
export interface Trained extends Member {
  rows: DataSet;
  /** The platform behind it. @throws RangeError where the rows come from a table */
  readonly world: World;
}

/** @returns the member with its rows */
function withRows(member: Member, rows: DataSet): Trained {
  return {
    ...member,
    rows,
    get world() {
      if (isWorld(rows)) return rows;
      throw new RangeError('this study needs a platform whose truth is known');
    },
  };
}

/** Runs that train in one engine, replica i being member i. */
export interface Part {
  engine: Engine;
  members: readonly Trained[];
}

/** Makes the engines of a study. */
export interface OpenEngines {
  /**
   * @param whole - there is no use in fewer replicas than these: where a device has not room for them, another engine trains them; default that is an
   *   EngineLimitError
   * @param rounds - how many times as many runs the study trains in all, portion by portion; default 1
   */
  (population: PopulationSpec, data: readonly EngineData[], whole?: boolean, rounds?: number): Promise<Engine>;
  /** Makes worlds in other threads, several at once; absent where this thread is all there is. */
  createWorld?: (spec: WorldSpec, seed: number, signal?: AbortSignal) => Promise<World>;
  /** The tables that runs may be trained on; absent where there are none. */
  tables?: Tables;
}

/** What a study is trained with, and how it is heard and stopped. */
export interface StudyContext {
  open: OpenEngines;
  /** Measurements of every run, evenly spaced, the last at the end; default 1. */
  evaluations?: number;
  /** Seeds in training at once, at most; one portion of seeds follows the other. Default: as many as fit. */
  seedsAtOnce?: number;
  /** Replica-steps done, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Stops the study between two submissions. */
  signal?: AbortSignal;
}

export interface TrainOptions extends StudyContext {
  /** What an engine is given for a run; default its world's own two logs. The same object for the same data: engines hold each once. */
  dataOf?: (trained: Trained) => EngineData;
  /** Where worlds come from; default each portion makes its own. */
  worldOf?: WorldOf;
  /** The structure of a run's model; default what the run's settings say. */
  structureOf?: (member: Member) => ModelSpec;
  /** The arms of a seed are measured together and never split. */
  wholeSeeds?: boolean;
  /** Called before the first step of a portion: where models begin as others than the seeds make them. */
  prepare?: (parts: readonly Part[]) => Promise<void>;
  /** Called where all runs of a portion have come to a measurement. @param last - whether they are at their end */
  measure: (parts: readonly Part[], last: boolean) => Promise<void>;
}

/** What a portion is opened with. */
interface PortionOptions extends TrainOptions {
  /** Runs of the study in all for one of this portion. */
  rounds: number;
}

type WorldOf = (run: RunSpec) => Promise<DataSet>;

/** All arms of some seeds, seed by seed. */
const membersOf = (spec: StudySpec, seeds: readonly number[]): Member[] =>
  seeds.flatMap((seed) => spec.arms.map((each, arm) => ({ arm, seed, run: studyRun(spec, each, seed) })));

const structure = (member: Member, { structureOf }: TrainOptions): ModelSpec =>
  structureOf?.(member) ?? modelOf(member.run);

/** Runs of one structure and one training schedule can train in lockstep; others need an engine of their own. */
function grouped(members: readonly Member[], options: TrainOptions): Member[][] {
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    const { steps, batch, optimizer, decayTo, mask } = member.run.training;
    const key = JSON.stringify([structure(member, options), steps, batch, optimizer, decayTo, mask]);
    byKey.set(key, [...(byKey.get(key) ?? []), member]);
  }
  return [...byKey.values()];
}

/** Half of the seeds, and the other; of a single seed half of its arms. */
function halves(members: readonly Member[]): [Member[], Member[]] {
  const seeds = [...new Set(members.map(({ seed }) => seed))];
  if (seeds.length === 1) {
    const half = Math.ceil(members.length / 2);
    return [members.slice(0, half), members.slice(half)];
  }
  const first = new Set(seeds.slice(0, Math.ceil(seeds.length / 2)));
  return [members.filter(({ seed }) => first.has(seed)), members.filter(({ seed }) => !first.has(seed))];
}

/** Makes each world once, and lets a wish to stop come in between two. */
export function rememberWorlds({ signal, open }: Pick<StudyContext, 'signal' | 'open'>): WorldOf {
  const worlds = new Map<string, Promise<DataSet>>();
  const make = async (run: RunSpec): Promise<DataSet> => {
    await yieldToEvents();
    signal?.throwIfAborted();
    const { world, seeds } = run;
    if (run.source.name !== 'synthetic') {
      if (!open.tables) throw new RangeError('there are no tables here');
      return dataOf(run, open.tables);
    }
    return open.createWorld?.(world, seeds.data, signal) ?? createWorld(world, seeds.data);
  };
  return (run) => {
    const key = JSON.stringify([run.source, run.world, run.seeds.data]);
    const world = worlds.get(key) ?? make(run);
    worlds.set(key, world);
    return world;
  };
}

/** Lets all worlds be made at once where other threads make them. */
function beginWorlds(members: readonly Member[], worldOf: WorldOf, { open }: TrainOptions): void {
  if (!open.createWorld) return;
  // What fails is met by whoever waits for it.
  for (const { run } of members) worldOf(run).catch(() => undefined);
}

async function openPart(
  members: readonly Member[],
  worldOf: WorldOf,
  options: PortionOptions,
  whole: boolean,
): Promise<Part> {
  const data: EngineData[] = [];
  const replicas: ReplicaSpec[] = [];
  const placed: Trained[] = [];
  for (const member of members) {
    const trained = withRows(member, await worldOf(member.run));
    const given = options.dataOf?.(trained) ?? trained.rows;
    let index = data.indexOf(given);
    if (index < 0) index = data.push(given) - 1;
    replicas.push(replicaOf(member.run, member.run.training.gateDropout, index));
    placed.push(trained);
  }
  const { steps, batch, optimizer, decayTo, mask } = members[0].run.training;
  const engine = await options.open(
    { model: structure(members[0], options), training: { steps, batch, optimizer, decayTo, mask }, replicas },
    data,
    whole,
    options.rounds,
  );
  return { engine, members: placed };
}

function dispose(parts: readonly Part[]): void {
  for (const { engine } of parts) engine.dispose();
}

/** Opens an engine for each group: at once where they compute beside one another, else one after the other. @param parts - receives them */
async function openGroups(
  [first, ...others]: readonly (readonly Member[])[],
  parts: Part[],
  worldOf: WorldOf,
  options: PortionOptions,
  whole: boolean,
): Promise<void> {
  parts.push(await openPart(first, worldOf, options, whole));
  if (!parts[0].engine.beside) {
    for (const group of others) parts.push(await openPart(group, worldOf, options, whole));
    return;
  }
  const settled = await Promise.allSettled(others.map((group) => openPart(group, worldOf, options, whole)));
  for (const each of settled) if (each.status === 'fulfilled') parts.push(each.value);
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
}

/** @returns an engine for each structure; null when the runs are too many for the device, but fewer might do */
async function openParts(
  members: readonly Member[],
  worldOf: WorldOf,
  options: PortionOptions,
  whole = false,
): Promise<Part[] | null> {
  const parts: Part[] = [];
  try {
    beginWorlds(members, worldOf, options);
    await openGroups(grouped(members, options), parts, worldOf, options, whole);
    return parts;
  } catch (error) {
    dispose(parts);
    const fewer = options.wholeSeeds ? members.some(({ seed }) => seed !== members[0].seed) : members.length > 1;
    if (!(error instanceof EngineLimitError)) throw error;
    if (fewer) return null;
    if (whole) throw error;
    // These belong together: what has not room for all of them trains none.
    return openParts(members, worldOf, options, true);
  }
}

/**
 * Does the work of every part: at once where engines compute beside one another, else one after the other.
 * @returns what came out, in the order of the parts
 * @throws what the first of them that failed throws, once no other one is at work any more
 */
export async function ofParts<P extends Pick<Part, 'engine'>, T>(
  parts: readonly P[],
  work: (part: P) => Promise<T>,
): Promise<T[]> {
  let before: Promise<unknown> = Promise.resolve();
  const begun = parts.map((part) => {
    if (part.engine.beside) return work(part);
    const mine = before.then(() => work(part));
    before = mine;
    return mine;
  });
  await Promise.allSettled(begun);
  return Promise.all(begun);
}

/** Work that engines in other threads have before them, at most: this thread may be busy for a while and they are not idle; a stop waits for it. */
const BESIDE_MS = 96;

/** Trains engines to their ends, all of them abreast from one measurement to the next. */
async function trainParts(
  parts: readonly Part[],
  { evaluations = 1, signal, prepare, measure }: TrainOptions,
  onReplicaSteps: (count: number) => void,
): Promise<void> {
  await prepare?.(parts);
  const paced = parts.map((part) => ({
    ...part,
    pipeline: createPipeline(part.engine.beside ? { targetMs: BESIDE_MS } : {}),
  }));
  for (let e = 1; e <= evaluations; e++) {
    await ofParts(paced, ({ engine, members, pipeline }) =>
      trainTo(engine, Math.round((engine.population.training.steps * e) / evaluations), {
        pipeline,
        signal,
        onSteps: (count) => {
          onReplicaSteps(count * members.length);
        },
      }),
    );
    signal?.throwIfAborted();
    await measure(parts, e === evaluations);
  }
}

/**
 * Trains every arm of a study on every seed.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function trainStudy(spec: StudySpec, options: TrainOptions): Promise<void> {
  const { signal, onProgress } = options;
  const seeds = Array.from({ length: spec.seeds }, (_, i) => spec.seedBase + i);
  const total = membersOf(spec, seeds).reduce((sum, { run }) => sum + run.training.steps, 0);
  const portion = portionOf(spec, options.seedsAtOnce);
  let done = 0;
  for (let from = 0; from < seeds.length; from += portion) {
    const worldOf = options.worldOf ?? rememberWorlds(options);
    const waiting = [membersOf(spec, seeds.slice(from, from + portion))];
    for (let members = waiting.shift(); members; members = waiting.shift()) {
      signal?.throwIfAborted();
      const rounds = (seeds.length * spec.arms.length) / members.length;
      const parts = await openParts(members, worldOf, { ...options, rounds });
      if (!parts) {
        // Too much for this device: one half of the seeds after the other.
        waiting.unshift(...halves(members));
        continue;
      }
      try {
        await trainParts(parts, options, (count) => {
          done += count;
          onProgress?.(done, total);
        });
      } finally {
        dispose(parts);
      }
    }
  }
}
