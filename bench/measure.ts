/** Timing: candidates take turns, so that whatever else the machine does falls on all of them; medians are reported. */

export interface Trainer {
  /** Takes `count` steps; resolves when all of them have been computed. */
  steps(count: number): Promise<void>;
  dispose(): void;
}

export interface Candidate {
  name: string;
  make: () => Promise<Trainer | null>;
}

export interface Timing {
  name: string;
  /** Median, minimum and maximum over rounds, in milliseconds per step. */
  msPerStep: number;
  min: number;
  max: number;
}

const SLICE_MS = 300;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * Times candidates in turns. A candidate that cannot start here (`make` gives null) is left out.
 * @param rounds - turns each; every turn lasts about 0.3 s
 */
export async function race(
  candidates: readonly Candidate[],
  rounds: number,
  say: (line: string) => void,
): Promise<Timing[]> {
  const running: { name: string; trainer: Trainer; count: number; times: number[] }[] = [];
  for (const { name, make } of candidates) {
    const trainer = await make();
    if (!trainer) {
      say(`${name}: not available here`);
      continue;
    }
    // Compiles, fills caches, and finds how many steps fill a slice.
    await trainer.steps(2);
    const begun = performance.now();
    await trainer.steps(2);
    const estimate = (performance.now() - begun) / 2;
    running.push({ name, trainer, count: Math.max(1, Math.min(2000, Math.round(SLICE_MS / estimate))), times: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const candidate of running) {
      const begun = performance.now();
      await candidate.trainer.steps(candidate.count);
      candidate.times.push((performance.now() - begun) / candidate.count);
    }
  }
  return running.map(({ name, trainer, times }) => {
    trainer.dispose();
    const timing = { name, msPerStep: median(times), min: Math.min(...times), max: Math.max(...times) };
    say(`${name}: ${timing.msPerStep.toFixed(3)} ms/step (${timing.min.toFixed(3)} to ${timing.max.toFixed(3)})`);
    return timing;
  });
}
