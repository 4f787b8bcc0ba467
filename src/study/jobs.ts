/** Studies in a worker, beside the live run and on a device of their own: jobs by name, one at a time, a new one stops the one before. */
import type { AskedBackend, EngineInfo } from '../engine/types.ts';
import type { Choice, Choosing } from './choice.ts';
import type { Tables } from '../run/dataOf.ts';
import type { OwnRows } from '../run/ownRows.ts';
import type { Recovered, StudyEngines } from './engines.ts';
import type { StudyContext } from './train.ts';

/** What can be asked for: by name, the specification and what a measurement gives. */
export type Kinds = Record<string, { spec: unknown; result: unknown }>;

export type JobEvent<Result = unknown> =
  | { type: 'started'; engine: EngineInfo }
  /** What a population is trained on, where that was found out: told once for each structure. */
  | { type: 'chosen'; choice: Choice }
  /** Replica-steps done of `total`. */
  | { type: 'progress'; done: number; total: number }
  /** What has just been measured; the same comes again at later steps. */
  | { type: 'measured'; results: Result[] }
  | Recovered
  | { type: 'finished'; seconds: number }
  | { type: 'stopped' }
  | { type: 'failed'; message: string };

/** What the work of a job is given. */
export interface JobContext<Result> extends Required<Pick<StudyContext, 'open' | 'onProgress' | 'signal'>> {
  onMeasured: (results: Result[]) => void;
}

/** How each kind of job is done. */
export type Works<K extends Kinds> = {
  [Name in keyof K]: (spec: K[Name]['spec'], context: JobContext<K[Name]['result']>) => Promise<unknown>;
};

/** The worker's side, called through Comlink. */
export interface JobsApi<K extends Kinds> {
  /**
   * Resolves when the job has ended, however it ended; the last event says how.
   * @param backend - asked for, see openEngine
   */
  run<Name extends keyof K>(
    name: Name,
    spec: K[Name]['spec'],
    listener: (event: JobEvent<K[Name]['result']>) => void,
    backend?: AskedBackend,
  ): Promise<void>;
  /** Takes in the rows of the reader's own file, for studies of it. */
  keepRows(hash: string, rows: OwnRows): Promise<void>;
  stop(): Promise<void>;
  /** For tests of recovery. @returns whether there was a device to lose */
  loseDevice(): Promise<boolean>;
}

/** Makes the engines of one job: see createStudyEngines. */
export type EnginesOf = (
  onStarted: (info: EngineInfo) => void,
  onRecovered: (event: Recovered) => void,
  asked: AskedBackend | undefined,
  choosing: Choosing,
) => StudyEngines;

/** @param tables - where {@link JobsApi.keepRows} puts what it is given */
export function createJobs<K extends Kinds>(works: Works<K>, enginesOf: EnginesOf, tables?: Tables): JobsApi<K> {
  let current: AbortController | null = null;
  let engines: StudyEngines | null = null;
  return {
    async run(name, spec, listener, backend) {
      current?.abort();
      const mine = new AbortController();
      current = mine;
      const begun = performance.now();
      const own = enginesOf(
        (engine) => {
          listener({ type: 'started', engine });
        },
        listener,
        backend,
        {
          signal: mine.signal,
          onChosen: (choice) => {
            listener({ type: 'chosen', choice });
          },
        },
      );
      engines = own;
      try {
        await works[name](spec, {
          open: own.open,
          signal: mine.signal,
          onProgress: (done, total) => {
            listener({ type: 'progress', done, total });
          },
          onMeasured: (results) => {
            listener({ type: 'measured', results });
          },
        });
        listener({ type: 'finished', seconds: (performance.now() - begun) / 1000 });
      } catch (error) {
        if (mine.signal.aborted) listener({ type: 'stopped' });
        else listener({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    },
    keepRows(hash, rows) {
      tables?.keep(hash, rows);
      return Promise.resolve();
    },
    stop() {
      current?.abort();
      return Promise.resolve();
    },
    loseDevice: () => Promise.resolve(engines?.loseDevice() ?? false),
  };
}
