/** The engines of a study in a worker: whatever works best here, and another one when a device is lost. */
import { openEngine, safeBackend } from '../engine/create.ts';
import { openRecovering, type Recovery } from '../engine/recovering.ts';
import { EngineLimitError, type AskedBackend, type Engine, type EngineData, type EngineInfo } from '../engine/types.ts';
import type { PopulationSpec } from '../model/spec.ts';

/** What the page is told of devices: training went back to this step, on this backend; or a population is too large to be trained at once. */
export type Recovered =
  | { type: 'recovered'; step: number; backend: EngineInfo['backend'] }
  | { type: 'portions'; replicas: number; fitting: number };

const recovered = ({ step, engine }: Recovery): Recovered => ({ type: 'recovered', step, backend: engine.backend });
const portions = (replicas: number, { fitting }: EngineLimitError): Recovered => ({
  type: 'portions',
  replicas,
  fitting,
});

export interface StudyEngines {
  open: (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;
  /** Destroys the device of the engine opened last, for tests of recovery. @returns false where there is none */
  loseDevice(): boolean;
}

/**
 * @param onStarted - told once, when the first engine is there
 * @param onRecovered - told whenever a device was lost and training goes on, and once when a population has to be trained in portions
 * @param asked - see {@link openEngine}
 */
export function createStudyEngines(
  onStarted: (info: EngineInfo) => void,
  onRecovered: (event: Recovered) => void,
  asked?: AskedBackend,
): StudyEngines {
  let latest: Engine | undefined;
  let said = false;
  const limited = (population: PopulationSpec, error: unknown): never => {
    // Its parts may have to be parted again; once is enough to say.
    if (error instanceof EngineLimitError && error.fitting > 0 && !said) {
      said = true;
      onRecovered(portions(population.replicas.length, error));
    }
    throw error;
  };
  return {
    async open(population, data) {
      const engine = await openRecovering(
        async (wanted, logs, safe) => (await openEngine(wanted, logs, safe ? safeBackend(asked) : asked)).engine,
        population,
        data,
        (recovery) => {
          onRecovered(recovered(recovery));
        },
      ).catch((error: unknown) => limited(population, error));
      if (!latest) onStarted(engine.info);
      latest = engine;
      return engine;
    },
    loseDevice: () => latest?.loseDevice?.() ?? false,
  };
}
