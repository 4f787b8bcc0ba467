/** The chapter's end of the treatments worker: one comparison at a time, whoever asks last has it. Results outlive a change of chapter. */
import { proxy, wrap } from 'comlink';
import { create } from 'zustand';
import type { EngineInfo } from '../../engine/types.ts';
import type { TreatedWorld, TreatmentsSpec } from '../../experiments/position-bias/treatments.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { StoredPreset } from '../../experiments/position-bias/stored.ts';
import type {
  DropoutSpec,
  MissingRun,
  TreatmentsApi,
  TreatmentsEvent,
} from '../../experiments/position-bias/treatmentsProtocol.ts';
import { askedBackend } from '../address.ts';
import { onLoseDevice } from '../loseDevice.ts';
import { clearScope, notify } from '../notices.ts';
import { workerError } from '../workerError.ts';

/** How often every world is measured on its way, so that differences are seen as they arise. */
const EVALUATIONS = 3;

export type JobName = 'treatments' | 'dropout';
export interface Job {
  name: JobName;
  status: 'running' | 'finished' | 'stopped' | 'failed';
  /** 0 to 1. */
  progress: number;
  engine?: EngineInfo;
  seconds?: number;
  message?: string;
}
interface Comparisons {
  job: Job | null;
  /** `stored`: measured beforehand, with this preset; `made`: how. */
  treatments: {
    spec: TreatmentsSpec;
    worlds: readonly TreatedWorld[];
    stored?: StoredPreset;
    made?: Provenance;
  } | null;
  dropout: { spec: DropoutSpec; runs: MissingRun[]; made?: Provenance } | null;
}

export const useComparisons = create<Comparisons>()(() => ({ job: null, treatments: null, dropout: null }));

let worker: Worker | null = null;
let api: TreatmentsApi | null = null;
/** Counts jobs: what an older one still says is not heard. */
let newest = 0;

function fail(message: string): void {
  useComparisons.setState(({ job }) => ({ job: job && { ...job, status: 'failed', message } }));
}

function connect(): TreatmentsApi {
  if (api) return api;
  worker = new Worker(new URL('../../experiments/position-bias/treatmentsWorker.ts', import.meta.url), {
    type: 'module',
    name: 'treatments',
  });
  worker.addEventListener('error', (event) => {
    worker?.terminate();
    api = null;
    newest++;
    fail(workerError(event));
  });
  api = wrap<TreatmentsApi>(worker);
  onLoseDevice(() => api?.loseDevice());
  return api;
}

/** The newest measurement of every world, by seed. */
function withMeasured(known: readonly TreatedWorld[], measured: readonly TreatedWorld[]): TreatedWorld[] {
  const bySeed = new Map([...known, ...measured].map((world) => [world.seed, world]));
  return [...bySeed.values()].sort((a, b) => a.seed - b.seed);
}

function begin(name: JobName): (event: TreatmentsEvent) => void {
  const mine = ++newest;
  clearScope('study');
  useComparisons.setState({ job: { name, status: 'running', progress: 0 } });
  const change = (part: Partial<Job>): void => {
    useComparisons.setState(({ job }) => ({ job: job && { ...job, ...part } }));
  };
  return (event) => {
    if (mine !== newest) return;
    switch (event.type) {
      case 'started':
        change({ engine: event.engine });
        break;
      case 'portions':
        notify('info', 'notice.portions', { replicas: event.replicas, fitting: event.fitting }, 'study');
        break;
      case 'recovered':
        notify('warning', 'notice.studyDeviceLost', { step: event.step, backend: event.backend }, 'study');
        break;
      case 'progress':
        change({ progress: event.done / event.total });
        break;
      case 'measured':
        useComparisons.setState(({ treatments }) => ({
          treatments: treatments && { ...treatments, worlds: withMeasured(treatments.worlds, event.worlds) },
        }));
        break;
      case 'missing':
        useComparisons.setState(({ dropout }) => ({ dropout: dropout && { ...dropout, runs: event.runs } }));
        break;
      case 'finished':
        change({ status: 'finished', seconds: event.seconds });
        break;
      case 'stopped':
        change({ status: 'stopped' });
        break;
      case 'failed':
        change({ status: 'failed', message: event.message });
        break;
    }
  };
}

/** Trains the treatments; a comparison that runs is stopped. */
export function compareTreatments(spec: TreatmentsSpec): void {
  const listener = begin('treatments');
  useComparisons.setState({ treatments: { spec, worlds: [] } });
  connect()
    .compare(spec, EVALUATIONS, proxy(listener), askedBackend())
    .catch((error: unknown) => {
      fail(String(error));
    });
}

/** Trains the shallow tower with several rates of position dropout; a comparison that runs is stopped. */
export function compareDropout(spec: DropoutSpec): void {
  const listener = begin('dropout');
  useComparisons.setState({ dropout: { spec, runs: [] } });
  connect()
    .dropout(spec, proxy(listener), askedBackend())
    .catch((error: unknown) => {
      fail(String(error));
    });
}

/** Stops what runs. What was measured stays. */
export function stopComparison(): void {
  api?.stop().catch(() => undefined); // a worker that is gone has stopped
}
