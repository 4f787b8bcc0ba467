/** Numbers written by hand, for tests of this chapter's pictures. */
import { changeWords, numbers } from '../charts/testing/pictures.ts';
import { textWidth } from '../charts/testing/svg.ts';
import type { AssumptionPicture } from './assumptionMarks.ts';
import type { CoursePicture } from './courseMarks.ts';
import type { EditorPicture } from './editorMarks.ts';
import type { WhyPicture } from './whyMarks.ts';

const nine = (value: (p: number) => number): number[] => Array.from({ length: 9 }, (_, p) => value(p));

export const coursePicture = (changed: Partial<CoursePicture> = {}): CoursePicture => ({
  figure: 'rmse',
  points: [0.6, 0.3, 0.15, NaN, 0.12].map((value, i) => ({ step: 100 * i, value })),
  steps: 600,
  numbers,
  unit: 'step',
  changes: [],
  changeWords,
  ...changed,
});

export const editorPicture = (changed: Partial<EditorPicture> = {}): EditorPicture => ({
  device: 0,
  curve: [0, -0.5, -1, -1.5, -2, -2.5, -3, -3.5, -4],
  running: null,
  words: { unit: 'logits', position: 'position', logit: (logit) => numbers.plain(logit) },
  ...changed,
});

/** Two bands: the relevant items are clicked 40% at the top and lie there; the others half as often, and lie below. */
export const whyPicture = (changed: Partial<WhyPicture> = {}): WhyPicture => ({
  grid: {
    logit: [1, 0],
    click: [nine((p) => 0.4 - 0.025 * p), nine((p) => 0.2 - 0.0125 * p)],
    logged: [nine((p) => (p < 3 ? 400 : 100)), nine((p) => (p < 3 ? 0 : 100))],
    samePosition: [0.3, 0.15],
    sameItems: nine((p) => 0.3 - 0.02 * p),
    observed: nine((p) => (p === 4 ? NaN : 0.4 - 0.04 * p)),
  },
  words: {
    top: ['P(click), and how many were logged', 'P(click)'],
    below: ['click-through rate by position', 'CTR'],
    right: 'same position',
    most: ['most relevant', 'most'],
    least: ['least relevant', 'least'],
    position: 'position',
    sameItems: 'same items',
    observed: 'observed',
    percent: (share) => numbers.percent(share),
  },
  pointed: null,
  textWidth,
  ...changed,
});

export const assumptionPicture = (changed: Partial<AssumptionPicture> = {}): AssumptionPicture => ({
  examination: nine((p) => 1 - 0.25 * p),
  best: nine((p) => (p === 8 ? NaN : 0.5 - 0.125 * p)),
  learned: nine((p) => (p === 0 ? 0.25 : 0)),
  domain: [-1, 1],
  numbers,
  words: { examination: 'examination', best: 'best table', learned: 'learned', position: 'position' },
  textWidth,
  ...changed,
});
