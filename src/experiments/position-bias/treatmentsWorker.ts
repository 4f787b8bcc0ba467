/** The treatments worker: trains the four treatments of position bias side by side, and the shallow tower with and without position dropout. */
import { expose } from 'comlink';
import type { AskedBackend, Engine, EngineData } from '../../engine/types.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { runMissing } from './missingStudy.ts';
import { createStudyEngines, type StudyEngines } from '../../study/engines.ts';
import { runTreatments } from './treatments.ts';
import type { TreatmentsApi, TreatmentsEvent } from './treatmentsProtocol.ts';

interface Job {
  open: (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

let current: AbortController | null = null;
let engines: StudyEngines | null = null;

/** Runs one job, stopping the one before, and tells the listener how it began and ended. */
async function perform(
  total: number,
  backend: AskedBackend | undefined,
  listener: (event: TreatmentsEvent) => void,
  work: (job: Job) => Promise<unknown>,
): Promise<void> {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const begun = performance.now();
  const own = createStudyEngines(
    (engine) => {
      listener({ type: 'started', engine, total });
    },
    listener,
    backend,
  );
  engines = own;
  try {
    await work({
      signal: mine.signal,
      onProgress: (done, of) => {
        listener({ type: 'progress', done, total: of });
      },
      open: own.open,
    });
    listener({ type: 'finished', seconds: (performance.now() - begun) / 1000 });
  } catch (error) {
    if (mine.signal.aborted) listener({ type: 'stopped' });
    else listener({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

const api: TreatmentsApi = {
  compare: (spec, evaluations, listener, backend) =>
    perform(spec.seeds * spec.treatments.length * spec.base.training.steps, backend, listener, (job) =>
      runTreatments(spec, {
        ...job,
        evaluations,
        onMeasured: (worlds) => {
          listener({ type: 'measured', worlds });
        },
      }),
    ),
  dropout: (spec, listener, backend) =>
    perform(spec.seeds * spec.rates.length * spec.base.training.steps, backend, listener, async (job) => {
      listener({ type: 'missing', runs: await runMissing(spec, job) });
    }),
  stop() {
    current?.abort();
    return Promise.resolve();
  },
  loseDevice() {
    return Promise.resolve(engines?.loseDevice() ?? false);
  },
};

expose(api);
