import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happenedIn, lossesOf, readCommand } from './messages.ts';

describe('what an embedded page is asked for', () => {
  it('are its own buttons', () => {
    for (const type of ['play', 'pause', 'reset', 'tell'])
      expect(readCommand({ to: 'mmoe-lab', type })).toEqual({ to: 'mmoe-lab', type });
    expect(readCommand({ to: 'mmoe-lab', type: 'step' })).toEqual({ to: 'mmoe-lab', type: 'step', n: 1 });
    expect(readCommand({ to: 'mmoe-lab', type: 'step', n: 1000 })).toMatchObject({ n: 1000 });
  });

  it('is nothing else: not for others, not without end, not by names that every object has', () => {
    const others: unknown[] = [
      null,
      'play',
      ['mmoe-lab', 'play'],
      { type: 'play' },
      { to: 'another', type: 'play' },
      { source: 'mmoe-lab', type: 'step' },
      { to: 'mmoe-lab', type: 'constructor' },
      { to: 'mmoe-lab', type: '__proto__' },
      ...[0, -1, 1.5, 1001, NaN, Infinity, '5', null].map((n) => ({ to: 'mmoe-lab', type: 'step', n })),
    ];
    expect(others.map(readCommand)).toEqual(others.map(() => null));
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(readCommand(data)).toBeNull();
      }),
    );
  });
});

describe('what it tells', () => {
  it('leaves out losses that are no numbers, and tasks that there are not', () => {
    const arms = [{ loss: [0.5, NaN, 0.25, 1] }, { loss: [Infinity, 0.125] }] as Parameters<typeof lossesOf>[0]['arms'];
    expect(lossesOf({ arms })).toEqual({ A: { click: 0.5, like: 0.25, rating: 1 }, B: { watchTime: 0.125 } });
  });

  it('is how a run ends, not that it stands still', () => {
    expect((['opening', 'paused', 'running', 'finished', 'diverged', 'failed'] as const).map(happenedIn)).toEqual([
      ...[null, null, null],
      ...['finished', 'diverged', 'failed'],
    ]);
  });
});
