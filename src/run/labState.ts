/** Everything that a link restores: the run and what the reader was looking at. */
import { defaultRun, type RunSpec } from './runSpec.ts';
import type { Timeline } from './timeline.ts';

/** In the order in which they are read: the experiments, then what one looks something up in. */
export const CHAPTERS = [
  'train',
  'gates',
  'polarization',
  'cures',
  'position-bias',
  'compare',
  'serve',
  'live',
  'loop',
  'data',
  'glossary',
  'about',
] as const;
export type Chapter = (typeof CHAPTERS)[number];
/** Training speeds offered, in steps per second; 0 = as fast as the device allows. */
export const SPEEDS = [2, 10, 30, 100, 0] as const;
/** `pooled` or one device. */
export const DEVICE_VIEWS = ['pooled', 'phone', 'desktop', 'tv'] as const;
export type DeviceView = (typeof DEVICE_VIEWS)[number];

export interface ViewSpec {
  chapter: Chapter;
  speed: number;
  /** Which of the two lockstep arms the single-model pictures show: 0 without gate dropout, 1 with. */
  arm: number;
  device: DeviceView;
}

export interface LabState {
  run: RunSpec;
  /** What changes while the run trains: replayed at the same steps. */
  timeline: Timeline;
  view: ViewSpec;
}

export function defaultState(): LabState {
  return { run: defaultRun(), timeline: [], view: { chapter: 'train', speed: 30, arm: 0, device: 'pooled' } };
}
