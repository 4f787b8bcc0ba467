/** Numbers written by hand for tests of pictures; nothing here was trained. */
import { numberWords } from '../../format.ts';
import type { CtrPoint } from '../../../session/protocol.ts';
import type { BiasPicture } from '../biasMarks.ts';
import type { CtrPicture } from '../ctrMarks.ts';
import { heatArms, type HeatPicture } from '../heatMarks.ts';
import { measure } from './svg.ts';

export const numbers = numberWords('en');

/** Falls by a quarter of a logit a position on phones, by an eighth on desktops, not at all on TV; the learned table is elsewhere. */
export const BIAS = {
  truth: [-0.25, -0.125, 0].map((slope) => Array.from({ length: 9 }, (_, p) => slope * (p - 4))),
  learned: [
    [0.5, 0.5, 0.5, 0, 0, 0, -0.5, -0.5, -0.5],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0.25, 0.25, 0.25, 0.25, 0, -0.25, -0.25, -0.25, -0.25],
  ],
};

export const biasPicture = (changed: Partial<BiasPicture> = {}): BiasPicture => ({
  bias: BIAS,
  devices: [0],
  right: 56,
  numbers,
  words: {
    axis: 'logits, centred per device',
    position: 'position',
    devices: ['phone', 'desktop', 'TV'],
    pair: (learned, truth) => `learned ${learned}, true ${truth}`,
  },
  pointed: null,
  domain: [-1, 1],
  ...changed,
});

export const CTR: CtrPoint[] = Array.from({ length: 9 }, (_, p) => ({
  position: p + 1,
  impressions: 100,
  clicks: 40 - 4 * p,
  observed: 0.4 - 0.04 * p,
  low: 0.36 - 0.04 * p,
  high: 0.44 - 0.04 * p,
  expected: 0.41 - 0.04 * p,
  relevance: 0.25 - 0.01 * p,
  bias: 0.3 - 0.02 * p,
}));

export const ctrPicture = (changed: Partial<CtrPicture> = {}): CtrPicture => ({
  points: CTR,
  right: 56,
  numbers,
  words: { axis: 'click-through rate', observed: 'observed', relevance: 'relevance alone', bias: 'position alone' },
  pointed: null,
  measure,
  ...changed,
});

/** Four experts. Model 0: click uses expert 1 only, the others share; expert 4 of it is dead. Model 1: everything shared, expert 2 most. */
export const HEAT_VIEWS = [
  {
    utilization: Float64Array.from([1, 0, 0, 0, 0.4, 0.3, 0.3, 0, 0.25, 0.25, 0.5, 0, 0.1, 0.2, 0.7, 0]),
    dead: Uint8Array.from([0, 0, 0, 1]),
  },
  {
    utilization: Float64Array.from([
      0.1, 0.7, 0.1, 0.1, 0.2, 0.4, 0.2, 0.2, 0.2, 0.4, 0.2, 0.2, 0.25, 0.25, 0.25, 0.25,
    ]),
    dead: new Uint8Array(4),
  },
];

export const heatPicture = (changed: Partial<HeatPicture> = {}): HeatPicture => ({
  arms: heatArms(HEAT_VIEWS, 4, 0.01, {
    arms: ['no dropout', '10% dropout'],
    polarized: 'polarized',
    notPolarized: 'not polarized',
    count: (unused) => `${String(unused)} of 4 unused`,
  }),
  experts: 4,
  threshold: 0.01,
  names: ['click', 'watch time', 'like', 'rating'],
  nameWidth: 60,
  countWidth: 84,
  pointed: { expert: null, task: null },
  write: (weight) => numbers.fixed(100 * weight),
  ...changed,
});
