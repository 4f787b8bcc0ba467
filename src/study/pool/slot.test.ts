import { expect, it } from 'vitest';
import type { Clock } from '../../engine/waits.ts';
import { defaultState } from '../../run/labState.ts';
import { fakeWorkers, type FakeWorker } from '../testing/fakeWorkers.ts';
import { Slot } from './slot.ts';

/** Time that goes by hand. */
function handClock(): { clock: Clock; pass: (ms: number) => void } {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      after(ms, run) {
        const one = { at: now + ms, run };
        waiting.push(one);
        return () => {
          waiting = waiting.filter((other) => other !== one);
        };
      },
    },
    pass(ms) {
      for (const end = now + ms; ;) {
        const [next] = waiting.filter(({ at }) => at <= end + 1e-6).sort((a, b) => a.at - b.at);
        if (!next) {
          now = end;
          return;
        }
        now = next.at;
        waiting = waiting.filter((other) => other !== next);
        next.run();
      }
    },
  };
}

const { world } = defaultState().run;
const small = { ...world, impressions: 90, heldOut: 45 };

it('a worker that has answered nothing for 20 s is given up, and whoever waits for it hears so', async () => {
  const workers: FakeWorker[] = [];
  const { clock, pass } = handClock();
  const failed: Slot[] = [];
  const slot = new Slot(
    fakeWorkers(workers, (side) => ({ ...side, createWorld: () => new Promise<never>(() => undefined) as never })),
    (one) => failed.push(one),
    clock,
  );
  const asked = slot.call((api) => api.createWorld(small, 1));
  const refused = expect(asked).rejects.toThrow('did not answer within 20 s');
  pass(19_900);
  await Promise.resolve();
  expect([failed, workers[0].ended]).toEqual([[], false]);
  pass(200);
  await refused;
  expect(failed).toEqual([slot]);
  expect(workers[0].ended).toBe(true);
  await expect(slot.call((api) => api.createWorld(small, 1))).rejects.toThrow('did not answer');
});

it('one that has answered once may take its time', async () => {
  const workers: FakeWorker[] = [];
  const { clock, pass } = handClock();
  const failed: Slot[] = [];
  const slot = new Slot(fakeWorkers(workers), (one) => failed.push(one), clock);
  await slot.call((api) => api.createWorld(small, 1));
  pass(60_000);
  await new Promise((resolve) => setTimeout(resolve));
  expect([slot.over, failed, workers[0].ended]).toEqual([null, [], false]);
  slot.end('enough');
});

it('one that was ended on purpose has not failed, whatever is heard of it later', async () => {
  const workers: FakeWorker[] = [];
  const failed: Slot[] = [];
  const slot = new Slot(fakeWorkers(workers), (one) => failed.push(one));
  slot.end('enough');
  workers[0].die('too late');
  expect(await slot.died).toBe('enough');
  expect([slot.over, failed]).toEqual(['enough', []]);
});
