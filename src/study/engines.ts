/** The engines of a study in a worker: whatever works best here, and another one when a device is lost. */
import { openEngine, safeBackend } from '../engine/create.ts';
import { openRecovering, type Recovery } from '../engine/recovering.ts';
import type { AskedBackend, Engine, EngineData, EngineInfo } from '../engine/types.ts';
import type { PopulationSpec } from '../model/spec.ts';

/** What a recovery tells the page: training went back to this step, on this backend. */
export interface Recovered {
  type: 'recovered';
  step: number;
  backend: EngineInfo['backend'];
}

const recovered = ({ step, engine }: Recovery): Recovered => ({ type: 'recovered', step, backend: engine.backend });

export interface StudyEngines {
  open: (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;
  /** Destroys the device of the engine opened last, for tests of recovery. @returns false where there is none */
  loseDevice(): boolean;
}

/**
 * @param onStarted - told once, when the first engine is there
 * @param onRecovered - told whenever a device was lost and training goes on
 * @param asked - see {@link openEngine}
 */
export function createStudyEngines(
  onStarted: (info: EngineInfo) => void,
  onRecovered: (event: Recovered) => void,
  asked?: AskedBackend,
): StudyEngines {
  let latest: Engine | undefined;
  return {
    async open(population, data) {
      const engine = await openRecovering(
        async (wanted, logs, safe) => (await openEngine(wanted, logs, safe ? safeBackend(asked) : asked)).engine,
        population,
        data,
        (recovery) => {
          onRecovered(recovered(recovery));
        },
      );
      if (!latest) onStarted(engine.info);
      latest = engine;
      return engine;
    },
    loseDevice: () => latest?.loseDevice?.() ?? false,
  };
}
