/**
 * Replicas of which some may use other experts than the population's model has it (`ReplicaSpec.visible`). Kernels are compiled for one structure:
 * such a population is trained by an engine for each, and is one engine to whoever trains it.
 */
import { parameterLayout } from '../model/layout.ts';
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { checkCount, checkEvaluate, newReplicas } from './check.ts';
import {
  stateLength,
  type Checkpoint,
  type Engine,
  type EngineInfo,
  type EvaluateOptions,
  type Evaluation,
} from './types.ts';

/** Makes the engine of a population of one structure. */
type OpenOne = (population: PopulationSpec) => Promise<Engine>;

const asOwn = ({ visible: _, ...replica }: ReplicaSpec): ReplicaSpec => replica;

/** @returns the replicas at some places as a population of one structure: that of the first of them */
export function structureAt(population: PopulationSpec, places: readonly number[]): PopulationSpec {
  const own = places.map((r) => population.replicas[r]);
  const visible = own[0].visible ?? population.model.visible;
  return { ...population, model: { ...population.model, visible }, replicas: own.map(asOwn) };
}

/** @returns places of the replicas of each structure */
function placesOf({ model, replicas }: PopulationSpec): number[][] {
  const byMask = new Map<string, number[]>();
  replicas.forEach(({ visible = model.visible }, r) => {
    const key = JSON.stringify(visible ?? null);
    byMask.set(key, [...(byMask.get(key) ?? []), r]);
  });
  return [...byMask.values()];
}

/** An engine of one structure, and the places of its replicas in the population. */
interface Part {
  places: readonly number[];
  engine: Engine;
}

/** Rows of parts as rows of the population: a part whose replicas have fewer workers has shorter ones, filled up with 0 as in any engine. */
function gathered(
  parts: readonly Part[],
  rows: readonly Float32Array[],
  replicas: number,
  length: number,
): Float32Array {
  const all = new Float32Array(replicas * length);
  parts.forEach(({ places }, p) => {
    const own = rows[p].length / places.length;
    places.forEach((r, i) => {
      all.set(rows[p].subarray(i * own, (i + 1) * own), r * length);
    });
  });
  return all;
}

class StructuresEngine implements Engine {
  readonly lost?: Promise<string>;
  private readonly parameters: number;
  private readonly length: number;

  constructor(
    private readonly opened: PopulationSpec,
    private readonly parts: readonly Part[],
  ) {
    // Masks change no sizes: one layout is that of all.
    this.parameters = parameterLayout(opened.model).length;
    this.length = stateLength(opened, this.parameters);
    const lost = parts.flatMap(({ engine }) => (engine.lost ? [engine.lost] : []));
    if (lost.length > 0) this.lost = Promise.race(lost);
  }

  private get first(): Engine {
    return this.parts[0].engine;
  }

  get info(): EngineInfo {
    return this.first.info;
  }

  get beside(): boolean {
    return this.first.beside === true;
  }

  get step(): number {
    return this.first.step;
  }

  get population(): PopulationSpec {
    const replicas = [...this.opened.replicas];
    for (const { places, engine } of this.parts)
      places.forEach((r, i) => {
        const { visible } = this.opened.replicas[r];
        replicas[r] = { ...engine.population.replicas[i], ...(visible && { visible }) };
      });
    return { ...this.opened, replicas };
  }

  /** Asks all parts at once: what each begins with is the state of the same step. */
  private async all<T>(ask: (part: Part) => Promise<T>): Promise<T[]> {
    return Promise.all(this.parts.map(ask));
  }

  async train(count: number): Promise<void> {
    await this.all(({ engine }) => engine.train(count));
  }

  async settle(): Promise<void> {
    await this.all(({ engine }) => engine.settle());
  }

  async evaluate(options: EvaluateOptions = {}): Promise<Evaluation> {
    checkEvaluate(this.opened, options);
    const { step } = this;
    const asked = options.replicas ?? this.opened.replicas.map((_, r) => r);
    const measured = await this.all(async ({ places, engine }) => {
      const own = [...places.keys()].filter((i) => asked.includes(places[i]));
      const { replicas } = await engine.evaluate({ ...options, replicas: own });
      return replicas.map((one) => ({ ...one, replica: places[one.replica] }));
    });
    const byPlace = new Map(measured.flat().map((one) => [one.replica, one]));
    return { step, replicas: asked.map((r) => byPlace.get(r)!) };
  }

  async gradient(): Promise<Float32Array> {
    const rows = await this.all(({ engine }) => engine.gradient());
    return gathered(this.parts, rows, this.opened.replicas.length, this.parameters);
  }

  async checkpoint(): Promise<Checkpoint> {
    const kept = await this.all(({ engine }) => engine.checkpoint());
    const rows = kept.map(({ state }) => state);
    return { step: kept[0].step, state: gathered(this.parts, rows, this.opened.replicas.length, this.length) };
  }

  async restore({ step, state }: Checkpoint): Promise<void> {
    checkCount('checkpoint.step', step);
    const wanted = this.opened.replicas.length * this.length;
    if (state.length !== wanted)
      throw new Error(`the checkpoint holds ${String(state.length)} numbers, this population ${String(wanted)}`);
    await this.all(({ places, engine }) => {
      const own = stateLength(engine.population, this.parameters);
      const rows = new Float32Array(places.length * own);
      places.forEach((r, i) => {
        rows.set(state.subarray(r * this.length, r * this.length + own), i * own);
      });
      return engine.restore({ step, state: rows });
    });
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    // What is wrong is refused before any part has changed.
    newReplicas(this.population.replicas, replicas);
    for (const { places, engine } of this.parts) engine.setReplicas(places.map((r) => asOwn(replicas[r])));
  }

  loseDevice(): boolean {
    return this.parts.some(({ engine }) => engine.loseDevice?.() ?? false);
  }

  dispose(): void {
    for (const { engine } of this.parts) engine.dispose();
  }
}

/**
 * Makes the engine of a population whose replicas may use other experts than each other.
 * @param open - makes one for a single structure
 * @throws what `open` throws; then no engine is left
 */
export async function openStructures(population: PopulationSpec, open: OpenOne): Promise<Engine> {
  if (population.replicas.every(({ visible }) => visible === undefined)) return open(population);
  const groups = placesOf(population);
  if (groups.length === 1) return open(structureAt(population, groups[0]));
  const parts: Part[] = [];
  try {
    // One after the other: where the first is not to be had, the second need not be tried.
    for (const places of groups) parts.push({ places, engine: await open(structureAt(population, places)) });
  } catch (error) {
    for (const { engine } of parts) engine.dispose();
    throw error;
  }
  return new StructuresEngine(population, parts);
}
