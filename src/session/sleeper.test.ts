import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSleeper } from './sleeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise has been kept by now. */
async function over(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await Promise.resolve();
  await Promise.resolve();
  return done;
}

it('sleeps its time', async () => {
  const slept = createSleeper().sleep(20);
  vi.advanceTimersByTime(19);
  expect(await over(slept)).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await over(slept)).toBe(true);
});

it('sleeps until it is woken, and leaves no timer behind', async () => {
  const sleeper = createSleeper();
  const slept = sleeper.sleep(20);
  sleeper.wake();
  expect(await over(slept)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  const again = sleeper.sleep();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1e6);
  expect(await over(again)).toBe(false);
  sleeper.wake();
  expect(await over(again)).toBe(true);
});

it('woken before it sleeps it does not fall asleep, once', async () => {
  const sleeper = createSleeper();
  sleeper.wake();
  sleeper.wake();
  expect(await over(sleeper.sleep(20))).toBe(true);
  const second = sleeper.sleep(20);
  expect(await over(second)).toBe(false);
  vi.advanceTimersByTime(20);
  expect(await over(second)).toBe(true);
});

it('lets messages in and goes on', async () => {
  vi.useRealTimers();
  const order: string[] = [];
  const breath = createSleeper()
    .breathe()
    .then(() => order.push('breath'));
  await Promise.resolve().then(() => order.push('task'));
  await breath;
  expect(order).toEqual(['task', 'breath']);
});
