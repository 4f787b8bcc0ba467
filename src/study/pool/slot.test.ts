import { expect, it } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import { fakeWorkers, type FakeWorker } from '../testing/fakeWorkers.ts';
import { handClock } from '../testing/handClock.ts';
import { Slot } from './slot.ts';

const { world } = defaultState().run;
const small = { ...world, impressions: 90, heldOut: 45 };
const never = (): never => new Promise<never>(() => undefined) as never;

it('a worker that has answered nothing for 20 s is given up, and whoever waits for it hears so', async () => {
  const workers: FakeWorker[] = [];
  const { clock, pass } = handClock();
  const failed: Slot[] = [];
  const slot = new Slot(
    fakeWorkers(workers, (side) => ({ ...side, hello: never, createWorld: never })),
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

it('one that is there may take its time, even for the first thing that it is asked', async () => {
  const workers: FakeWorker[] = [];
  const { clock, pass } = handClock();
  const failed: Slot[] = [];
  const spawn = fakeWorkers(workers, (side) => ({ ...side, createWorld: never }));
  const slot = new Slot(spawn, (one) => failed.push(one), clock);
  const asked = slot.call((api) => api.createWorld(small, 1));
  await expect.poll(() => slot.answered).toBe(true);
  pass(60_000);
  await new Promise((resolve) => setTimeout(resolve));
  expect([slot.over, failed, workers[0].ended]).toEqual([null, [], false]);
  slot.end('enough');
  await expect(asked).rejects.toThrow('enough');
});

it('one that does not answer within the time that a call has is ended, and all that wait for it hear so', async () => {
  const workers: FakeWorker[] = [];
  const { clock, pass } = handClock();
  const failed: Slot[] = [];
  const spawn = fakeWorkers(workers, (side) => ({ ...side, createWorld: never }));
  const slot = new Slot(spawn, (one) => failed.push(one), clock);
  await expect.poll(() => slot.answered).toBe(true);
  const asked = [slot.call((api) => api.createWorld(small, 1), 5_000), slot.call((api) => api.createWorld(small, 2))];
  const refused = Promise.all(
    asked.map((each) => expect(each).rejects.toThrow('the worker did not answer within 5 s')),
  );
  pass(4_900);
  expect(slot.over).toBeNull();
  pass(200);
  await refused;
  expect([failed, workers[0].ended]).toEqual([[slot], true]);
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

it('hands on what a call fails with, as an error', async () => {
  const slot = new Slot(fakeWorkers([]), () => undefined);
  const error = new RangeError('no');
  await expect(slot.call(() => Promise.reject(error))).rejects.toBe(error);
  // A worker may throw anything.
  const odd: unknown = 'nothing left';
  await expect(slot.call(() => Promise.reject(odd as Error))).rejects.toEqual(new Error('nothing left'));
  slot.end('enough');
});
