import { describe, expect, it } from 'vitest';
import { createClock, createRateMeter } from './clock.ts';

describe('the clock of training', () => {
  it('has no limit until it is started with one', () => {
    const clock = createClock();
    expect([clock.due(5, 0), clock.wait(5, 0)]).toEqual([Infinity, 0]);
    clock.start(0, 0, 30);
    clock.start(0, 0, 0);
    expect([clock.due(5, 0), clock.wait(5, 0)]).toEqual([Infinity, 0]);
  });

  it('has the first step due at once, each further one in its time', () => {
    const clock = createClock();
    clock.start(1000, 10, 50); // a step every 20 ms
    expect(clock.due(1000, 10)).toBe(1);
    expect([1000, 1019, 1020, 1039, 1040].map((now) => clock.due(now, 11))).toEqual([0, 0, 1, 1, 2]);
    expect(clock.due(1000, 15)).toBe(0);
    expect([1000, 1015, 1019, 1030].map((now) => clock.wait(now, 11))).toEqual([20, 5, 1, 1]);
    expect(clock.wait(1000, 13)).toBe(60);
  });

  it('makes up for a tenth of a second, and forgets what is longer ago', () => {
    const clock = createClock();
    clock.start(1000, 10, 30); // three steps in 100 ms
    // 99 ms: the first and two more. All are made up for, and the beat stays as it was.
    expect([clock.due(1099, 10), clock.due(1099, 13), clock.due(1100, 13)]).toEqual([3, 0, 1]);
    clock.start(1000, 10, 30);
    // 100 ms: one and three would be four. Three are due, and the next is a whole beat away: 33.3 ms.
    expect(clock.due(1100, 10)).toBe(3);
    expect([1100, 1133, 1134].map((now) => clock.due(now, 13))).toEqual([0, 0, 1]);
    // Where something else had the device for a while, that is made up for too.
    clock.start(1000, 10, 30);
    expect([clock.due(1300, 10, 150), clock.isLate(1300), clock.isLate(9000)]).toEqual([7, true, false]);
    clock.start(1000, 10, 30);
    expect([clock.due(1300, 10, 300), clock.isLate(1300)]).toEqual([10, false]);
    // However slow: one step at least.
    clock.start(0, 0, 5);
    expect([clock.due(900, 0), clock.due(900, 1), clock.due(1099, 1), clock.due(1100, 1)]).toEqual([1, 0, 0, 1]);
  });
});

describe('steps per second', () => {
  it('are those of the last second', () => {
    const meter = createRateMeter();
    expect(meter.rate()).toBe(0);
    meter.add(0, 0);
    expect(meter.rate()).toBe(0);
    meter.add(500, 10);
    expect(meter.rate()).toBe(20);
    meter.add(1000, 30);
    expect(meter.rate()).toBe(30); // a second, and no more
    meter.add(1200, 38);
    expect(meter.rate()).toBe(40); // 28 steps since 500 ms
    meter.reset();
    expect(meter.rate()).toBe(0);
  });

  it('are known however long a step takes, and unknown in no time', () => {
    const meter = createRateMeter();
    meter.add(100, 3);
    meter.add(100, 9);
    expect(meter.rate()).toBe(0);
    meter.reset();
    meter.add(0, 0);
    meter.add(5000, 10);
    expect(meter.rate()).toBe(2);
  });
});
