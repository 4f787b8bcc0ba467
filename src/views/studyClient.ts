/** The page's end of the study worker: one study at a time, numbered; what an older one still says is dropped here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskedBackend, EngineInfo } from '../engine/types.ts';
import type { JobEvent, JobsApi, Kinds } from '../study/jobs.ts';
import type { Recovered } from '../study/engines.ts';

/** Who may have a study: a card each. */
export type Owner = 'race' | 'sweep' | 'sharing' | 'treatments' | 'missing';

export type JobStatus = 'starting' | 'running' | 'finished' | 'stopped' | 'failed';

/** A study that runs or has ended. */
export interface Job {
  /** Counts up over the studies of all cards. */
  number: number;
  status: JobStatus;
  /** Replica-steps done and in all; 0 of 0 while its worlds are made. */
  done: number;
  total: number;
  engine?: EngineInfo;
  seconds?: number;
  /** Why it failed; null where the worker itself could not be loaded. */
  message?: string | null;
}

export interface Studies {
  /** The newest study of each card. */
  jobs: Partial<Record<Owner, Job>>;
  /** Whose study runs. */
  running: Owner | null;
}

/** A worker that has been started. */
export interface Connection<K extends Kinds> {
  api: JobsApi<K>;
  close(): void;
}

export interface ClientOptions<K extends Kinds> {
  /** Starts the worker. @param broken - called when it cannot be loaded or dies; with its reason, if it has one */
  connect(broken: (reason: string | null) => void): Connection<K>;
  backend?: () => AskedBackend | undefined;
  /** A device was lost and replaced, or is too small for all models at once. */
  devices?: (event: Recovered) => void;
  /** Makes a function callable from the worker. */
  callable?: <F extends object>(listener: F) => F;
}

/** How a card hears of its study. */
export interface Hearing<Result> {
  /** Before anything else. */
  begun?(): void;
  measured(results: Result[]): void;
  /** Once, however it ended. */
  ended?(status: 'finished' | 'stopped' | 'failed'): void;
}

export interface StudyClient<K extends Kinds> {
  state: StoreApi<Studies>;
  /**
   * Starts a study; another card's that runs is stopped and hears so.
   * @returns false where this card has a study running already: a second click starts no second one
   */
  start: <Name extends keyof K>(
    owner: Owner,
    name: Name,
    spec: K[Name]['spec'],
    hearing: Hearing<K[Name]['result']>,
  ) => boolean;
  /** Stops a card's study, if one is running. */
  stop: (owner: Owner) => void;
  loseDevice: () => Promise<boolean> | undefined;
}

/** What a failure says of itself. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createStudyClient<K extends Kinds>(options: ClientOptions<K>): StudyClient<K> {
  const state = createStore<Studies>()(() => ({ jobs: {}, running: null }));
  let connection: Connection<K> | null = null;
  let current: { number: number; owner: Owner; ended: Hearing<never>['ended'] } | null = null;
  let newest = 0;

  const change = (owner: Owner, part: Partial<Job>): void => {
    state.setState(({ jobs }) => ({ jobs: { ...jobs, [owner]: { ...jobs[owner], ...part } as Job } }));
  };
  const end = (number: number, status: 'finished' | 'stopped' | 'failed', part: Partial<Job> = {}): void => {
    if (current?.number !== number) return;
    const { owner, ended } = current;
    current = null;
    change(owner, { ...part, status });
    state.setState({ running: null });
    ended?.(status);
  };
  const connected = (): Connection<K> => {
    if (connection) return connection;
    const made: Connection<K> = options.connect((reason) => {
      if (connection !== made) return;
      // The next study starts another worker.
      connection = null;
      made.close();
      if (current) end(current.number, 'failed', { message: reason });
    });
    connection = made;
    return made;
  };
  const stop = (owner: Owner): void => {
    if (current?.owner !== owner) return;
    end(current.number, 'stopped');
    connection?.api.stop().catch(() => undefined); // a worker that is gone has stopped
  };

  return {
    state,
    start(owner, name, spec, hearing) {
      if (current?.owner === owner) return false;
      if (current) stop(current.owner);
      const number = ++newest;
      current = { number, owner, ended: hearing.ended?.bind(hearing) };
      state.setState({ running: owner });
      change(owner, {
        number,
        status: 'starting',
        done: 0,
        total: 0,
        engine: undefined,
        seconds: undefined,
        message: undefined,
      });
      hearing.begun?.();
      const hear = (event: JobEvent<K[typeof name]['result']>): void => {
        if (current?.number !== number) return;
        switch (event.type) {
          case 'started':
            change(owner, { engine: event.engine });
            break;
          case 'progress':
            change(owner, { status: 'running', done: event.done, total: event.total });
            break;
          case 'measured':
            hearing.measured(event.results);
            break;
          case 'recovered':
          case 'portions':
            options.devices?.(event);
            break;
          case 'finished':
            end(number, 'finished', { seconds: event.seconds });
            break;
          case 'stopped':
            end(number, 'stopped');
            break;
          case 'failed':
            end(number, 'failed', { message: event.message });
            break;
        }
      };
      const fail = (error: unknown): void => {
        end(number, 'failed', { message: reasonOf(error) });
      };
      try {
        // Events come through a port of their own: the last one may arrive after the call has resolved, so the end is when it is heard.
        connected()
          .api.run(name, spec, options.callable?.(hear) ?? hear, options.backend?.())
          .catch(fail);
      } catch (error) {
        fail(error); // no worker at all
      }
      return true;
    },
    stop,
    loseDevice: () => connection?.api.loseDevice(),
  };
}
