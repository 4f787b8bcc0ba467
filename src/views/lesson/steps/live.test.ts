import { describe, expect, it, vi } from 'vitest';
import type { MeasuredLift } from '../../../experiments/live/tally.ts';
import { defaultChoices, specOf } from '../../live/choices.ts';
import { liveOutcome } from './live.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

const spec = specOf({ ...defaultChoices(), queries: 20_000 });

const lift = (value: number, deviation: number, left: Partial<MeasuredLift> = {}): MeasuredLift => ({
  n: 8000,
  value,
  deviation,
  sequence: null,
  fixed: null,
  ...left,
});
/** Control, and MMoE with a lift in clicks. */
function shown(engagement: MeasuredLift, diverged: 'mmoe-8'[] = []) {
  const arm = { n: 4000, clicks: 5, likes: 6, watchTime: 0, rating: 0 };
  const captured = (value: number) => ({ n: 4000, value, deviation: 0.1 });
  const arms = [
    { ...arm, captured: captured(0.808), lift: null },
    { ...arm, captured: captured(0.957), lift: { engagement, satisfaction: lift(0, 1) } },
  ];
  return { spec, points: [{ queries: 20_000, arms }], diverged };
}

describe('the live experiment', () => {
  it('cannot be told as long as the sequence has zero inside, however early the ordinary interval left it', () => {
    const outcome = liveOutcome(shown(lift(0.0123, 0.74, { fixed: { queries: 85, sign: 1 } })), 'mmoe');
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'untold' });
    expect(outcome?.right).toBe(false);
    expect(outcome?.said.map(({ key }) => key)).toEqual(['lift', 'untold', 'peeking', 'truth']);
    const [interval, untold, peeking, truth] = outcome?.said ?? [];
    expect(interval.values).toMatchObject({ queries: 20_000, lift: 1.2 });
    // The half-width of the sequence is above that of the ordinary interval, 1.96 · 0.74/√8000 = 1.6%.
    expect(interval.values?.low).toBeLessThan(-0.4);
    expect(interval.values?.high).toBeGreaterThan(2.8);
    expect(untold.values?.needed).toBeGreaterThan(20_000);
    expect(peeking.values).toEqual({ at: 85 });
    expect(truth.values).toEqual({ mmoe: 96, control: 81 });
  });

  it('can be told since the query at which the sequence left zero, on either side', () => {
    const better = liveOutcome(shown(lift(0.05, 0.7, { sequence: { queries: 9000, sign: 1 } })), 'mmoe');
    expect(better).toMatchObject({ came: { choice: 'mmoe' }, right: true });
    expect(better?.said[1]).toEqual({ key: 'told', values: { at: 9000 } });
    const worse = liveOutcome(shown(lift(-0.05, 0.7, { sequence: { queries: 9000, sign: -1 } })), 'mmoe');
    expect(worse).toMatchObject({ came: { choice: 'control' }, right: false });
  });

  it('compares nothing with a model that diverged, and says nothing before there is an interval', () => {
    const diverged = liveOutcome(shown(lift(0.05, 0.7), ['mmoe-8']), 'mmoe');
    expect(diverged?.right).toBeNull();
    expect(diverged?.said).toEqual([{ key: 'diverged' }]);
    expect(liveOutcome(shown({ ...lift(0.05, 0.7), n: 10 }), 'mmoe')).toBeNull();
    expect(liveOutcome({ spec, points: [], diverged: [] }, 'mmoe')).toBeNull();
  });
});
