/** The engines of a study in a worker: whatever works best here, and another one when a device is lost. */
import { openEngine, safeBackend, type OpenedEngine, type OpenOptions } from '../engine/create.ts';
import { openRecovering, type Recovery } from '../engine/recovering.ts';
import { EngineLimitError, type AskedBackend, type Engine, type EngineData, type EngineInfo } from '../engine/types.ts';
import type { Clock } from '../engine/waits.ts';
import type { PopulationSpec } from '../model/spec.ts';
import { createChooser, type Choosing } from './choice.ts';
import type { Tables } from '../run/dataOf.ts';
import type { Pool, WorkerLoss } from './pool/pool.ts';
import type { OpenEngines } from './train.ts';

/**
 * What the page is told of devices: training went back to this step, on this backend; a population is too large to be trained at once; or of
 * workers: see {@link WorkerLoss}.
 */
export type Recovered =
  | { type: 'recovered'; step: number; backend: EngineInfo['backend'] }
  | { type: 'portions'; replicas: number; fitting: number }
  | WorkerLoss;

const recovered = ({ step, engine }: Recovery): Recovered => ({ type: 'recovered', step, backend: engine.backend });
const portions = (replicas: number, { fitting }: EngineLimitError): Recovered => ({
  type: 'portions',
  replicas,
  fitting,
});

export interface StudyEngines {
  open: OpenEngines;
  /** Destroys the device of the engine opened last, for tests of recovery. @returns false where there is none */
  loseDevice(): boolean;
}

/**
 * @param onStarted - told once, when the first engine is there
 * @param onRecovered - told whenever a device was lost and training goes on, and once when a population has to be trained in portions
 *   and once when workers are lost, or not to be had
 * @param asked - see {@link openEngine}
 * @param pool - workers for the SIMD engine and for worlds; default none
 * @param choosing - where nothing is asked for, each population has the engine that is found to train it the fastest; default the first that works
 * @param tables - what studies of tables are trained on
 */
export function createStudyEngines(
  onStarted: (info: EngineInfo) => void,
  onRecovered: (event: Recovered) => void,
  asked?: AskedBackend,
  pool?: Pool,
  clock?: Clock,
  choosing?: Choosing,
  tables?: Tables,
): StudyEngines {
  let latest: Engine | undefined;
  let said = false;
  const losses = new Set<WorkerLoss['type']>();
  const lost = (loss: WorkerLoss): void => {
    // Every share may lose its worker; the reader learns nothing from the second one.
    if (losses.has(loss.type)) return;
    losses.add(loss.type);
    onRecovered(loss);
  };
  const simd: OpenOptions['simd'] =
    pool && ((population, data, rounding) => pool.open(population, data, lost, rounding));
  const limited = (population: PopulationSpec, error: unknown): never => {
    // Its parts may have to be parted again; once is enough to say.
    if (error instanceof EngineLimitError && error.fitting > 0 && !said) {
      said = true;
      onRecovered(portions(population.replicas.length, error));
    }
    throw error;
  };
  const openOn = (
    population: PopulationSpec,
    data: readonly EngineData[],
    on: AskedBackend | undefined,
    whole: boolean,
  ): Promise<OpenedEngine> => openEngine(population, data, on, { simd, clock, whole });
  const choose =
    choosing && asked === undefined && 'gpu' in navigator ? createChooser(openOn, choosing, clock) : undefined;
  const open: OpenEngines = async (population, data, whole = false, rounds = 1) => {
    const engine = await openRecovering(
      async (wanted, logs, safe) => {
        // Stopped on trial, it needs no other engine.
        choosing?.signal?.throwIfAborted();
        if (choose && !safe) return choose(wanted, logs, whole, rounds);
        // What has lost its device has begun: it goes on as a whole or not at all.
        const opened = await openOn(wanted, logs, safe ? safeBackend(asked) : asked, whole || safe);
        return opened.engine;
      },
      population,
      data,
      (recovery) => {
        onRecovered(recovered(recovery));
      },
      clock,
    ).catch((error: unknown) => limited(population, error));
    if (!latest) onStarted(engine.info);
    latest = engine;
    return engine;
  };
  open.tables = tables;
  if (pool) open.createWorld = pool.createWorld.bind(pool);
  return { open, loseDevice: () => latest?.loseDevice?.() ?? false };
}
