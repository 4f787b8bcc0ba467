/** What the page and the treatments worker say to each other: comparisons run beside the live run, in a worker and on a device of their own. */
import type { AskedBackend, EngineInfo } from '../../engine/types.ts';
import type { TreatedWorld, TreatmentsSpec } from './treatments.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Recovered } from '../../study/engines.ts';

/** The shallow tower trained with several rates of position dropout, on the same worlds. */
export interface DropoutSpec {
  base: RunSpec;
  rates: readonly number[];
  seeds: number;
  seedBase: number;
}

/** What the table's "missing" row was worth in one run: mean over devices of its error, in logits. */
export interface MissingRun {
  rate: number;
  seed: number;
  missingError: number;
}

export type TreatmentsEvent =
  | { type: 'started'; engine: EngineInfo; total: number }
  /** Replica-steps done of `total`. */
  | { type: 'progress'; done: number; total: number }
  /** Worlds measured at one step, all treatments alike; they come again at later steps. */
  | { type: 'measured'; worlds: TreatedWorld[] }
  | { type: 'missing'; runs: MissingRun[] }
  | Recovered
  | { type: 'finished'; seconds: number }
  | { type: 'stopped' }
  | { type: 'failed'; message: string };

/** The worker's side, called through Comlink. One comparison at a time: a new one stops the one before. Calls resolve when it has ended, however. */
export interface TreatmentsApi {
  /**
   * @param evaluations - how often every world is measured on its way
   * @param backend - asked for, see openEngine
   */
  compare(
    spec: TreatmentsSpec,
    evaluations: number,
    listener: (event: TreatmentsEvent) => void,
    backend?: AskedBackend,
  ): Promise<void>;
  dropout(spec: DropoutSpec, listener: (event: TreatmentsEvent) => void, backend?: AskedBackend): Promise<void>;
  stop(): Promise<void>;
  /** For tests of recovery. @returns whether there was a device to lose */
  loseDevice(): Promise<boolean>;
}
