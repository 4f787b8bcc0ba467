/** The engines' suites without Vitest's command line: one file of tests a process, as Vitest runs them. */
import { performance } from 'node:perf_hooks';
import { startTests, type File, type Task, type VitestRunner } from '@vitest/runner';
import { restoreAllMocks } from '@vitest/spy';

/** Everything that runs on the GPU, and what it is held against. */
const files = {
  ...import.meta.glob<unknown>('../../src/engine/fused/**/*.test.ts'),
  ...import.meta.glob<unknown>('../../src/engine/{webgpuBackend,parity,gradient}.test.ts'),
};

/** Names of the suites, as paths in the project. */
export const suites: readonly string[] = Object.keys(files).map((path) => path.replace('../../', ''));

export interface Outcome {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  ms: number;
  /** Messages of a failed test. */
  errors?: string[];
}

const TIMEOUT_MS = 120_000;

const config: VitestRunner['config'] = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: TIMEOUT_MS,
  hookTimeout: TIMEOUT_MS,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

const messagesOf = (task: Task): string[] => (task.result?.errors ?? []).map(({ message }) => message);

/** @param path - names of the suites around a task */
function outcomes(task: Task, path: readonly string[] = []): Outcome[] {
  const names = [...path, task.name];
  const errors = messagesOf(task);
  const own: Outcome = {
    name: names.join(' › '),
    state: task.result?.state === 'pass' ? 'passed' : errors.length > 0 ? 'failed' : 'skipped',
    ms: task.result?.duration ?? 0,
    ...(errors.length > 0 && { errors }),
  };
  if (task.type === 'test') return [own];
  // A suite counts by its tests, and by itself only where something around them failed.
  return [...(errors.length > 0 ? [own] : []), ...task.tasks.flatMap((child) => outcomes(child, names))];
}

/** @returns what came of the tests of one file; @throws Error when there is no such file */
export async function runSuite(name: string): Promise<{ ms: number; outcomes: Outcome[] }> {
  const load = files[`../../${name}`];
  const runner: VitestRunner = {
    config,
    importFile: async (_, source) => {
      if (source === 'collect') await load();
    },
    onAfterTryTask: () => {
      restoreAllMocks();
    },
  };
  const begun = performance.now();
  const [file]: File[] = await startTests([name], runner);
  return {
    ms: performance.now() - begun,
    outcomes: [
      ...(messagesOf(file).length > 0 ? [outcomes(file)[0]] : []),
      ...file.tasks.flatMap((task) => outcomes(task)),
    ],
  };
}
