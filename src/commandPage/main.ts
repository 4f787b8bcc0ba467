/** The page behind `npm run lab` and `npm run bench`: offers the experiments to whoever drives the browser. No sentence of its own. */
import { EXPERIMENTS, runExperiment } from '../commands/registry.ts';
import { spawnPoolWorker } from '../commands/spawn.ts';
import type { AskedBackend } from '../engine/types.ts';
import { createPool, workersFor } from '../study/pool/pool.ts';
import { accelerate } from '../world/accelerator.ts';
import { createAccelerator } from '../world/kernel.ts';

export interface LabPage {
  experiments: { name: string; summary: string; options: Record<string, { fallback: string; help: string }> }[];
  /** @param threads - that train on the processor, and make worlds; default one a core, but one */
  run(
    name: string,
    options: Record<string, string>,
    backend?: AskedBackend,
    threads?: number,
  ): ReturnType<typeof runExperiment>;
}

declare global {
  var lab: LabPage | undefined;
  /** Put there by the driver, if it wants to hear. */
  var labProgress: ((done: number, total: number) => void) | undefined;
}

accelerate(createAccelerator());
globalThis.lab = {
  experiments: EXPERIMENTS.map(({ name, summary, options }) => ({ name, summary, options })),
  async run(name, options, backend, threads = workersFor(navigator.hardwareConcurrency)) {
    const pool = createPool(spawnPoolWorker, threads);
    try {
      return await runExperiment(name, options, {
        backend,
        pool,
        onProgress: (done, total) => globalThis.labProgress?.(done, total),
      });
    } finally {
      pool.end();
    }
  },
};
