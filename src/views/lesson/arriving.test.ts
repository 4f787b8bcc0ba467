import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import type { SessionApi, Wish } from '../../session/protocol.ts';
import { connect } from '../client.ts';
import { useLab } from '../store.ts';
import { goTo } from './open.ts';
import { polarization } from './steps/polarization.ts';
import { useLesson } from './store.ts';

// The worker of studies listens to the window.
vi.mock('../loseDevice.ts', () => ({ onLoseDevice: () => undefined }));

const run = polarization.run!();
const course = { run, timeline: [] };
let wishes: Wish[];
/** What a page does that is opened by a link to the run, trained to a step. */
let comeTo: (until: number) => void;

beforeEach(() => {
  vi.useFakeTimers();
  wishes = [];
  const session: Partial<SessionApi> = {
    listen: () => Promise.resolve(),
    want: (wish) => {
      wishes.push(wish);
      return Promise.resolve();
    },
  };
  useLab.setState({ state: { ...defaultState(), run }, status: 'opening', notices: [] });
  useLesson.setState({ given: { polarization: { answer: { kind: 'number', value: 3 }, lockedAt: 1 } } });
  vi.stubGlobal('location', { origin: 'https://a.example', pathname: '/', search: '', hash: '' });
  vi.stubGlobal('history', { state: null, pushState: () => undefined, replaceState: () => undefined });
  comeTo = (until) => {
    connect(session as SessionApi, course, { until });
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const steps = (): number[] => wishes.flatMap((wish) => (wish.kind === 'step' ? [wish.n] : []));

it('a page that comes back trained beyond what a step asks about is not trained further', () => {
  comeTo(250);
  goTo(polarization, true);
  expect(steps()).toEqual([]);
});

it('and one that comes back before it is trained to there, no further', () => {
  comeTo(40);
  goTo(polarization, true);
  expect([polarization.at, steps()]).toEqual([100, [60]]);
});
