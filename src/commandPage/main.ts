/** The page behind `npm run lab` and `npm run bench`: offers the experiments to whoever drives the browser. No sentence of its own. */
import { EXPERIMENTS, runExperiment } from '../commands/registry.ts';
import type { AskedBackend } from '../engine/types.ts';

export interface LabPage {
  experiments: { name: string; summary: string; options: Record<string, { fallback: string; help: string }> }[];
  run(name: string, options: Record<string, string>, backend?: AskedBackend): ReturnType<typeof runExperiment>;
}

declare global {
  var lab: LabPage | undefined;
  /** Put there by the driver, if it wants to hear. */
  var labProgress: ((done: number, total: number) => void) | undefined;
}

globalThis.lab = {
  experiments: EXPERIMENTS.map(({ name, summary, options }) => ({ name, summary, options })),
  run: (name, options, backend) =>
    runExperiment(name, options, { backend, onProgress: (done, total) => globalThis.labProgress?.(done, total) }),
};
