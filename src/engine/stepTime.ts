/** How long a step takes on an engine, found out by taking some. */
import type { Engine } from './types.ts';

/** A burst of steps that takes so long shows what a step costs: how late a browser reports the end of it no longer matters. */
const DEVICE_MS = 20;
/** On the processor nothing is late, and nothing else happens in this thread meanwhile. */
const PROCESSOR_MS = 8;
const MOST_STEPS = 2048;
/** Bursts that are compared; the fastest was disturbed the least. */
const BURSTS = 3;

export interface StepTimeOptions {
  /** Milliseconds of some clock. */
  now?: () => number;
}

/**
 * Trains an engine that nobody else uses for some milliseconds.
 * @param stop - whether to give up, asked before each burst
 * @returns milliseconds a step; null where it was stopped
 */
export async function stepTime(
  engine: Engine,
  stop: () => boolean = () => false,
  { now = () => performance.now() }: StepTimeOptions = {},
): Promise<number | null> {
  const start = await engine.checkpoint();
  const most = Math.min(MOST_STEPS, engine.population.training.steps);
  const enough = engine.info.backend === 'webgpu' || engine.beside ? DEVICE_MS : PROCESSOR_MS;
  const burst = async (count: number): Promise<number> => {
    // Never beyond the end of its schedule.
    await engine.restore(start);
    await engine.settle();
    const begun = now();
    await engine.train(count);
    await engine.settle();
    return now() - begun;
  };
  // The first one compiles, where anything is compiled late.
  await burst(1);
  for (let count = Math.min(2, most); ;) {
    let fastest = Infinity;
    for (let i = 0; i < BURSTS; i++) {
      if (stop()) return null;
      fastest = Math.min(fastest, await burst(count));
      if (fastest < enough && count < most) break;
    }
    // What was long for once was held up by something else.
    if (fastest >= 0.8 * enough || count === most) return fastest / count;
    count = Math.min(most, count * (fastest < enough / 8 ? 4 : 2));
  }
}
