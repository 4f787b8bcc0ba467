import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoopRun } from '../../experiments/loop/loop.ts';
import type { LoopSpec } from '../../experiments/loop/spec.ts';
import { setFragment, useFragments } from '../fragment.ts';
import type { Hearing } from '../studyClient.ts';
import { findStored, followAddress, setChoices, startLoop, useLoops } from './loops.ts';
import { handLoop } from './testing.ts';

const heard = vi.hoisted(() => ({ asked: [] as LoopSpec[], hearing: [] as Hearing<LoopRun>[] }));
vi.mock('../studies.ts', () => ({
  startStudy: (_owner: string, _name: string, asked: LoopSpec, hearing: Hearing<LoopRun>) => {
    heard.asked.push(asked);
    heard.hearing.push(hearing);
    hearing.begun?.();
  },
}));

const initial = useLoops.getState();
const said = (): string | undefined => useFragments.getState().loop;
followAddress();

beforeEach(() => {
  useLoops.setState(initial, true);
  heard.asked.length = heard.hearing.length = 0;
});

describe('the loop’s stored results', () => {
  it('are those of the start that is set, whichever file comes last', async () => {
    await findStored();
    setChoices({ start: 'plain' });
    const late = findStored();
    setChoices({ start: 'boost' });
    await findStored();
    await late;
    expect(useLoops.getState().shelf.stored?.data.spec.start).toBe('boost');
  });
});

describe('the loop’s address', () => {
  it('says what own results were made from, not what has been chosen since, and of how many rounds they are', () => {
    setChoices({ rounds: 4, steps: 40 });
    startLoop();
    expect(said()).toBe('#rounds=4&steps=40&own=1');
    setChoices({ rounds: 7, steps: 900 });
    heard.hearing[0].measured([...handLoop([0, 0.2], { seeds: 2 }).runs]);
    expect(said()).toBe('#rounds=4&steps=40&own=1');
    // Stopped after two rounds.
    heard.hearing[0].ended?.('stopped');
    expect(said()).toBe('#rounds=2&seeds=2&steps=40&own=1');
  });

  it('is taken up when somebody else has written it, once', () => {
    setFragment('loop', '#rounds=3&seeds=2&round=2&own=1');
    expect(heard.asked).toMatchObject([{ rounds: 3, seeds: 2, start: 'boost' }]);
    expect(useLoops.getState().round).toBe(2);
    useLoops.setState({ round: 1 });
    expect([said(), heard.asked.length]).toEqual(['#rounds=3&seeds=2&round=1&own=1', 1]);
  });
});
