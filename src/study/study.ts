/**
 * A study: several arms of one setting, each trained on the same fresh seeds as one population, evaluated on held-out data.
 * The polarization race, its ablations and the position-bias tables are all studies; the app and the command line run the same ones.
 */
import { EngineLimitError, type Engine, type EngineData, type ReplicaEvaluation } from '../engine/types.ts';
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/types.ts';
import { fieldOf, withField, type FieldValue } from '../run/fields.ts';
import { defaultState } from '../run/labState.ts';
import { modelOf, replicaOf, type RunSpec } from '../run/runSpec.ts';

export interface StudyArm {
  label: string;
  /** What differs from the base, by field path (`run.training.workers`). */
  changes: Record<string, FieldValue>;
}

export interface StudySpec {
  base: RunSpec;
  arms: readonly StudyArm[];
  /** Number of seeds; seed s of a run sets data, initial weights, dropout and batch order alike. */
  seeds: number;
  /** First seed. */
  seedBase: number;
}

/** One trained model of a study. */
export interface StudyRun {
  arm: number;
  seed: number;
  step: number;
  evaluation: ReplicaEvaluation;
}

export interface StudyProgress {
  /** Replica-steps done and in all. */
  done: number;
  total: number;
  /** The runs that were just evaluated (all runs of one engine). */
  runs: StudyRun[];
}

export interface StudyOptions {
  open: (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;
  /** What an engine is given of a world; default the world's own two logs. */
  dataOf?: (world: World) => EngineData;
  /** Evaluations per run, evenly spaced, the last at the end; default 1. */
  evaluations?: number;
  onProgress?: (progress: StudyProgress) => void;
  /** Called with each engine's finished population before it is disposed, e.g. for measurements of its own. */
  onFinished?: (context: {
    engine: Engine;
    worlds: readonly World[];
    runs: readonly StudyRun[];
    specs: readonly RunSpec[];
  }) => Promise<void>;
  /** Stops the study between two slices. */
  signal?: AbortSignal;
}

/** @returns the run of an arm with one seed set four times over */
export function studyRun(spec: StudySpec, arm: StudyArm, seed: number): RunSpec {
  let state = { ...defaultState(), run: spec.base };
  for (const [path, value] of Object.entries(arm.changes)) state = withField(state, fieldOf(path), value);
  return { ...state.run, seeds: { data: seed, init: seed, dropout: seed, batch: seed } };
}

interface Member {
  arm: number;
  seed: number;
  run: RunSpec;
}

/** Runs of one structure and one training schedule can train in lockstep; others need an engine of their own. */
function groups(spec: StudySpec, seeds: readonly number[]): Member[][] {
  const byKey = new Map<string, Member[]>();
  for (const seed of seeds) {
    spec.arms.forEach((each, arm) => {
      const run = studyRun(spec, each, seed);
      const { steps, batch, optimizer, decayTo, mask } = run.training;
      const key = JSON.stringify([modelOf(run), steps, batch, optimizer, decayTo, mask]);
      const group = byKey.get(key) ?? [];
      group.push({ arm, seed, run });
      byKey.set(key, group);
    });
  }
  return [...byKey.values()];
}

/** Most replicas trained at once: three arms of 256 seeds. */
const LARGEST_POPULATION = 768;
/** Logs of all seeds of a population, at most: WebGPU promises 128 MiB a buffer, and the worker holds the worlds besides. */
const LARGEST_LOGS = 120 << 20;

/**
 * How many seeds train at once. All arms of a seed are in one population, so that a race shows its arms at the same step; where the logs of all
 * seeds are too large, one portion of seeds follows the other, which changes no number: replicas do not depend on one another.
 */
function portionOf(spec: StudySpec): number {
  const runs = spec.arms.map((arm) => studyRun(spec, arm, spec.seedBase));
  // Features, labels, which of them were observed, device and position of a row, 32 bits each.
  const logs = new Map(
    runs.map(({ world }) => [
      JSON.stringify(world),
      4 * (world.queryFeatures + world.itemFeatures + 8) * world.impressions,
    ]),
  );
  const perSeed = [...logs.values()].reduce((sum, bytes) => sum + bytes, 0);
  return Math.max(1, Math.min(Math.floor(LARGEST_POPULATION / spec.arms.length), Math.floor(LARGEST_LOGS / perSeed)));
}

/** Aim for the time of a slice, between which progress is reported and a stop is heard: long ones would hold up the page's own drawing. */
const SLICE_MS = 60;
const LARGEST_SLICE = 100;

/**
 * Trains every arm on every seed.
 * @returns the final evaluation of every run, arm by arm and seed by seed
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runStudy(spec: StudySpec, options: StudyOptions): Promise<StudyRun[]> {
  const finished: StudyRun[] = [];
  const portion = portionOf(spec);
  const seeds = Array.from({ length: spec.seeds }, (_, i) => spec.seedBase + i);
  const total = groups(spec, seeds).reduce((sum, members) => sum + members.length * members[0].run.training.steps, 0);
  let done = 0;
  for (let from = 0; from < seeds.length; from += portion) {
    const worldOf = rememberWorlds();
    for (const members of groups(spec, seeds.slice(from, from + portion))) {
      const waiting = [members];
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        options.signal?.throwIfAborted();
        const trained = await open(part, worldOf, options);
        if (!trained) {
          // Too much for this device: one half of the seeds after the other.
          const arms = part.filter(({ seed }) => seed === part[0].seed).length;
          const half = part.length > arms ? arms * Math.ceil(part.length / arms / 2) : Math.ceil(part.length / 2);
          waiting.unshift(part.slice(0, half), part.slice(half));
          continue;
        }
        try {
          finished.push(
            ...(await trainPart(part, trained, worldOf, options, (steps, runs) => {
              done += steps;
              options.onProgress?.({ done, total, runs });
            })),
          );
        } finally {
          trained.dispose();
        }
      }
    }
  }
  return finished.sort((a, b) => a.arm - b.arm || a.seed - b.seed);
}

type WorldOf = (run: RunSpec) => World;

/** Makes each world once. */
function rememberWorlds(): WorldOf {
  const worlds = new Map<string, World>();
  return (run) => {
    const key = JSON.stringify([run.world, run.seeds.data]);
    const world = worlds.get(key) ?? createWorld(run.world, run.seeds.data);
    worlds.set(key, world);
    return world;
  };
}

/** @returns an engine for the runs; null when they are too many for the device, but fewer might do */
async function open(members: readonly Member[], worldOf: WorldOf, options: StudyOptions): Promise<Engine | null> {
  const data: World[] = [];
  const replicas: ReplicaSpec[] = members.map(({ run }) => {
    const world = worldOf(run);
    let index = data.indexOf(world);
    if (index < 0) index = data.push(world) - 1;
    return replicaOf(run, run.training.gateDropout, index);
  });
  const { steps, batch, optimizer, decayTo, mask } = members[0].run.training;
  try {
    return await options.open(
      { model: modelOf(members[0].run), training: { steps, batch, optimizer, decayTo, mask }, replicas },
      data.map((world) => options.dataOf?.(world) ?? world),
    );
  } catch (error) {
    if (error instanceof EngineLimitError && members.length > 1) return null;
    throw error;
  }
}

/** Trains one population to its end. @returns its last evaluation */
async function trainPart(
  members: readonly Member[],
  engine: Engine,
  worldOf: WorldOf,
  options: StudyOptions,
  report: (replicaSteps: number, runs: StudyRun[]) => void,
): Promise<StudyRun[]> {
  const { steps } = members[0].run.training;
  const evaluations = options.evaluations ?? 1;
  let slice = 1;
  let runs: StudyRun[] = [];
  for (let e = 1; e <= evaluations; e++) {
    const until = Math.round((steps * e) / evaluations);
    while (engine.step < until) {
      options.signal?.throwIfAborted();
      const count = Math.min(slice, until - engine.step);
      const begun = performance.now();
      await engine.train(count);
      await engine.settle();
      const perStep = (performance.now() - begun) / count;
      slice = Math.max(1, Math.min(LARGEST_SLICE, 2 * slice, Math.round(SLICE_MS / perStep)));
      report(count * members.length, []);
      // An engine on the CPU never waits for anything; messages (a wish to stop) come in only here.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const { replicas: measured } = await engine.evaluate();
    runs = members.map(({ arm, seed }, i) => ({ arm, seed, step: until, evaluation: measured[i] }));
    report(0, runs);
  }
  await options.onFinished?.({
    engine,
    worlds: members.map(({ run }) => worldOf(run)),
    runs,
    specs: members.map(({ run }) => run),
  });
  return runs;
}
