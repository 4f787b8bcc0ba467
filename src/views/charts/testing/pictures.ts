/** Numbers written by hand for tests of pictures; nothing here was trained. */
import { numberWords } from '../../format.ts';
import type { CtrPoint, HistoryArm, HistoryPoint } from '../../../session/protocol.ts';
import { HISTOGRAM_BINS } from '../../../engine/types.ts';
import type { BiasPicture } from '../biasMarks.ts';
import type { ChangeWords } from '../changeMarks.ts';
import type { CtrPicture } from '../ctrMarks.ts';
import type { CurvesPicture } from '../curveMarks.ts';
import type { GateHistoryPicture } from '../gateHistoryMarks.ts';
import type { GatePicture } from '../gateMarks.ts';
import { heatArms, type HeatPicture } from '../heatMarks.ts';
import { textWidth } from './svg.ts';

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
  textWidth,
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
  arms: heatArms(HEAT_VIEWS, changed.model ?? { experts: 4 }, 0.01, {
    arms: ['A · no dropout', 'B · 10% dropout'],
    polarized: 'polarized',
    notPolarized: 'not polarized',
    count: (unused, experts) => `${String(unused)} of ${String(experts)} unused`,
  }),
  model: { experts: 4 },
  threshold: 0.01,
  names: ['click', 'watch time', 'like', 'rating'],
  nameWidth: 60,
  countWidth: 84,
  pointed: { expert: null, task: null },
  write: (weight) => numbers.fixed(100 * weight),
  ...changed,
});

export const CHANGES = [
  { step: 100, label: 'gate dropout 50%', short: '50%' },
  { step: 400, label: 'learning rate 0.01', short: '0.01' },
];

export const changeWords: ChangeWords = { several: (number) => `${String(number)} changes`, textWidth };

const historyArm = (changed: Partial<HistoryArm>): HistoryArm => ({
  loss: [1, 1, 1, 1],
  auc: [0.5, NaN, 0.5, NaN],
  utilization: new Float64Array(16).fill(0.25),
  effectivePerExample: [4, 4, 4, 4],
  effectiveOfMean: [4, 4, 4, 4],
  rmse: 0.5,
  ...changed,
});

/**
 * Five points up to step 400 of 600. Model 0: click falls to a half, watch time to a quarter, like does not move, rating rises by half; its click
 * gate moves from all four experts to the first. Model 1 falls half as far, and its gates stay.
 */
export const HISTORY: HistoryPoint[] = [0, 0.25, 0.5, 0.75, 1].map((way) => ({
  step: 400 * way,
  arms: [
    historyArm({
      loss: [0.6 * (1 - 0.5 * way), 8 * (1 - 0.75 * way), 0.4, 2 * (1 + 0.5 * way)],
      auc: [0.5 + 0.3 * way, NaN, 0.5 + 0.1 * way, NaN],
      utilization: Float64Array.from([
        ...[0.25 + 0.75 * way, 0.25 * (1 - way), 0.25 * (1 - way), 0.25 * (1 - way)],
        ...[0.5, 0.25, 0.125, 0.125],
        ...[0.125, 0.125, 0.25, 0.5],
        ...[0.25, 0.25, 0.25, 0.25],
      ]),
      effectivePerExample: [4 - 3 * way, 3, 3, 4],
      effectiveOfMean: [4 - 2.5 * way, 3.5, 3.5, 4],
    }),
    historyArm({
      loss: [0.6 * (1 - 0.25 * way), 8 * (1 - 0.375 * way), 0.4, 2],
      auc: [0.5 + 0.15 * way, NaN, 0.5, NaN],
    }),
  ],
}));

export const curvesPicture = (changed: Partial<CurvesPicture> = {}): CurvesPicture => ({
  id: 'curves',
  history: HISTORY,
  kind: 'relative',
  arm: 0,
  steps: 600,
  numbers,
  words: {
    tasks: ['click', 'watch time', 'like', 'rating'],
    units: ['loss / loss at step 0', 'squared error'],
    step: 'step',
    peak: (value) => `peak ${value}`,
  },
  pointed: null,
  cursor: null,
  changes: [],
  changeWords,
  textWidth,
  ...changed,
});

/** Histograms of four gates over four experts: 100 examples each, in the bins named. */
const histograms = (bins: Record<string, Record<number, number>>): Uint32Array => {
  const counts = new Uint32Array(16 * HISTOGRAM_BINS);
  for (const [gate, filled] of Object.entries(bins))
    for (const [bin, count] of Object.entries(filled)) counts[Number(gate) * HISTOGRAM_BINS + Number(bin)] = count;
  return counts;
};

/** Gate 1 (watch time): expert 1 always an eighth, expert 2 nothing or all, expert 3 spread low, expert 4 unused. */
export const gatePicture = (changed: Partial<GatePicture> = {}): GatePicture => ({
  arm: {
    utilization: Float64Array.from([1, 0, 0, 0, 0.125, 0.5, 0.25, 0.125, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 1]),
    histogram: histograms({
      4: { 4: 100 },
      5: { 0: 50, 31: 50 },
      6: { 5: 10, 6: 20, 7: 30, 8: 20, 9: 20 },
      7: { 0: 100 },
    }),
  },
  task: 1,
  oneGate: false,
  model: { experts: 4 },
  pointed: null,
  numbers,
  ...changed,
});

export const gateHistoryPicture = (changed: Partial<GateHistoryPicture> = {}): GateHistoryPicture => ({
  history: HISTORY,
  arm: 0,
  task: 0,
  oneGate: false,
  model: { experts: 4 },
  steps: 600,
  pointed: null,
  mark: null,
  numbers,
  changes: [],
  changeWords,
  ...changed,
});

/** Expert 1 is engagement's, 2 and 3 are shared, 4 is satisfaction's. */
export const OWN = { experts: 4, visible: [0b0111, 0b0111, 0b1110, 0b1110] };
