/** What the page and the study worker say to each other: a study runs beside the live run, in a worker and on a device of its own. */
import type { AskedBackend, EngineInfo } from '../engine/types.ts';
import type { StudySpec } from './study.ts';
import type { Recovered } from './engines.ts';

/** One trained model, compact enough to send a few hundred of every time they are measured. T = 4 tasks, E = experts. */
export interface StudyRunView {
  arm: number;
  seed: number;
  step: number;
  /** [T][E] mean held-out gate weight. */
  utilization: number[][];
  /** [T] mean entropy of single examples' gate weights, nats. */
  entropy: number[];
  deadExperts: number;
  /** [T] held-out cross entropy or squared error. */
  heldOut: number[];
}

export type StudyEvent =
  | { type: 'started'; engine: EngineInfo; total: number }
  /** Replica-steps done of `total`. `runs` have just been measured. */
  | { type: 'progress'; done: number; total: number; runs: StudyRunView[] }
  | Recovered
  | { type: 'finished'; seconds: number }
  | { type: 'stopped' }
  | { type: 'failed'; message: string };

/** What a study itself tells: all but that a device was lost and replaced. */
export type StudyNews = Exclude<StudyEvent, Recovered>;

/** The study worker's side, called through Comlink. One study at a time: a new one stops the one before. */
export interface StudyApi {
  /**
   * Resolves when the study has ended, however it ended.
   * @param evaluations - how often every run is measured on its way
   * @param backend - asked for, see openEngine
   */
  run(
    spec: StudySpec,
    evaluations: number,
    listener: (event: StudyEvent) => void,
    backend?: AskedBackend,
  ): Promise<void>;
  stop(): Promise<void>;
  /** For tests of recovery. @returns whether there was a device to lose */
  loseDevice(): Promise<boolean>;
}
