/** The engine of the live run: the fastest that works here, and another one when its device is lost. */
import { openEngine, safeBackend, type WhyNot } from '../engine/create.ts';
import { openRecovering, type Open, type Recovery } from '../engine/recovering.ts';
import type { AskedBackend, Engine, EngineData, EngineName } from '../engine/types.ts';
import type { Clock } from '../engine/waits.ts';
import type { PopulationSpec } from '../model/spec.ts';

/** @param number - of the opening that it is for */
export type OpenLiveEngine = (
  population: PopulationSpec,
  data: readonly EngineData[],
  number: number,
) => Promise<{ engine: Engine; why?: WhyNot }>;

/**
 * @param asked - see openEngine
 * @param onRecovered - told when a lost device was replaced: training goes on where it was
 * @param onTrying - told of each engine before it is opened
 */
export function liveEngine(
  asked: AskedBackend = 'webgpu',
  onRecovered: (recovery: Recovery, why: WhyNot | undefined) => void,
  onTrying?: (name: EngineName) => void,
  clock?: Clock,
): OpenLiveEngine {
  return async (population, data) => {
    let why: WhyNot | undefined;
    const open: Open = async (wanted, logs, safe) => {
      const backend = safe ? safeBackend(asked) : asked;
      // The two models of a run are trained together or not at all.
      const opened = await openEngine(wanted, logs, backend, { whole: true, onTrying, clock });
      // Nobody asked for the processor where a graphics device was given up.
      why = backend === asked ? opened.why : 'webgpu-lost';
      return opened.engine;
    };
    const heard = (recovery: Recovery): void => {
      onRecovered(recovery, why);
    };
    const engine = await openRecovering(open, population, data, heard, clock);
    return { engine, why };
  };
}
