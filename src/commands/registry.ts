/** The experiments that can be run by name: from the command line, from the app's workers, from tests. */
import * as v from 'valibot';
import type { AskedBackend, EngineInfo, Rounding } from '../engine/types.ts';
import { createTables } from '../run/dataOf.ts';
import { fetchSample } from '../tabular/fetchSample.ts';
import { createStudyEngines } from '../study/engines.ts';
import type { Pool } from '../study/pool/pool.ts';
import { census } from '../experiments/census/command.ts';
import { compare } from '../experiments/compare/command.ts';
import { compareMore } from '../experiments/compare/moreCommand.ts';
import { cures } from '../experiments/cures/command.ts';
import { live } from '../experiments/live/command.ts';
import { loop } from '../experiments/loop/command.ts';
import { polarization } from '../experiments/polarization/polarization.ts';
import { polarizationSweep } from '../experiments/polarization/sweep.ts';
import { positionBias } from '../experiments/position-bias/positionBias.ts';
import { unknownBias } from '../experiments/unknown-bias/command.ts';
import type { Experiment } from '../study/experiment.ts';
import { taskGroups } from '../experiments/task-groups/taskGroups.ts';

export const EXPERIMENTS: readonly Experiment[] = [
  polarization,
  polarizationSweep,
  cures,
  taskGroups,
  positionBias,
  compare,
  compareMore,
  live,
  loop,
  unknownBias,
  census,
];

export interface Report {
  experiment: string;
  spec: unknown;
  engine: { name: string; backend: string; adapter: string; threads: number; rounding?: Rounding };
  seconds: number;
  results: unknown;
}

/**
 * Runs an experiment by name.
 * @param options - option name (without dashes) → value as typed; unknown names are refused
 * @returns the report of the command-line contract and a table for people (first row = header)
 * @throws Error with a message for people when the name or an option is wrong
 */
export async function runExperiment(
  name: string,
  options: Record<string, string>,
  {
    backend,
    onProgress,
    signal,
    pool,
  }: {
    backend?: AskedBackend;
    onProgress?: (done: number, total: number) => void;
    signal?: AbortSignal;
    /** Workers that train, where the SIMD engine does; default none. */
    pool?: Pool;
  } = {},
): Promise<{ report: Report; table: string[][] }> {
  const experiment = EXPERIMENTS.find((candidate) => candidate.name === name);
  if (!experiment)
    throw new Error(`there is no experiment "${name}"; there are: ${EXPERIMENTS.map((e) => e.name).join(', ')}`);
  const unknown = Object.keys(options).find((option) => !(option in experiment.options));
  if (unknown !== undefined)
    throw new Error(
      `${name} has no option --${unknown}; it has: ${Object.keys(experiment.options)
        .map((o) => `--${o}`)
        .join(', ')}`,
    );
  const values = Object.fromEntries(
    Object.entries(experiment.options).map(([option, { fallback }]) => [option, options[option] ?? fallback]),
  );
  let info: EngineInfo | undefined;
  const { open } = createStudyEngines(
    (started) => {
      info = started;
    },
    () => undefined,
    backend,
    pool,
    undefined,
    undefined,
    createTables(fetchSample),
  );
  const begun = performance.now();
  try {
    const { spec, results, table } = await experiment.run(values, { onProgress, signal, open });
    const { engine: kind = '', backend: used = '', adapter = '', threads = 1, rounding } = info ?? {};
    const engine = { name: kind, backend: used, adapter, threads, ...(rounding && { rounding }) };
    return { report: { experiment: name, spec, engine, seconds: (performance.now() - begun) / 1000, results }, table };
  } catch (error) {
    if (error instanceof v.ValiError) {
      const issue = (error as v.ValiError<v.GenericSchema>).issues[0];
      const option = issue.path?.[0]?.key;
      throw new Error(`--${typeof option === 'string' ? option : '?'}: ${issue.message}`, { cause: error });
    }
    throw error;
  }
}
