/** The engine of the live run: the fastest that works here, and another one when its device is lost. */
import { openEngine, safeBackend, type WhyNot } from '../engine/create.ts';
import { openRecovering, type Open, type Recovery } from '../engine/recovering.ts';
import type { AskedBackend, Engine, EngineData } from '../engine/types.ts';
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
 */
export function liveEngine(
  asked: AskedBackend | undefined,
  onRecovered: (recovery: Recovery, why: WhyNot | undefined) => void,
): OpenLiveEngine {
  return async (population, data) => {
    let why: WhyNot | undefined;
    const open: Open = async (wanted, logs, safe) => {
      const opened = await openEngine(wanted, logs, safe ? safeBackend(asked) : asked);
      why = opened.why;
      return opened.engine;
    };
    const engine = await openRecovering(open, population, data, (recovery) => {
      onRecovered(recovery, why);
    });
    return { engine, why };
  };
}
