/** The chapter's end of the study worker: one study at a time, whoever asks last has it. */
import { proxy, wrap } from 'comlink';
import { create } from 'zustand';
import type { StudySpec } from '../../experiments/study.ts';
import type { StudyApi, StudyEvent } from '../../experiments/studyProtocol.ts';

/** Who has the worker now. */
export type Owner = 'race' | 'sweep' | 'sharing';
export const useStudyOwner = create<{ owner: Owner | null }>()(() => ({ owner: null }));

let api: StudyApi | null = null;
/** Fails the study that runs when the worker itself breaks; Comlink's promises would stay pending. */
let broken: ((message: string) => void) | null = null;
let stopped: (() => void) | null = null;

function connect(): StudyApi {
  if (api) return api;
  const worker = new Worker(new URL('../../experiments/studyWorker.ts', import.meta.url), { type: 'module', name: 'study' });
  worker.addEventListener('error', (event) => {
    worker.terminate();
    api = null;
    broken?.(event.message);
  });
  api = wrap<StudyApi>(worker);
  return api;
}

/**
 * Runs a study; another one that runs is stopped and hears so.
 * @returns when it has ended: the last event says how
 */
export async function runInWorker(owner: Owner, spec: StudySpec, evaluations: number, listener: (event: StudyEvent) => void): Promise<void> {
  stopped?.();
  let ended = false;
  const hear = (event: StudyEvent): void => {
    if (ended) return;
    if (event.type !== 'started' && event.type !== 'progress') ended = true;
    listener(event);
  };
  useStudyOwner.setState({ owner });
  const mine = (): void => { hear({ type: 'stopped' }); };
  stopped = mine;
  try {
    await Promise.race([
      connect().run(spec, evaluations, proxy(hear)),
      new Promise<void>((resolve) => {
        broken = (message) => {
          hear({ type: 'failed', message });
          resolve();
        };
      }),
    ]);
  } catch (error) {
    hear({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  } finally {
    if (stopped === mine) {
      stopped = null;
      useStudyOwner.setState({ owner: null });
    }
  }
}

/** Stops the study that runs, if any. What was measured stays. */
export function stopStudy(): void {
  stopped?.();
  api?.stop().catch(() => undefined); // a worker that is gone has stopped
}
