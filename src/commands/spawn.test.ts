import { expect, it, vi } from 'vitest';
import { spawnPoolWorker } from './spawn.ts';

/** What stands in the place of a worker's thread. */
class Thread extends EventTarget {
  terminate = vi.fn();
}

/** The worker that is started, and what is told of it. */
function start() {
  const told: string[] = [];
  const threads: Thread[] = [];
  vi.stubGlobal(
    'Worker',
    class extends Thread {
      constructor() {
        super();
        threads.push(this);
      }
    },
  );
  const spawned = spawnPoolWorker((reason) => told.push(reason));
  vi.unstubAllGlobals();
  return {
    thread: threads[0],
    told,
    end: () => {
      spawned.end();
    },
  };
}

it.each([
  ['that fails says why', Object.assign(new Event('error'), { message: 'out of memory' }), 'out of memory'],
  ['whose file does not come', new Event('error'), 'the worker could not be loaded'],
  ['whose answer cannot be read', new Event('messageerror'), 'an answer of the worker could not be read'],
])('a worker %s is told of', (_, event, reason) => {
  const { thread, told } = start();
  expect(told).toEqual([]);
  thread.dispatchEvent(event);
  expect(told).toEqual([reason]);
});

it('a worker that is ended is terminated', () => {
  const { thread, end } = start();
  end();
  expect(thread.terminate).toHaveBeenCalledOnce();
});
