import { beforeEach, expect, it, vi } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import type { SavedRun } from '../../session/runFile.ts';
import { saved } from '../../session/testing/runFiles.ts';
import { useWishes } from '../client.ts';
import { goOn } from './again.ts';
import type * as BringBack from './bringBack.ts';

const heard = vi.hoisted(() => ({ gone: [] as (SavedRun | undefined)[], kept: undefined as SavedRun | undefined }));
vi.mock('../control.ts', () => ({ goOnAgain: (from: SavedRun | undefined) => heard.gone.push(from) }));
vi.mock('./present.ts', () => ({ keeper: { last: () => Promise.resolve(new ArrayBuffer(0)) } }));
vi.mock('./bringBack.ts', async (original) => ({
  ...(await original<typeof BringBack>()),
  readKept: () => Promise.resolve(heard.kept),
}));

const { run } = defaultState();
const opens = (data: number): void => {
  const course = { run: { ...run, seeds: { ...run.seeds, data } }, timeline: [] };
  useWishes.setState({ trained: { course, settings: course.run, ended: false }, interrupted: null });
};
const fails = (data: number): void => {
  opens(data);
  useWishes.setState({ interrupted: { playing: true, until: 0 } });
};

beforeEach(() => {
  heard.gone.length = 0;
  heard.kept = { ...saved(), run, timeline: [] };
  fails(run.seeds.data);
});

it('goes on from what was kept of the run that failed, and of no other', async () => {
  await goOn();
  expect(heard.gone).toEqual([heard.kept]);
  fails(run.seeds.data + 1);
  await goOn();
  expect(heard.gone).toEqual([heard.kept, undefined]);
});

it('leaves alone what was opened while it read what was kept', async () => {
  const going = goOn();
  opens(run.seeds.data + 1);
  await going;
  expect(heard.gone).toEqual([]);
});
