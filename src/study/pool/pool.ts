/**
 * All cores: populations without a GPU are split over workers, each with the SIMD engine and its share of the replicas, and worlds are made there.
 * A worker that ends, throws, hangs or may not be started costs time and nothing else: another one takes its share up from the last checkpoint, in
 * the end this thread does.
 */
import { checkedEngine } from '../../engine/checked.ts';
import { openSimdHere } from '../../engine/create.ts';
import { yieldToEvents } from '../../engine/pipeline.ts';
import { openRecovering } from '../../engine/recovering.ts';
import { planOf, sizesOf, structureOf } from '../../engine/simd/plan.ts';
import { roundingHere } from '../../engine/simd/support.ts';
import { EngineLimitError, type Engine, type EngineData, type Rounding } from '../../engine/types.ts';
import type { Clock } from '../../engine/waits.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { POSITIONS, type WorldSpec } from '../../world/spec.ts';
import type { World } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { PooledCore, type Trainee } from './pooled.ts';
import { openRemote } from './remote.ts';
import { sharesOf, stepWork, worthwhile, type Share } from './shares.ts';
import { Slot, type Spawn } from './slot.ts';

/** More workers than this are not started, however many cores there are. */
const MOST_WORKERS = 8;
/** Worlds in a worker at once: one that it makes, and the next ones, lest it is idle until this thread gets to asking again. */
const WORLDS_AHEAD = 4;
/** Rows of a world's logs from which on another thread makes it sooner. */
const LEAST_ROWS = 2000;

/** Milliseconds that worlds may take which a worker was asked for, and for each number drawn: some hundred times what they do take. */
const WORLD_MS = 60_000;
const NUMBER_MS = 1e-3;

const worldLimit = ({ logging, impressions, heldOut, candidates, queryFeatures, itemFeatures }: WorldSpec): number => {
  const drawn =
    (impressions + heldOut) * (queryFeatures + itemFeatures) * (logging === 'ranked' ? candidates / POSITIONS : 1);
  return WORLD_MS + WORLDS_AHEAD * NUMBER_MS * drawn;
};

/** From when on work is given to workers; for tests and measurements. */
export interface Least {
  /** See {@link worthwhile}. */
  work?: number;
  rows?: number;
}

/** @returns how many workers are worth it with so many cores: one core is the page's where there are more than two; 1 = none */
export function workersFor(cores: number | undefined): number {
  // Some browsers do not tell, or tell nonsense lest a reader is known by it.
  if (cores === undefined || !(cores >= 1)) return 1;
  return Math.min(MOST_WORKERS, Math.floor(cores > 2 ? cores - 1 : cores));
}

/** What becomes of workers: one was lost, and its share is trained again from this step; or no further one can be had. */
export type WorkerLoss = { type: 'worker-lost'; step: number } | { type: 'fewer-workers' };

export interface Pool {
  /** As the SIMD engine: see {@link createSimdEngine}. @param told - what becomes of its workers */
  open(
    population: PopulationSpec,
    data: readonly EngineData[],
    told: (loss: WorkerLoss) => void,
    rounding?: Rounding,
  ): Promise<Engine>;
  /** @throws WorldSpecError as {@link createWorld} does; the signal's reason when stopped before it is begun */
  createWorld(spec: WorldSpec, seed: number, signal?: AbortSignal): Promise<World>;
  /** Ends all workers. */
  end(): void;
}

class WorkerPool implements Pool {
  private slots: Slot[] = [];
  /** Workers may not be started here. */
  private blocked = false;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly spawn: Spawn,
    private readonly size: number,
    private readonly least: Least,
    private readonly clock?: Clock,
  ) {}

  private get alone(): boolean {
    return this.size < 2 || this.blocked;
  }

  /** The worker with the least to do, a new one as long as there are not enough. @throws where none can be started */
  private slot(burden: (slot: Slot) => number): Slot {
    this.slots = this.slots.filter(({ over }) => over === null);
    const [idlest] = [...this.slots].sort((a, b) => burden(a) - burden(b));
    if (this.slots.length >= this.size || (this.slots.length > 0 && burden(idlest) === 0)) return idlest;
    try {
      const made = new Slot(
        this.spawn,
        (failed) => {
          // Where none has ever answered, none was even loaded: no other one will be.
          if (![failed, ...this.slots].some(({ answered }) => answered)) this.blocked = true;
        },
        this.clock,
      );
      this.slots.push(made);
      return made;
    } catch (error) {
      this.blocked = true;
      throw error;
    }
  }

  async open(
    population: PopulationSpec,
    data: readonly EngineData[],
    told: (loss: WorkerLoss) => void,
    // What this thread finds out holds in all of them: shares of one population round alike, whoever trains them.
    rounding = roundingHere(),
  ): Promise<Engine> {
    const count = this.size < 2 ? 0 : worthwhile(population, this.size, this.least.work);
    // Found out when a population before was opened, or a world made, and the reader of this study has not heard of it.
    if (count > 0 && this.blocked) told({ type: 'fewer-workers' });
    if (count === 0 || this.blocked) return openSimdHere(population, data, rounding);
    return checkedEngine(population, data, async () => {
      // A page has one budget, however many workers share it.
      sizesOf(planOf(structureOf(population)), population, data);
      const opening = sharesOf(population, count).map(async (share) => ({
        share,
        engine: await this.openShare(share, data, told, rounding),
      }));
      const trainees = await all(opening, population);
      return new PooledCore(population, trainees, this.alone ? 1 : this.size);
    });
  }

  private openShare(
    share: Share,
    data: readonly EngineData[],
    told: (loss: WorkerLoss) => void,
    rounding: Rounding,
  ): Promise<Engine> {
    return openRecovering(
      async (population, logs, safe) => {
        if (!safe && !this.blocked) {
          const slot = this.slot(({ load }) => load);
          return openRemote(slot, population, logs, { work: stepWork(population), rounding });
        }
        told({ type: 'fewer-workers' });
        return openSimdHere(population, logs, rounding);
      },
      share.population,
      share.data.map((index) => data[index]),
      ({ step }) => {
        told({ type: 'worker-lost', step });
      },
    );
  }

  async createWorld(spec: WorldSpec, seed: number, signal?: AbortSignal): Promise<World> {
    if (spec.impressions + spec.heldOut < (this.least.rows ?? LEAST_ROWS)) return createWorld(spec, seed);
    while (!this.alone && this.leastWorlds >= WORLDS_AHEAD)
      await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      signal?.throwIfAborted();
      return (await this.createThere(spec, seed)) ?? (await createHere(spec, seed, signal));
    } finally {
      // There is room for another world; or none ever again, and the next one hears so.
      this.queue.shift()?.();
    }
  }

  private get leastWorlds(): number {
    return this.slots.length < this.size ? 0 : Math.min(...this.slots.map(({ worlds }) => worlds));
  }

  /** @returns a world made by a worker; null where it did not */
  private async createThere(spec: WorldSpec, seed: number): Promise<World | null> {
    if (this.alone) return null;
    let slot: Slot | undefined;
    try {
      slot = this.slot(({ worlds }) => worlds);
      slot.worlds++;
      const world = await slot.call((api) => api.createWorld(spec, seed), worldLimit(spec));
      return { ...world, spec };
    } catch {
      // A worker that is no more; or a specification that is wrong, which this thread finds too.
      return null;
    } finally {
      if (slot) slot.worlds--;
    }
  }

  end(): void {
    for (const slot of this.slots) slot.end('the pool has been ended');
    this.slots = [];
  }
}

/** Makes a world in this thread, between two messages. */
async function createHere(spec: WorldSpec, seed: number, signal?: AbortSignal): Promise<World> {
  await yieldToEvents();
  signal?.throwIfAborted();
  return createWorld(spec, seed);
}

/** Waits for all shares. @throws what one of them was refused with, once the others have been given up */
async function all(opening: readonly Promise<Trainee>[], { replicas }: PopulationSpec): Promise<Trainee[]> {
  const settled = await Promise.allSettled(opening);
  const trainees = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = settled.find((each) => each.status === 'rejected');
  if (!failed) return trainees;
  for (const { engine } of trainees) engine.dispose();
  const reason: unknown = failed.reason;
  // Where a worker has not room for its share, half of all may have room.
  if (reason instanceof EngineLimitError)
    throw new EngineLimitError(reason.message, Math.floor(replicas.length / 2), { cause: reason });
  throw reason;
}

/**
 * Makes a pool; no worker is started before there is something to do.
 * @param size - workers at most, see {@link workersFor}; with less than two everything is done in this thread
 */
export const createPool = (spawn: Spawn, size: number, least: Least = {}, clock?: Clock): Pool =>
  new WorkerPool(spawn, size, least, clock);
