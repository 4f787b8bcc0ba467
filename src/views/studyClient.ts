/** The page's end of the study worker: one study at a time, numbered; what an older one still says is dropped here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskedBackend, EngineInfo } from '../engine/types.ts';
import type { JobEvent, JobsApi, Kinds } from '../study/jobs.ts';
import type { Choice } from '../study/choice.ts';
import type { Recovered } from '../study/engines.ts';

/** Who may have a study: a card each. */
export type Owner =
  | 'race'
  | 'sweep'
  | 'cures'
  | 'sharing'
  | 'treatments'
  | 'missing'
  | 'compare'
  | 'unknown'
  | 'simpler'
  | 'cosine'
  | 'sines'
  | 'weights'
  | 'experts'
  | 'compress'
  | 'live'
  | 'null'
  | 'loop';

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
  /** Why that one: a choice for each structure, where engines were compared. */
  choices?: readonly Choice[];
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
  /** What a study is to run on, if that is not to be found out. */
  backend?: (name: keyof K) => AskedBackend | undefined;
  /** What the worker has to be given before a study; undefined where that is nothing. */
  prepare?: (api: JobsApi<K>, spec: K[keyof K]['spec']) => Promise<void> | undefined;
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

/** Nothing of the study before is known of this one. */
const UNKNOWN = { engine: undefined, choices: undefined, seconds: undefined, message: undefined };

/** The study that runs. */
interface Current {
  number: number;
  owner: Owner;
  ended: Hearing<never>['ended'];
}

class Client<K extends Kinds> implements StudyClient<K> {
  readonly state = createStore<Studies>()(() => ({ jobs: {}, running: null }));
  private connection: Connection<K> | null = null;
  private current: Current | null = null;
  private newest = 0;

  constructor(private readonly options: ClientOptions<K>) {}

  private change(owner: Owner, part: Partial<Job>): void {
    this.state.setState(({ jobs }) => ({ jobs: { ...jobs, [owner]: { ...jobs[owner], ...part } as Job } }));
  }

  private end(number: number, status: 'finished' | 'stopped' | 'failed', part: Partial<Job> = {}): void {
    if (this.current?.number !== number) return;
    const { owner, ended } = this.current;
    this.current = null;
    this.change(owner, { ...part, status });
    this.state.setState({ running: null });
    ended?.(status);
  }

  private connected(): Connection<K> {
    if (this.connection) return this.connection;
    const made: Connection<K> = this.options.connect((reason) => {
      if (this.connection !== made) return;
      // The next study starts another worker.
      this.connection = null;
      made.close();
      if (this.current) this.end(this.current.number, 'failed', { message: reason });
    });
    this.connection = made;
    return made;
  }

  /** What a job says of itself; of an older one, nothing is heard any more. */
  private hear<Result>(number: number, event: JobEvent<Result>, measured: (results: Result[]) => void): void {
    if (this.current?.number !== number) return;
    const { owner } = this.current;
    switch (event.type) {
      case 'started':
        this.change(owner, { engine: event.engine });
        break;
      case 'chosen':
        this.change(owner, { choices: [...(this.state.getState().jobs[owner]?.choices ?? []), event.choice] });
        break;
      case 'progress':
        this.change(owner, { status: 'running', done: event.done, total: event.total });
        break;
      case 'measured':
        measured(event.results);
        break;
      case 'recovered':
      case 'portions':
      case 'worker-lost':
      case 'fewer-workers':
        this.options.devices?.(event);
        break;
      case 'finished':
        this.end(number, 'finished', { seconds: event.seconds });
        break;
      case 'stopped':
        this.end(number, 'stopped');
        break;
      case 'failed':
        this.end(number, 'failed', { message: event.message });
        break;
    }
  }

  start: StudyClient<K>['start'] = (owner, name, spec, hearing) => {
    if (this.current?.owner === owner) return false;
    if (this.current) this.stop(this.current.owner);
    const number = ++this.newest;
    this.current = { number, owner, ended: hearing.ended?.bind(hearing) };
    this.state.setState({ running: owner });
    this.change(owner, { ...UNKNOWN, number, status: 'starting', done: 0, total: 0 });
    hearing.begun?.();
    const hear = (event: JobEvent<K[typeof name]['result']>): void => {
      this.hear(number, event, (results) => {
        hearing.measured(results);
      });
    };
    const fail = (error: unknown): void => {
      this.end(number, 'failed', { message: reasonOf(error) });
    };
    try {
      // Events come through a port of their own: the last one may arrive after the call has resolved, so the end is when it is heard.
      const { api } = this.connected();
      const run = async (): Promise<void> => {
        if (this.current?.number !== number) return; // stopped, or overtaken, before it began
        await api.run(name, spec, this.options.callable?.(hear) ?? hear, this.options.backend?.(name));
      };
      const prepared = this.options.prepare?.(api, spec);
      (prepared ? prepared.then(run) : run()).catch(fail);
    } catch (error) {
      fail(error); // no worker at all
    }
    return true;
  };

  stop = (owner: Owner): void => {
    if (this.current?.owner !== owner) return;
    this.end(this.current.number, 'stopped');
    this.connection?.api.stop().catch(() => undefined); // a worker that is gone has stopped
  };

  loseDevice = (): Promise<boolean> | undefined => this.connection?.api.loseDevice();
}

export const createStudyClient = <K extends Kinds>(options: ClientOptions<K>): StudyClient<K> => new Client(options);
