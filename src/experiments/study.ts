/**
 * A study: several arms of one setting, each trained on the same fresh seeds as one population, evaluated on held-out data.
 * The polarization race, its ablations and the position-bias tables are all studies; the app and the command line run the same ones.
 */
import type { Engine, EngineData, ReplicaEvaluation } from '../engine/types.ts';
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/types.ts';
import { fieldOf, withField, type FieldValue } from './fields.ts';
import { defaultState } from './labState.ts';
import { modelOf, replicaOf, type RunSpec } from './runSpec.ts';

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
  onFinished?: (context: { engine: Engine; worlds: readonly World[]; runs: readonly StudyRun[]; specs: readonly RunSpec[] }) => Promise<void>;
  /** Stops the study between two slices. */
  signal?: AbortSignal;
}

/** @returns the run of an arm with one seed set four times over */
export function studyRun(spec: StudySpec, arm: StudyArm, seed: number): RunSpec {
  let state = { ...defaultState(), run: spec.base };
  for (const [path, value] of Object.entries(arm.changes)) state = withField(state, fieldOf(path), value);
  return { ...state.run, seeds: { data: seed, init: seed, dropout: seed, batch: seed } };
}

interface Group {
  key: string;
  members: { arm: number; seed: number; run: RunSpec }[];
}

/** Arms of one structure and one training schedule can train in lockstep; others need an engine of their own. */
function groups(spec: StudySpec): Group[] {
  const byKey = new Map<string, Group>();
  spec.arms.forEach((arm, index) => {
    for (let i = 0; i < spec.seeds; i++) {
      const seed = spec.seedBase + i;
      const run = studyRun(spec, arm, seed);
      const { steps, batch, optimizer, decayTo, mask } = run.training;
      const key = JSON.stringify([modelOf(run), steps, batch, optimizer, decayTo, mask]);
      const group = byKey.get(key) ?? { key, members: [] };
      group.members.push({ arm: index, seed, run });
      byKey.set(key, group);
    }
  });
  return [...byKey.values()];
}

/** Most replicas trained at once: beyond it a group is cut, which changes no number, for replicas do not depend on one another. */
const LARGEST_POPULATION = 256;
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
  const worlds = new Map<string, World>();
  const worldOf = (run: RunSpec): World => {
    const key = JSON.stringify([run.world, run.seeds.data]);
    const known = worlds.get(key);
    if (known) return known;
    const made = createWorld(run.world, run.seeds.data);
    worlds.set(key, made);
    return made;
  };
  const parts = groups(spec).flatMap(({ members }) =>
    Array.from({ length: Math.ceil(members.length / LARGEST_POPULATION) }, (_, i) => members.slice(i * LARGEST_POPULATION, (i + 1) * LARGEST_POPULATION)));
  const total = parts.reduce((sum, members) => sum + members.length * members[0].run.training.steps, 0);
  let done = 0;

  for (const members of parts) {
    options.signal?.throwIfAborted();
    const data: World[] = [];
    const replicas: ReplicaSpec[] = members.map(({ run }) => {
      const world = worldOf(run);
      let index = data.indexOf(world);
      if (index < 0) index = data.push(world) - 1;
      return replicaOf(run, run.training.gateDropout, index);
    });
    const { steps, batch, optimizer, decayTo, mask } = members[0].run.training;
    const engine = await options.open({ model: modelOf(members[0].run), training: { steps, batch, optimizer, decayTo, mask }, replicas }, data.map((world) => options.dataOf?.(world) ?? world));
    try {
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
          done += count * members.length;
          options.onProgress?.({ done, total, runs: [] });
          // An engine on the CPU never waits for anything; messages (a wish to stop) come in only here.
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
        const { replicas: measured } = await engine.evaluate();
        runs = members.map(({ arm, seed }, i) => ({ arm, seed, step: until, evaluation: measured[i] }));
        options.onProgress?.({ done, total, runs });
      }
      await options.onFinished?.({ engine, worlds: members.map(({ run }) => worldOf(run)), runs, specs: members.map(({ run }) => run) });
      finished.push(...runs);
    } finally {
      engine.dispose();
    }
  }
  return finished.sort((a, b) => a.arm - b.arm || a.seed - b.seed);
}
