/** Workers of a pool for tests: the worker's side in this very thread, behind a channel. */
import { expose } from 'comlink';
import { createPoolSide, type PoolSide } from '../pool/side.ts';
import type { Spawn } from '../pool/slot.ts';

/** A worker that a test can look at and end. */
export interface FakeWorker {
  /** What it was asked beside whether it is there, in order. */
  asked: string[];
  /** Ends it as a browser that is short of memory would. */
  die(reason?: string): void;
  ended: boolean;
}

/**
 * @param change - what a worker does instead of what it ought to; @param workers - receives all that are started
 */
export function fakeWorkers(
  workers: FakeWorker[],
  change: (side: PoolSide, number: number) => PoolSide = (side) => side,
): Spawn {
  return (broken) => {
    const { port1, port2 } = new MessageChannel();
    const side = change(createPoolSide(), workers.length);
    const worker: FakeWorker = {
      asked: [],
      ended: false,
      die: (reason = 'it died') => {
        close();
        broken(reason);
      },
    };
    const close = (): void => {
      worker.ended = true;
      port1.close();
      port2.close();
    };
    workers.push(worker);
    const heard = new Proxy(side, {
      get(target, name) {
        if (name !== 'hello') worker.asked.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
    expose(heard, port2);
    return { endpoint: port1, end: close };
  };
}
