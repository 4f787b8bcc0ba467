import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import { noPageView } from '../../run/pageView.ts';
import type { Frame } from '../../session/protocol.ts';
import { useWishes } from '../client.ts';
import { usePageView } from '../pageView.ts';
import { feed, useLab } from '../store.ts';
import { presentRun } from './present.ts';

const { run, timeline } = defaultState();
const frame: Frame = { step: 12, steps: 600, stepsPerSecond: 0, arms: [] };

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'https://a.example', pathname: '/lab/', search: '' });
  vi.spyOn(feed, 'frame', 'get').mockReturnValue(frame);
  useLab.setState({ state: defaultState(), status: 'paused' });
  useWishes.setState({ trained: { course: { run, timeline }, settings: run, ended: false } });
  usePageView.setState(noPageView());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('the run of a page is that which is trained, at its step, shown as it is shown; what waits for a reset is no part of it', () => {
  usePageView.setState({ lesson: 'gates' });
  const waiting = { ...run, seeds: { ...run.seeds, init: 99 } };
  useLab.setState({ state: { ...defaultState(), run: waiting } });
  const { step, link, onRequest } = presentRun()!;
  const query = new URLSearchParams(link);
  expect([step, query.get('at'), query.get('lesson'), onRequest]).toEqual([12, '12', 'gates', false]);
  expect(link).not.toContain('99');
});

it('rows of the reader’s own and a page inside of another one are kept only where it is asked for', () => {
  usePageView.setState({ embed: { card: null, controls: true, play: false } });
  expect(presentRun()?.onRequest).toBe(true);
  usePageView.setState(noPageView());
  const own = { ...run, source: { ...run.source, name: 'own' as const } };
  useWishes.setState({ trained: { course: { run: own, timeline }, settings: own, ended: false } });
  expect(presentRun()?.onRequest).toBe(true);
});

it('a run that failed or has no picture yet is none', () => {
  useLab.setState({ status: 'failed' });
  expect(presentRun()).toBeNull();
  useLab.setState({ status: 'running' });
  vi.spyOn(feed, 'frame', 'get').mockReturnValue(null);
  expect(presentRun()).toBeNull();
});
