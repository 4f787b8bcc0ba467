/** The chapter's end of the study worker: one study at a time, whoever asks last has it. */
import { proxy, wrap } from 'comlink';
import { create } from 'zustand';
import type { StudySpec } from '../study/study.ts';
import type { StudyApi, StudyEvent, StudyNews } from '../study/protocol.ts';
import { askedBackend } from './address.ts';
import { onLoseDevice } from './loseDevice.ts';
import { clearScope, notify } from './notices.ts';
import { workerError } from './workerError.ts';

/** Who has the worker now. */
export type Owner = 'race' | 'sweep' | 'sharing';
export const useStudyOwner = create<{ owner: Owner | null }>()(() => ({ owner: null }));

let api: StudyApi | null = null;
/** Fails the study that runs when the worker itself breaks; Comlink's promises would stay pending. */
let broken: ((message: string) => void) | null = null;
let stopped: (() => void) | null = null;

function connect(): StudyApi {
  if (api) return api;
  const worker = new Worker(new URL('../study/worker.ts', import.meta.url), { type: 'module', name: 'study' });
  worker.addEventListener('error', (event) => {
    worker.terminate();
    api = null;
    broken?.(workerError(event));
  });
  api = wrap<StudyApi>(worker);
  onLoseDevice(() => api?.loseDevice());
  return api;
}

/**
 * Runs a study; another one that runs is stopped and hears so.
 * @returns when it has ended: the last event says how
 */
export async function runInWorker(
  owner: Owner,
  spec: StudySpec,
  evaluations: number,
  listener: (event: StudyNews) => void,
): Promise<void> {
  stopped?.();
  clearScope('study');
  let ended = false;
  let settle: () => void = () => undefined;
  // Events come through a port of their own: the last one may arrive after the call has resolved, so the end is when it is heard.
  const over = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const hear = (event: StudyEvent): void => {
    if (ended) return;
    if (event.type === 'portions') {
      notify('info', 'notice.portions', { replicas: event.replicas, fitting: event.fitting }, 'study');
      return;
    }
    if (event.type === 'recovered') {
      notify('warning', 'notice.studyDeviceLost', { step: event.step, backend: event.backend }, 'study');
      return;
    }
    listener(event);
    if (event.type === 'started' || event.type === 'progress') return;
    ended = true;
    settle();
  };
  useStudyOwner.setState({ owner });
  const mine = (): void => {
    hear({ type: 'stopped' });
  };
  stopped = mine;
  const fail = (message: string): void => {
    hear({ type: 'failed', message });
  };
  broken = fail;
  try {
    connect()
      .run(spec, evaluations, proxy(hear), askedBackend())
      .catch((error: unknown) => {
        fail(error instanceof Error ? error.message : String(error));
      });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error)); // no worker at all
  }
  await over;
  if (stopped === mine) {
    stopped = null;
    useStudyOwner.setState({ owner: null });
  }
}

/** Stops the study that runs, if any. What was measured stays. */
export function stopStudy(): void {
  stopped?.();
  api?.stop().catch(() => undefined); // a worker that is gone has stopped
}
