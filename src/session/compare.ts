/** Whether the processor would train a run faster than the graphics device does: both take some steps with engines of their own, and the run none. */
import { openEngine } from '../engine/create.ts';
import { stepTime, type StepTimeOptions } from '../engine/stepTime.ts';
import type { AskedBackend, Engine, EngineData } from '../engine/types.ts';
import type { PopulationSpec } from '../model/spec.ts';

/** From so many times on it is worth a word; less where the graphics device is a program on the same processor. */
const WORTH = 3;
const WORTH_IN_SOFTWARE = 1.5;

type Open = (population: PopulationSpec, data: readonly EngineData[], asked: AskedBackend) => Promise<Engine>;

const openReally: Open = async (population, data, asked) =>
  (await openEngine(population, data, asked, { whole: true })).engine;

/**
 * @param engine - that trains the run now; @param data - its data set
 * @param stop - whether to give up
 * @returns how many times as fast the processor is, or null where that is not worth a word, or was not found out
 */
export async function processorFaster(
  { population, info }: Engine,
  data: readonly EngineData[],
  stop: () => boolean,
  { open = openReally, ...options }: { open?: Open } & StepTimeOptions = {},
): Promise<number | null> {
  const timeOn = async (asked: AskedBackend): Promise<number | null> => {
    if (stop()) return null;
    const twin = await open(population, data, asked);
    try {
      // Where another engine has taken its place there is nothing to compare.
      if (twin.info.backend === 'webgpu' && asked === 'wasm') return null;
      if (twin.info.backend !== 'webgpu' && asked === 'webgpu') return null;
      return await stepTime(twin, stop, options);
    } finally {
      twin.dispose();
    }
  };
  const device = await timeOn('webgpu');
  const processor = device === null ? null : await timeOn('wasm');
  if (device === null || processor === null) return null;
  const times = device / processor;
  return times >= (info.software === true ? WORTH_IN_SOFTWARE : WORTH) ? times : null;
}
