/** The study worker of the page, and what it is doing. */
import { proxy, wrap } from 'comlink';
import { useStore } from 'zustand';
import type { Studies as Kinds } from '../commands/studies.ts';
import type { JobsApi } from '../study/jobs.ts';
import { rowsOf } from './client.ts';
import { wantedBackend } from './engineChoice.ts';
import { ownHashIn } from './ownHash.ts';
import { onLoseDevice } from './loseDevice.ts';
import { clearScope, notify } from './notices.ts';
import { createStudyClient, type Job, type Owner, type Studies } from './studyClient.ts';

/** A dozen small structures side by side are a device's start each: the processor has them trained before a device has them all compiled. */
const ON_PROCESSOR: readonly (keyof Kinds)[] = [
  'cures',
  'compare',
  'compareSweep',
  'lossWeights',
  'expertCounts',
  'compress',
  'unknownBias',
  'live',
  'liveNull',
  'loop',
];

/** What is said of what becomes of devices and workers. */
const NOTICES = {
  recovered: { tone: 'warning', key: 'studyDeviceLost' },
  portions: { tone: 'info', key: 'portions' },
  'worker-lost': { tone: 'warning', key: 'studyWorkerLost' },
  'fewer-workers': { tone: 'info', key: 'studyFewerWorkers' },
} as const;

/** What each worker was given last: rows are sent once, not with every study. */
const given = new WeakMap<object, string>();

/** Gives the worker the rows of the reader's own file, where a study is of them. */
function giveRows(api: JobsApi<Kinds>, spec: unknown): Promise<void> | undefined {
  const hash = ownHashIn(spec);
  if (hash === null || given.get(api) === hash) return undefined;
  const rows = rowsOf(hash);
  // A worker that has none says so when it is asked to train on them.
  return rows && api.keepRows(hash, rows).then(() => void given.set(api, hash));
}

const client = createStudyClient<Kinds>({
  connect(broken) {
    const worker = new Worker(new URL('../commands/worker.ts', import.meta.url), { type: 'module', name: 'study' });
    // One that cannot be loaded has no message.
    worker.addEventListener('error', (event) => {
      broken(event.message || null);
    });
    return {
      api: wrap<JobsApi<Kinds>>(worker) as JobsApi<Kinds>,
      close: () => {
        worker.terminate();
      },
    };
  },
  backend: (name) => wantedBackend() ?? (ON_PROCESSOR.includes(name) ? 'wasm' : undefined),
  prepare: giveRows,
  devices: ({ type, ...values }) => {
    notify(NOTICES[type].tone, `notice.${NOTICES[type].key}`, values, 'study');
  },
  callable: proxy,
});
onLoseDevice(() => client.loseDevice());
// What was said of the study before.
client.state.subscribe(({ running }, before) => {
  if (running !== null && before.running === null) clearScope('study');
});

export const startStudy = client.start;
export const stopStudy = client.stop;
export const useStudies = <T>(select: (studies: Studies) => T): T => useStore(client.state, select);
/** The newest study of a card, now. */
export const jobOf = (owner: Owner): Job | undefined => client.state.getState().jobs[owner];
/** The newest study of a card. */
export const useJob = (owner: Owner): Job | undefined => useStudies(({ jobs }) => jobs[owner]);
