/** Starts workers of the pool, in a page or in a worker. */
import type { Spawn } from '../study/pool/slot.ts';

export const spawnPoolWorker: Spawn = (broken) => {
  const worker = new Worker(new URL('../study/pool/poolWorker.ts', import.meta.url), { type: 'module', name: 'pool' });
  // One that cannot be loaded has no message.
  worker.addEventListener('error', (event) => {
    broken(event.message || 'the worker could not be loaded');
  });
  // Whoever waits for the answer that could not be read would wait for ever.
  worker.addEventListener('messageerror', () => {
    broken('an answer of the worker could not be read');
  });
  return {
    endpoint: worker,
    end: () => {
      worker.terminate();
    },
  };
};
